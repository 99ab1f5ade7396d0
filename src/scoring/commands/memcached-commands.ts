import { type CommandRisk, type Part, worstRisk } from "./command-risk.ts";
import { readRedisCommand } from "./redis-commands.ts";

/** Commands of memcached's text protocol; `stats reset` and `stats detail` change counters. */
const COMMANDS: Readonly<Record<string, CommandRisk>> = {
  get: "read",
  gets: "read",
  stats: "read",
  version: "read",
  quit: "read",
  mn: "read",
  me: "read",
  mg: "read",
  set: "mutating",
  add: "mutating",
  replace: "mutating",
  append: "mutating",
  prepend: "mutating",
  cas: "mutating",
  incr: "mutating",
  decr: "mutating",
  touch: "mutating",
  gat: "mutating",
  verbosity: "mutating",
  cache_memlimit: "mutating",
  slabs: "mutating",
  lru_crawler: "mutating",
  ms: "mutating",
  ma: "mutating",
  delete: "destructive",
  md: "destructive",
  flush_all: "destructive",
  shutdown: "destructive",
};
const CHANGES_COUNTERS = /^stats\s+(?:reset|detail)\b/i;

/**
 * What a text sent to a port does (`printf 'stats\\r\\n' | nc host 11211`), read as memcached's text protocol and
 * Redis's inline commands: what either would do. Anything else stays unknown.
 */
export function readMemcachedText(script: string): readonly Part[] {
  const lines = script.split(/\\r|\\n|[\r\n]/).map((line) => line.trim());
  const readings = lines.filter((line) => line !== "").map(readLine);
  const risk = worstRisk(readings.map((one) => one.risk));
  const worst = readings.find((one) => one.risk === risk) ?? {
    risk: "unknown",
    why: "sends nothing we know",
  };
  return [{ ...worst, start: 0, end: script.length }];
}

function readLine(line: string): { readonly risk: CommandRisk; readonly why: string } {
  const [word = ""] = line.split(/\s+/);
  const risk = CHANGES_COUNTERS.test(line) ? "mutating" : COMMANDS[word.toLowerCase()];
  return risk === undefined ? readRedisCommand(line.split(/\s+/)) : { risk, why: `memcached ${word}` };
}
