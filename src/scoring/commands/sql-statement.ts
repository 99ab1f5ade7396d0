import { type CommandRisk, isAtLeast, type Part, worstRisk } from "./command-risk.ts";
import { functionRisk } from "./sql-functions.ts";
import type { SqlToken } from "./sql-tokens.ts";

/** Statements by their first word. Those that a few more words decide are in `readHead`. */
const HEADS: Partial<Record<CommandRisk, string>> = {
  none: "BEGIN COMMIT ROLLBACK END ABORT SAVEPOINT RELEASE USE DISCARD DEALLOCATE UNLISTEN",
  read: "SELECT WITH VALUES TABLE SHOW DESCRIBE DESC HELP LISTEN FETCH CLOSE DECLARE",
  "heavy-read": "CHECKSUM CHECK",
  unknown: "CALL DO EXECUTE EXEC PREPARE HANDLER",
  mutating: `INSERT UPDATE MERGE UPSERT REPLACE CREATE ALTER VACUUM ANALYZE ANALYSE REINDEX CLUSTER REFRESH GRANT REVOKE
    COMMENT NOTIFY KILL FLUSH OPTIMIZE REPAIR LOCK UNLOCK CHECKPOINT LOAD IMPORT INSTALL UNINSTALL SYSTEM RENAME ATTACH
    DETACH STOP REASSIGN SECURITY CHANGE RESTART CANCEL`,
  destructive: "DELETE DROP TRUNCATE PURGE SHUTDOWN",
};
const riskByHead = new Map<string, CommandRisk>(
  (Object.entries(HEADS) as [CommandRisk, string][]).flatMap(([risk, heads]) =>
    heads.split(/\s+/).map((head): [string, CommandRisk] => [head, risk]),
  ),
);
const OTHER_HEADS = ["EXPLAIN", "SET", "RESET", "START", "COPY"];
const DECIDED_ELSEWHERE = new Set(OTHER_HEADS);

/** Does SQL begin with this word, in upper case? */
export function isSqlHead(word: string): boolean {
  return riskByHead.has(word) || DECIDED_ELSEWHERE.has(word);
}

const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE"]);
/** Two words that start a change wherever they stand: a semicolon may be missing. */
const SECOND_WORDS: Readonly<Record<string, RegExp>> = {
  DROP: /^(?:TABLE|DATABASE|INDEX|SCHEMA|VIEW|USER|ROLE|FUNCTION|TRIGGER|SEQUENCE|MATERIALIZED|COLUMN|OWNED|PARTITION)$/,
  DELETE: /^FROM$/,
  TRUNCATE: /^TABLE$/,
  INSERT: /^INTO$/,
  REPLACE: /^INTO$/,
  MERGE: /^INTO$/,
  ALTER: /^(?:TABLE|SYSTEM|ROLE|USER|DATABASE|INDEX|SEQUENCE)$/,
  CREATE: /^(?:TABLE|INDEX|UNIQUE|DATABASE|VIEW|FUNCTION|TRIGGER|USER|ROLE|EXTENSION|TEMP|MATERIALIZED)$/,
  NEXT: /^VALUE$/,
};
const LOCKS = /^(?:UPDATE|SHARE|NO|KEY)$/;

/** Words that a bracket may follow and that call nothing. */
const NO_FUNCTION = new Set(
  `IN AND OR NOT ANY ALL SOME EXISTS FILTER OVER AS ON USING CASE WHEN THEN ELSE FROM JOIN WHERE SELECT BY HAVING
  INTERVAL LATERAL UNION INTERSECT EXCEPT BETWEEN LIKE ILIKE DISTINCT RETURNING VALUES WITHIN GROUP LIMIT OFFSET
  WITH RECURSIVE MATERIALIZED ROLLUP CUBE SETS IS ANALYZE EXPLAIN TABLESAMPLE BERNOULLI PARTITION WINDOW RANGE ROWS
  NUMERIC DECIMAL VARCHAR CHAR CHARACTER VARYING BIT FLOAT INT INTEGER BIGINT TIMESTAMP TIMESTAMPTZ TIME INDEX
  ARRAYJOIN PREWHERE FORMAT SETTINGS BUFFERS INTO TABLE ESCAPE END FETCH FIRST RLIKE REGEXP`.split(/\s+/),
);
const TRUSTED_SCHEMA = new Set([
  "PG_CATALOG",
  "INFORMATION_SCHEMA",
  "SYS",
  "PERFORMANCE_SCHEMA",
  "PUBLIC",
  "MYSQL",
]);

