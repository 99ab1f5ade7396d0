import leven from "leven";
import type { ContextSpan } from "../../contracts/score.ts";
import { findName } from "./find-words.ts";
import type { Grounding } from "./ground-measure.ts";
import type { IncidentIndex, Known } from "./incident-index.ts";
import type { Name, NameKind } from "./quantity.ts";

/** Names that belong to the tools and not to the incident: system views, settings, their functions. */
const VOCABULARY =
  /^(?:pg_\w+|information_schema\b.*|performance_schema\b.*|sys\..*|innodb_\w+|\w+_timeout|max_connections|work_mem|shared_buffers|maxmemory(?:_policy)?|query_start|state_change|wait_event(?:_type)?|application_name|client_addr|row_number|node_modules|127\.0\.0\.1|0\.0\.0\.0|p50|p9[059]|p999)$/;
/** A name further off than this share of its letters resembles nothing. */
const RESEMBLES_BELOW = 0.6;

/**
 * Traces a version, status, date, cron line or identifier: the incident text must have that very name.
 *
 * `ledger_entries.status` is known when both its parts are; a tool's own vocabulary (`pg_stat_activity`) always is.
 */
export function groundName({ kind, name }: Pick<Name, "kind" | "name">, index: IncidentIndex): Grounding {
  const sameKind = index.names.filter(({ quantity }) => quantity.kind === kind);
  const exact = sameKind.filter(({ quantity }) => isSameName(kind, name, quantity.name));
  const known = exact.find(({ inContext }) => inContext !== null) ?? exact[0];
  if (known !== undefined) return { grounded: true, inContext: known.inContext };

  // "410s" is traced to the bare 410 of a table.
  if (kind === "version" || kind === "status") {
    const bare = index.measures.find(({ quantity }) => quantity.kind === "count" && quantity.quote === name);
    if (bare !== undefined) return { grounded: true, inContext: bare.inContext };
  }
  if (kind === "identifier") {
    const parts = [name, ...name.split(".")];
    const [whole, ...rest] = parts.map((part) => findName(part, index.shown));
    if (VOCABULARY.test(name)) return { grounded: true, inContext: whole ?? null };
    if (whole !== null && whole !== undefined) return { grounded: true, inContext: whole };
    if (
      parts.slice(1).every((part) => VOCABULARY.test(part) || isAnywhere(part, index)) ||
      isAnywhere(name, index)
    ) {
      return { grounded: true, inContext: rest.find((place) => place !== null) ?? null };
    }
  }
  return { grounded: false, contradicts: false, nearest: nearestName(name, sameKind) };
}

/** Whether the incident text, in either language, has this name as a whole. */
function isAnywhere(name: string, { shown, other }: IncidentIndex): boolean {
  return findName(name, shown) !== null || (other !== null && findName(name, other) !== null);
}

function isSameName(kind: NameKind, said: string, known: string): boolean {
  if (kind === "status" && said.endsWith("xx")) return known.startsWith(said.charAt(0));
  return said === known;
}

function nearestName(name: string, known: readonly Known<Name>[]): ContextSpan | null {
  const ranked = known
    .filter(({ inContext }) => inContext !== null)
    .map(({ quantity, inContext }) => ({
      inContext,
      off: leven(name, quantity.name) / Math.max(name.length, quantity.name.length),
    }))
    .sort((a, b) => a.off - b.off);
  const [best] = ranked;
  return best !== undefined && best.off < RESEMBLES_BELOW ? best.inContext : null;
}
