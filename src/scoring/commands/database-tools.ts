import { type CommandRule, type Outcome, reading, type ScriptLanguage, type Word } from "./command-risk.ts";
import { isOnlyHelp, optionValues } from "./options.ts";

interface Client {
  readonly language: ScriptLanguage;
  /** Options whose value is run. */
  readonly run: readonly string[];
  /** Options that read a script from a file, save one, or run something else. */
  readonly opaque: RegExp;
  /** Calls that only list. */
  readonly listing?: RegExp;
}

const CLIENTS: Readonly<Record<string, Client>> = {
  psql: {
    language: "sql",
    run: ["-c", "--command"],
    opaque: /^(?:-f|--file|-o|--output|-L|--log-file)/,
    listing: /^(?:-l|--list|-V)$/,
  },
  mysql: { language: "sql", run: ["-e", "--execute"], opaque: /^(?:--init-command|--tee|--pager)/ },
  mariadb: { language: "sql", run: ["-e", "--execute"], opaque: /^(?:--init-command|--tee|--pager)/ },
  "clickhouse-client": { language: "sql", run: ["-q", "--query"], opaque: /^--queries-file/ },
  cockroach: { language: "sql", run: ["-e", "--execute"], opaque: /^(?:-f|--file|node|start|quit)$/ },
  sqlcmd: { language: "sql", run: ["-Q", "-q"], opaque: /^-[io]/ },
  mongosh: { language: "mongo", run: ["--eval"], opaque: /\.js$|^--file/ },
  mongo: { language: "mongo", run: ["--eval"], opaque: /\.js$/ },
};

function clientRule({ language, run, opaque, listing }: Client): CommandRule {
  return (args, name) => {
    if (isOnlyHelp(args)) return reading("read", name);
    const hidden: Outcome[] = args.some(({ value }) => opaque.test(value))
      ? [{ risk: "unknown", why: `${name} runs or writes a file` }]
      : [];
    const scripts = optionValues(args, run).map((word): Outcome => ({ script: [word], language }));
    const clustered = clusteredValues(args, run).map((word): Outcome => ({ script: [word], language }));
    if (scripts.length + clustered.length > 0) return [...hidden, ...scripts, ...clustered];
    if (listing !== undefined && args.some(({ value }) => listing.test(value)))
      return reading("read", `${name} lists`);
    return [...hidden, { input: language }];
  };
}

/** `psql -Atc '…'` and `mysql -Nse '…'`: the running option stands last in a cluster. */
function clusteredValues(args: readonly Word[], run: readonly string[]): readonly Word[] {
  const letters = run.filter((option) => /^-\w$/.test(option)).map((option) => option.slice(1));
  return args.flatMap(({ value }, i) => {
    const isCluster = /^-[a-zA-Z]{2,5}$/.test(value) && letters.some((letter) => value.endsWith(letter));
    const isJoined = run.some((option) => value.startsWith(option));
    const next = args[i + 1];
    return isCluster && !isJoined && next !== undefined ? [next] : [];
  });
}

/** `sqlite3 FILE SQL`. */
const sqlite: CommandRule = (args) => {
  const operands = args.filter(
    ({ value }) => !/^-(?:readonly|header|csv|json|line|column|box|table)$/.test(value),
  );
  const sql = operands[1];
  return sql === undefined
    ? [{ input: "sql" }]
    : operands.slice(1).map((word) => ({ script: [word], language: "sql" }));
};

/** The scripts that come with Kafka: one option says what they do. */
const kafka: CommandRule = (args, name) => {
  const has = (option: RegExp) => args.some(({ value }) => option.test(value));
  if (has(/^--delete/)) return reading("destructive", `${name} --delete`);
  if (has(/^--(?:create|alter|execute|add|elect|cancel)/)) return reading("mutating", `${name} changes`);
  if (has(/^--(?:describe|list|version|status|dry-run|verify)$/)) return reading("read", `${name} reads`);
  return reading("unknown", name);
};

const KAFKA_SCRIPTS = [
  "topics",
  "consumer-groups",
  "configs",
  "reassign-partitions",
  "log-dirs",
  "acls",
  "leader-election",
];

export const databaseTools: ReadonlyMap<string, CommandRule> = new Map<string, CommandRule>([
  ...Object.entries(CLIENTS).map(([name, client]): [string, CommandRule] => [name, clientRule(client)]),
  ["sqlite3", sqlite],
  ...KAFKA_SCRIPTS.flatMap((script): [string, CommandRule][] => [
    [`kafka-${script}`, kafka],
    [`kafka-${script}.sh`, kafka],
  ]),
]);