/** What one statement does; comments are already gone. Its parts are every reading at or above its own. */
export function readSqlStatement(tokens: readonly SqlToken[]): readonly Part[] {
  const body = tokens.slice(tokens.findIndex(({ value }) => value !== "("));
  const [first] = body;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return [];
  const part = (risk: CommandRisk, why: string): Part => ({ risk, why, start: first.start, end: last.end });
  if (first.kind !== "word") return [part("unknown", "not a statement we know")];

  const broken = tokens.some(({ kind }) => kind === "broken")
    ? [part("unknown", "a quote or comment without end")]
    : [];
  if (first.value === "EXPLAIN") return [...broken, ...readExplain(body, part)];
  const { risk, why } = readHead(body);
  return [...broken, part(risk, why), ...(isAtLeast(risk, "mutating") ? [] : readInside(body))];
}

function readHead(body: readonly SqlToken[]): { risk: CommandRisk; why: string } {
  const [head = "", second = "", third = ""] = body.map(({ value }) => value.toUpperCase());
  const why = [head, second].filter((word) => /^[A-Z_]+$/.test(word)).join(" ");
  switch (head) {
    case "SET":
      return { risk: setRisk(body, second, third), why };
    case "RESET":
      return {
        risk: /^(?:MASTER|SLAVE|REPLICA|QUERY|BINARY|PERSIST)$/.test(second) ? "destructive" : "read",
        why,
      };
    case "START":
      return { risk: /^TRANSACTION$/.test(second) ? "none" : "mutating", why };
    case "COPY":
      return { risk: copyRisk(body), why: "COPY" };
    default:
      return {
        risk: riskByHead.get(head) ?? "unknown",
        why: riskByHead.has(head) ? why : `not SQL we know: ${head}`,
      };
  }
}

/** A setting of the session alone changes nothing else. */
function setRisk(body: readonly SqlToken[], second: string, third: string): CommandRisk {
  const global = /^(?:GLOBAL|PERSIST|PERSIST_ONLY|PASSWORD)$/;
  if (
    global.test(second) ||
    body.some(({ value }, i) => value === "@" && global.test(body[i + 1]?.value ?? ""))
  )
    return "mutating";
  if (/^(?:ROLE|DEFAULT)$/.test(second) || (second === "SESSION" && third === "AUTHORIZATION"))
    return "unknown";
  return "read";
}

/** `COPY … TO STDOUT` reads a whole table; every other target or direction writes. */
function copyRisk(body: readonly SqlToken[]): CommandRisk {
  const to = body.findIndex(({ value }) => value === "TO");
  return body[to + 1]?.value === "STDOUT" && to !== -1 ? "heavy-read" : "mutating";
}

const EXPLAINED = new Set([
  ...CHANGES,
  "SELECT",
  "WITH",
  "VALUES",
  "TABLE",
  "CREATE",
  "EXECUTE",
  "DECLARE",
  "REFRESH",
]);

/** A plan alone runs nothing; `ANALYZE` runs the statement, whatever it is. */
function readExplain(
  body: readonly SqlToken[],
  part: (risk: CommandRisk, why: string) => Part,
): readonly Part[] {
  const at = body.findIndex(({ kind, value }) => kind === "word" && EXPLAINED.has(value));
  const isRun = body.slice(0, at === -1 ? undefined : at).some(({ value }) => /^ANALY[ZS]E$/.test(value));
  if (at === -1) return [part(body.length <= 4 && !isRun ? "read" : "unknown", "EXPLAIN")];
  if (!isRun) {
    const stray = readInside(body.slice(at)).filter(
      (inner) => "why" in inner && inner.why.startsWith("a second"),
    );
    return [part("read", `EXPLAIN ${body[at]?.value}`), ...stray];
  }
  const inner = readSqlStatement(body.slice(at));
  const risk = worstRisk(["heavy-read", ...inner.map((one) => ("risk" in one ? one.risk : "unknown"))]);
  return [part(risk, `EXPLAIN ANALYZE ${body[at]?.value}, which runs it`)];
}

