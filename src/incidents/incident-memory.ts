import type { PastIncident, SimilarIncident } from "../contracts/past-incident.ts";
import { stableHash } from "../shared/stable-hash.ts";
import type { Database } from "./database.ts";
import { signatureOf } from "./signature.ts";
import * as sql from "./sql.ts";

/** A past incident with what it was made from. */
export interface StoredIncident {
  readonly incident: PastIncident;
  /** As `originsOf…` makes them; empty for what was imported. */
  readonly origins: readonly string[];
}

export interface SaveCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface SearchOptions {
  /** Only this service. */
  readonly service?: string;
  /** ISO instant: only incidents that started then or later. */
  readonly since?: string;
  /** Incidents made from any of these are left out. */
  readonly excludeOrigins?: readonly string[];
  /** Least similarity, 0 to 1. */
  readonly min?: number;
  readonly limit?: number;
}

/** Of what is shown above it, about two in three helped on the labelled set; below, hardly any did. */
export const DEFAULT_MIN_SIMILARITY = 0.2;
export const DEFAULT_LIMIT = 5;

/** Past incidents in a database, and what among them is like a new one. */
export interface IncidentMemory {
  /** Adds or replaces by id, all of a batch or nothing. */
  save(batch: readonly StoredIncident[]): Promise<SaveCounts>;
  /**
   * The most similar first; never one below `min`.
   *
   * Similarity is the cosine of two sets of trigrams: how many both texts have, over the geometric mean of how
   * many each has. 0: none in common, 1: the same words, whatever their order; it grows with every trigram
   * shared. Each incident counts by its best field: title, symptoms, or both read as one text.
   */
  search(text: string, options?: SearchOptions): Promise<SimilarIncident[]>;
  /** The latest first. */
  list(options?: { service?: string; since?: string; limit?: number }): Promise<PastIncident[]>;
  count(): Promise<number>;
  /** Whether there was such an incident. */
  remove(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** The memory over a database that `prepareDatabase` has accepted. */
export function createIncidentMemory(database: Database): IncidentMemory {
  const { query } = database;
  return {
    async save(batch) {
      if (batch.length === 0) return { added: 0, updated: 0, unchanged: 0 };
      const rows = JSON.stringify(batch.map(rowOf));
      const [counts] = await query<{ given: number; known: number; changed: number; updated: number }>(
        sql.SAVE_INCIDENTS,
        [rows],
      );
      if (counts === undefined) throw new Error("saving incidents gave no counts");
      const { given, known, changed, updated } = counts;
      return { added: given - known, updated, unchanged: given - changed };
    },

    async search(text, options = {}) {
      const { service = null, since = null, excludeOrigins = [] } = options;
      const { min = DEFAULT_MIN_SIMILARITY, limit = DEFAULT_LIMIT } = options;
      const signature = signatureOf(text, { maxTerms: MAX_QUERY_TERMS });
      if (signature === "") return [];
      const isFewWords = signature.split(" ").length <= FEW_WORDS;
      const statement = isFewWords ? sql.SEARCH_BY_WORDS : sql.SEARCH_BY_TEXT;
      return database.transaction(async (inTransaction) => {
        for (const level of levelsDownTo(min)) {
          await inTransaction(sql.SET_THRESHOLDS, thresholdsFor(level));
          const values = [signature, excludeOrigins, service, since, level, limit];
          const hits = await inTransaction<SimilarIncident>(statement, values);
          if (hits.length === limit || level === min) return hits;
        }
        return [];
      });
    },

    list: ({ service, since, limit } = {}) =>
      query<PastIncident>(sql.LIST_INCIDENTS, [service ?? null, since ?? null, limit ?? null]),

    async count() {
      const [row] = await query<{ total: number }>(sql.COUNT_INCIDENTS);
      return row?.total ?? 0;
    },

    async remove(id) {
      return (await query(sql.REMOVE_INCIDENT, [id])).length > 0;
    },

    close: () => database.close(),
  };
}

function rowOf({ incident, origins }: StoredIncident) {
  const { id, kind, title, service, symptoms, summary, severity, links } = incident;
  return {
    id,
    kind,
    title,
    service,
    symptoms,
    summary,
    root_cause: incident.rootCause,
    severity,
    started_at: incident.startedAt,
    resolved_at: incident.resolvedAt,
    links,
    origins,
    content_hash: stableHash({ incident, origins }),
    title_signature: signatureOf(title),
    symptoms_signature: signatureOf(symptoms),
    whole_signature: signatureOf(`${title}\n${symptoms}`),
  };
}

/** The first words of a pasted text: each costs time with every incident that is weighed. */
const MAX_QUERY_TERMS = 40;
const FEW_WORDS = 6;

/** The least similarity is looked down to in steps: where the nearest suffice, the many distant are never weighed. */
function levelsDownTo(min: number): number[] {
  return [...[0.6, 0.45, 0.3].filter((level) => level > min), min];
}

/** Titles, and whole texts, with up to this many times the trigrams of the query, or as few, are found for certain. */
const SIZE_RATIO = 4;

/** Few words this much of which stands together in a text are found however long the text is. */
const WORD_THRESHOLD = 0.6;

/**
 * pg_trgm's `similarity` is shared / all. A cosine c between sets of which one is r times as large makes it
 * c·√r / (1 + r - c·√r), which falls as r grows.
 */
function thresholdsFor(least: number): string[] {
  const root = Math.sqrt(SIZE_RATIO);
  const jaccard = (least * root) / (1 + SIZE_RATIO - least * root);
  return [jaccard.toFixed(4), String(WORD_THRESHOLD)];
}
