/** Every statement the incident memory makes. Values are always bound, never written into the text. */

/** Applied in order, each once; never changed after a release, only added to. */
export const MIGRATIONS: readonly string[] = [
  `create table firedrill.incidents (
    id text primary key,
    kind text not null,
    title text not null,
    service text not null,
    symptoms text not null,
    summary text,
    root_cause text,
    severity text,
    started_at timestamptz not null,
    resolved_at timestamptz,
    links text[] not null,
    -- what it was made from ("scenario:<id>", "text:<hash>"), so that an incident never lists itself
    origins text[] not null,
    content_hash text not null
  );
  create index incidents_started_at on firedrill.incidents (started_at desc);
  -- Narrow, so that weighing many candidates reads few pages.
  create table firedrill.signatures (
    id text primary key references firedrill.incidents on delete cascade,
    title text not null,
    symptoms text not null,
    whole text not null,
    title_size int not null,
    symptoms_size int not null,
    whole_size int not null
  );
  create index signatures_title on firedrill.signatures using gin (title gin_trgm_ops);
  create index signatures_whole on firedrill.signatures using gin (whole gin_trgm_ops);`,
];

export const SERVER_FACTS = "select current_setting('server_version_num')::int as version";
export const CREATE_EXTENSION = "create extension if not exists pg_trgm";
export const READS_CHINESE = "select show_trgm('磁盘') <> '{}' as \"readsChinese\"";

/** Wherever pg_trgm was put, its names are found without a schema. */
export const SET_SEARCH_PATH = `select set_config('search_path', 'firedrill, ' || quote_ident(nspname), false)
  from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'`;

export const HAS_MIGRATIONS = "select to_regclass('firedrill.migrations') is not null as present";
export const CREATE_MIGRATIONS = `create schema if not exists firedrill;
  create table if not exists firedrill.migrations (version int primary key);`;
/** One process migrates at a time; freed with the transaction. The number is any, and ours. */
export const LOCK_MIGRATIONS = "select pg_advisory_xact_lock(713034001)";
export const MIGRATION_VERSION = "select coalesce(max(version), 0) as version from firedrill.migrations";
export const ADD_MIGRATION = "insert into firedrill.migrations (version) values ($1)";

/** $1: a JSON array of rows with their signatures. One statement for a batch; unchanged rows are left alone. */
export const SAVE_INCIDENTS = `with rows as (
    select * from jsonb_to_recordset($1::jsonb) as row (
      id text, kind text, title text, service text, symptoms text, summary text, root_cause text, severity text,
      started_at timestamptz, resolved_at timestamptz, links text[], origins text[], content_hash text,
      title_signature text, symptoms_signature text, whole_signature text)
  ), before as (
    select id, content_hash from firedrill.incidents where id in (select id from rows)
  ), changed as (
    select rows.* from rows left join before using (id) where before.content_hash is distinct from rows.content_hash
  ), saved as (
    insert into firedrill.incidents (id, kind, title, service, symptoms, summary, root_cause, severity,
        started_at, resolved_at, links, origins, content_hash)
      select id, kind, title, service, symptoms, summary, root_cause, severity,
        started_at, resolved_at, links, origins, content_hash from changed
      on conflict (id) do update set kind = excluded.kind, title = excluded.title, service = excluded.service,
        symptoms = excluded.symptoms, summary = excluded.summary, root_cause = excluded.root_cause,
        severity = excluded.severity, started_at = excluded.started_at, resolved_at = excluded.resolved_at,
        links = excluded.links, origins = excluded.origins, content_hash = excluded.content_hash
  ), signed as (
    insert into firedrill.signatures (id, title, symptoms, whole, title_size, symptoms_size, whole_size)
      select id, title_signature, symptoms_signature, whole_signature, cardinality(show_trgm(title_signature)),
        cardinality(show_trgm(symptoms_signature)), cardinality(show_trgm(whole_signature)) from changed
      on conflict (id) do update set title = excluded.title, symptoms = excluded.symptoms, whole = excluded.whole,
        title_size = excluded.title_size, symptoms_size = excluded.symptoms_size, whole_size = excluded.whole_size
  )
  select (select count(*) from rows) as given, (select count(*) from before) as known,
    (select count(*) from changed) as changed,
    (select count(*) from changed where id in (select id from before)) as updated`;

const COLUMNS = `id, kind, title, service, symptoms, summary, root_cause as "rootCause", severity,
  started_at as "startedAt", resolved_at as "resolvedAt", links`;

/** $1 service or null, $2 earliest start or null, $3 how many. */
export const LIST_INCIDENTS = `select ${COLUMNS} from firedrill.incidents
  where ($1::text is null or service = $1) and ($2::timestamptz is null or started_at >= $2)
  order by started_at desc, id limit $3`;

export const COUNT_INCIDENTS = "select count(*) as total from firedrill.incidents";
export const REMOVE_INCIDENT = "delete from firedrill.incidents where id = $1 returning id";

/**
 * For this transaction: how alike, by pg_trgm's own measures, what an index gives must be; and the way through the
 * trigram indexes. PostgreSQL takes comparing texts to cost no more than comparing numbers, and would read all.
 */
export const SET_THRESHOLDS = `select set_config('pg_trgm.similarity_threshold', $1, true),
  set_config('pg_trgm.word_similarity_threshold', $2, true),
  set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)`;

/** Shared trigrams over the geometric mean of both sizes. \`similarity\` is shared / all, which gives what is shared. */
function likeness(field: string): string {
  const jaccard = `similarity(${field}, $1)::float8`;
  const sizes = `(${field}_size + query.size)`;
  return `coalesce(round(${jaccard} * ${sizes} / (1 + ${jaccard})) / nullif(sqrt(${field}_size::float8 * query.size), 0), 0)`;
}

/** Few words are looked for inside longer texts too; a long query as a whole is in none, and looking costs much. */
const CANDIDATES = "whole % $1 or title % $1";
export const SEARCH_BY_TEXT = search(CANDIDATES);
export const SEARCH_BY_WORDS = search(`${CANDIDATES} or $1 <% whole`);

/**
 * $1 signature of the query, $2 origins to leave out, $3 service or null, $4 earliest start or null, $5 least
 * similarity, $6 how many. Ends in a fixed order whatever the engine.
 */
function search(candidates: string): string {
  return `with query as (select cardinality(show_trgm($1)) as size),
  candidates as materialized (
    select * from firedrill.signatures where ${candidates}
  ), weighed as (
    select id, ${likeness("title")} as by_title, ${likeness("symptoms")} as by_symptoms, ${likeness("whole")} as by_both
    from candidates cross join query
  ), best as (
    select *, least(1, greatest(by_title, by_symptoms, by_both)) as similarity from weighed
  )
  select id, kind, title, service, symptoms, root_cause as "rootCause", severity, started_at as "startedAt",
    similarity, case when by_both >= greatest(by_title, by_symptoms) then 'both'
      when by_title >= by_symptoms then 'title' else 'symptoms' end as matched
  from best join firedrill.incidents using (id)
  where similarity >= $5 and not origins && $2::text[]
    and ($3::text is null or service = $3) and ($4::timestamptz is null or started_at >= $4)
  order by similarity desc, started_at desc, id collate "C" limit $6`;
}