/** What a reading statement changes all the same. */
function readInside(body: readonly SqlToken[]): readonly Part[] {
  const isWith = body[0]?.value === "WITH";
  return body.flatMap((token, i): Part[] => {
    const part = (risk: CommandRisk, why: string): Part => ({
      risk,
      why,
      start: token.start,
      end: token.end,
    });
    const next = body[i + 1];
    const before = body[i - 1];
    if (token.kind === "quoted" && next?.value === "(") return calledPart(body, i, part);
    if (token.kind !== "word") return [];

    if (CHANGES.has(token.value) && opensStatement(before, isWith) && next?.value !== "(") {
      return [part(token.value === "DELETE" ? "destructive" : "mutating", `${token.value} inside a query`)];
    }
    if (i > 0 && next !== undefined && SECOND_WORDS[token.value]?.test(next.value) === true) {
      const risk = riskByHead.get(token.value) ?? "mutating";
      return [part(risk, `a second statement, ${token.value} ${next.value}`)];
    }
    if (token.value === "UPDATE" && isUpdate(body, i))
      return [part("mutating", "a second statement, UPDATE")];
    if (token.value === "INTO") return [part("mutating", "SELECT INTO")];
    if (token.value === "FOR" && next?.kind === "word" && LOCKS.test(next.value)) {
      return [part("mutating", `FOR ${next.value} locks rows`)];
    }
    if (token.value === "LOCK" && next?.value === "IN") return [part("mutating", "locks rows")];
    if (next?.value === "(" && !NO_FUNCTION.has(token.value)) return calledPart(body, i, part);
    return [];
  });
}

/** `UPDATE t SET`, where no semicolon parts it from a query. */
function isUpdate(body: readonly SqlToken[], at: number): boolean {
  return at > 0 && body.slice(at + 2, at + 5).some(({ value }) => value === "SET");
}

function opensStatement(before: SqlToken | undefined, isWith: boolean): boolean {
  return before?.value === "(" || (isWith && before?.value === ")");
}

/** A name before a bracket: a call, unless it names the columns of an alias or of a WITH query. */
function calledPart(
  body: readonly SqlToken[],
  at: number,
  part: (risk: CommandRisk, why: string) => Part,
): Part[] {
  const name = body[at]?.value ?? "";
  if (body[at - 1]?.value === "AS" || isColumnList(body, at)) return [];
  const schema = body[at - 1]?.value === "." ? (body[at - 2]?.value ?? "").toUpperCase() : null;
  const known = functionRisk(name);
  const isForeign = schema !== null && !TRUSTED_SCHEMA.has(schema) && !isAtLeast(known, "mutating");
  const risk = isForeign ? "unknown" : known;
  if (!isAtLeast(risk, "heavy-read")) return [];
  return [
    part(
      risk,
      risk === "unknown" ? `a function we do not know, ${name.toLowerCase()}()` : `${name.toLowerCase()}()`,
    ),
  ];
}

/** `t(a, b) AS (` names the columns of a WITH query. */
function isColumnList(body: readonly SqlToken[], at: number): boolean {
  let depth = 0;
  for (let i = at + 1; i < body.length; i += 1) {
    const value = body[i]?.value;
    if (value === "(") depth += 1;
    if (value === ")") depth -= 1;
    if (depth > 0) continue;
    return body[i + 1]?.value === "AS" && /^(?:\(|NOT|MATERIALIZED)$/.test(body[i + 2]?.value ?? "");
  }
  return false;
}

/** Commands of the psql prompt, by the word after the backslash. */
export function psqlRisk(word: string): CommandRisk {
  if (
    /^(?:D\w*|L|X|TIMING|CONNINFO|PSET|Q|ECHO|WATCH|G|GX|A|T|C|CONNECT|ENCODING|SF|SV|Z|ERRVERBOSE|P)$/.test(
      word,
    )
  )
    return "read";
  return /^(?:COPY|O|OUT|W|WRITE|LO_IMPORT|LO_EXPORT|S)$/.test(word) ? "mutating" : "unknown";
}
