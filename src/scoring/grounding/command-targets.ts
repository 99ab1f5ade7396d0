import type { TextSpan } from "../text/normalise.ts";

/** What a command aims at, by name. */
export interface CommandTarget extends TextSpan {
  readonly name: string;
}

const NAME = String.raw`(?<name>[A-Za-z0-9][\w.-]*)`;
const RESOURCE =
  "deployments?|deploy|services?|svc|pods?|po|statefulsets?|sts|daemonsets?|ds|cronjobs?|cj|jobs?|configmaps?|cm|secrets?|namespaces?|ns|hpa|ingress|pvc|nodes?";

/** Where names stand in the commands of each tool. A table to extend; what it does not know goes unchecked. */
const PATTERNS: readonly { readonly tool: RegExp; readonly targets: readonly string[] }[] = [
  {
    tool: /^(?:\S*\s)?(?:kubectl|oc|helm|stern|k9s)\b/,
    targets: [
      String.raw`(?:\s-n[\s=]?|--namespace[\s=])["']?${NAME}`,
      String.raw`\s-c[\s=]["']?${NAME}|--container[\s=]["']?${NAME.replace("name", "container")}`,
      String.raw`\b(?:${RESOURCE})(?:\.apps)?/${NAME}`,
      String.raw`\s(?:${RESOURCE})\s+(?!-)${NAME}`,
      String.raw`(?:-l|--selector)[\s=]["']?[\w./-]+=${NAME}`,
      String.raw`--context[\s=]["']?${NAME}`,
    ],
  },
  {
    tool: /^(?:psql|pg_isready|pg_dump|redis-cli|mysql|mongosh)\b/,
    targets: [String.raw`\s-h\s?["']?${NAME}`, String.raw`\s-d\s?["']?${NAME}`],
  },
  { tool: /^(?:sudo\s+)?journalctl\b/, targets: [String.raw`\s-u\s?["']?${NAME}`] },
  { tool: /^(?:sudo\s+)?systemctl\b/, targets: [String.raw`systemctl\s+[a-z-]+\s+${NAME}`] },
  {
    tool: /^docker\b/,
    targets: [String.raw`docker\s+(?:logs|inspect|exec|stop|restart)\s+(?:-\S+\s+)*${NAME}`],
  },
];
const SQL =
  /\b(?:SELECT|EXPLAIN|UPDATE|DELETE|INSERT|CREATE|ALTER|DROP|TRUNCATE|VACUUM|ANALYZE|REINDEX|WITH)\b(?=[^;]*\b(?:FROM|UPDATE|INTO|TABLE|ON|JOIN)\b)[^;]*/g;
/** After FROM a name with a bracket is a function; after the others the bracket opens a list of columns. */
const TABLE =
  /(?<!EXTRACT\s*\(\s*\w+\s+|DISTINCT\s+)\b(?:(?:FROM|JOIN)\s+(?:ONLY\s+)?(?=[\w.]+(?![\w.]|\s*\())|(?:INTO|UPDATE|TABLE(?:\s+IF\s+EXISTS)?|INDEX\b[^()]*?\bON)\s+(?:ONLY\s+)?)(?<name>[A-Za-z_][\w.]*)/gi;
const COMMON_TABLE = /(?:\bWITH\s+|,\s*)(?<name>\w+)\s+AS\s*\(/gi;
/** Where no name has been chosen. */
const DEFAULTS = new Set([
  "default",
  "kube-system",
  "kube-dns",
  "postgres",
  "localhost",
  "select",
  "lateral",
  "unnest",
  "dual",
  "set",
  "only",
  "concurrently",
]);
/** A command stands on its own, or inside prose up to the next Han character or full stop. */
const COMMANDS =
  /(?:sudo\s+)?\b(?:kubectl|oc|helm|stern|psql|pg_isready|pg_dump|redis-cli|mysql|mongosh|journalctl|systemctl|docker)\s[^\p{Script=Han}，。；\n|]*/gu;

/** The namespaces, workloads, hosts and tables that the commands in a text name. Placeholders name nothing. */
export function findCommandTargets(text: string): CommandTarget[] {
  const targets = [...shellTargets(text), ...sqlTargets(text)].filter(
    ({ name }) => !DEFAULTS.has(name.toLowerCase()),
  );
  const bySpan = new Map(targets.map((target) => [target.start, target]));
  return [...bySpan.values()].sort((a, b) => a.start - b.start);
}

function shellTargets(text: string): CommandTarget[] {
  return [...text.matchAll(COMMANDS)].flatMap(({ 0: command, index }) => {
    const row = PATTERNS.find(({ tool }) => tool.test(command));
    return (row?.targets ?? []).flatMap((target) => namesIn(command, new RegExp(target, "gd"), index));
  });
}

function sqlTargets(text: string): CommandTarget[] {
  return [...text.matchAll(SQL)].flatMap(({ 0: statement, index }) => {
    const own = new Set(Array.from(statement.matchAll(COMMON_TABLE), ({ groups }) => groups?.name));
    const names = namesIn(statement, new RegExp(TABLE.source, "gid"), index);
    return names.filter(({ name }) => !own.has(name));
  });
}

function namesIn(command: string, pattern: RegExp, offset: number): CommandTarget[] {
  return [...command.matchAll(pattern)].flatMap(({ groups, indices }) => {
    const which = groups?.name === undefined ? "container" : "name";
    const at = indices?.groups?.[which];
    const name = groups?.[which]?.replace(/[.-]+$/, "");
    if (at === undefined || name === undefined) return [];
    const start = offset + at[0];
    return [{ name, start, end: start + name.length, quote: name }];
  });
}
