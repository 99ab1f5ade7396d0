import { type CommandRule, type Outcome, reading, type Word } from "./command-risk.ts";
import { afterWords, isOnlyHelp, type LeadingOptions, leadingWords, optionValues } from "./options.ts";
import { verbTools } from "./verb-tools.ts";

interface Wrapper extends LeadingOptions {
  /** Words of its own before the wrapped call, such as the duration of `timeout`. */
  readonly operands?: number;
  /** The words are joined and parsed again, as `eval` does. */
  readonly isScript?: boolean;
  /** The risk with nothing wrapped. */
  readonly alone?: "read" | "unknown";
}

/** Programs that run the rest of their line. */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: { values: ["-u", "-g", "-h", "-p", "-C"], flags: ["-n", "-E", "-H", "-S", "-k", "-b", "--"] },
  doas: { values: ["-u"], flags: ["-n"] },
  nohup: {},
  setsid: { flags: ["-w", "-f"] },
  time: { values: ["-f"], flags: ["-p", "-v"] },
  nice: { values: ["-n"] },
  ionice: { values: ["-c", "-n"], flags: ["-t"] },
  stdbuf: { values: ["-o", "-i", "-e"] },
  timeout: {
    values: ["-s", "-k", "--signal", "--kill-after"],
    flags: ["--foreground", "--preserve-status"],
    operands: 1,
  },
  chroot: { operands: 1 },
  unbuffer: {},
  command: { flags: ["-v", "-V", "-p"] },
  builtin: {},
  exec: { flags: ["-a", "-c", "-l"] },
  watch: {
    values: ["-n", "--interval"],
    flags: ["-d", "-t", "-g", "-c", "-x", "--differences", "--no-title"],
    isScript: true,
  },
  eval: { isScript: true },
  xargs: {
    values: ["-I", "-n", "-P", "-L", "-d", "-s", "-E", "--max-args", "--max-procs", "--delimiter"],
    flags: ["-0", "-r", "-t", "--no-run-if-empty", "--null", "--verbose", "-I{}", "-rn1", "-0r", "-r0"],
    alone: "read",
  },
  ssh: {
    values: ["-i", "-p", "-l", "-J", "-F", "-b", "-o"],
    flags: ["-t", "-tt", "-T", "-q", "-n", "-4", "-6", "-A", "-v", "-C"],
    operands: 1,
    isScript: true,
  },
  nsenter: {
    values: ["-t", "--target"],
    flags: ["-m", "-u", "-n", "-p", "-i", "--mount", "--net", "--pid", "--all", "-a"],
  },
};

function wrapperRule({
  operands = 0,
  isScript = false,
  alone = "unknown",
  ...options
}: Wrapper): CommandRule {
  return (args, name) => {
    if (isOnlyHelp(args)) return reading("read", name);
    if (name === "command" && /^-[vV]$/.test(args[0]?.value ?? "")) return reading("read", "command -v");
    if (name === "ssh" && args.some(({ value }) => /proxycommand|localcommand/i.test(value))) {
      return reading("unknown", "ssh with a command of its own");
    }
    const first = leadingWords(args, options, operands + 1);
    if (first === null) return reading("unknown", `${name} with an option we do not know`);
    const start = first[operands];
    if (start === undefined) return reading(alone, `${name} with nothing to run`);
    const rest = args.slice(args.indexOf(start));
    const inner = rest[0]?.value === "--" ? rest.slice(1) : rest;
    return [isScript ? { script: inner, language: "shell" } : { argv: inner }];
  };
}

/** `env X=1 command`; alone it prints the environment. */
const env: CommandRule = (args, name) => {
  if (args.some(({ value }) => /^(?:-S|--split-string)/.test(value))) return reading("unknown", `${name} -S`);
  const at = args.findIndex(
    ({ value }, i) => !/^\w+=|^-[i0-]?$|^-u/.test(value) && args[i - 1]?.value !== "-u",
  );
  return at === -1 ? reading("read", name) : [{ argv: args.slice(at) }];
};

/** `sh -c '…'`; without a script it runs what it is given on standard input. */
const shell: CommandRule = (args, name) => {
  if (isOnlyHelp(args)) return reading("read", name);
  const at = args.findIndex(({ value }) => /^-[a-z]*c[a-z]*$/.test(value));
  const script = args[at + 1];
  if (at !== -1)
    return script === undefined
      ? reading("unknown", `${name} -c`)
      : [{ script: [script], language: "shell" }];
  const isInput = args.every(({ value }) => /^-(?:[eux]*|s|l|i|)$/.test(value));
  return isInput ? [{ input: "shell" }] : reading("unknown", `${name} runs a file`);
};

const su: CommandRule = (args, name) => {
  const scripts = optionValues(args, ["-c", "--command"]);
  return scripts.length > 0
    ? scripts.map((word): Outcome => ({ script: [word], language: "shell" }))
    : reading("unknown", name);
};

const FIND_WRITES = /^-(?:fprint0?|fprintf|fls)$/;

/** `find` with every `-exec … ;` it runs. */
const find: CommandRule = (args, name) => {
  const found: Outcome[] = [{ risk: "read", why: name }];
  args.forEach(({ value }, i) => {
    if (value === "-delete") found.push({ risk: "destructive", why: "find -delete" });
    if (FIND_WRITES.test(value)) found.push({ risk: "mutating", why: `find ${value}` });
    if (/^-(?:exec|execdir|ok|okdir)$/.test(value)) found.push({ argv: until(args.slice(i + 1)) });
  });
  return found;
};

function until(args: readonly Word[]): readonly Word[] {
  const end = args.findIndex(({ value }) => value === ";" || value === "+");
  return end === -1 ? args : args.slice(0, end);
}

const EXEC: LeadingOptions = {
  values: ["-u", "--user", "-e", "--env", "-w", "--workdir", "-n", "--index"],
  flags: ["-it", "-ti", "-i", "-t", "-T", "-d", "--interactive", "--tty", "--privileged"],
};

/** `docker exec NAME command`, `docker compose exec NAME command`; the rest is in the verb table. */
const containers: CommandRule = (args, name) => {
  const at = args.findIndex(({ value }) => value === "exec");
  const isVerb = at === 0 || (at === 1 && /^(?:compose|container)$/.test(args[0]?.value ?? ""));
  if (!isVerb) return verbTools.get(name)?.(args, name) ?? reading("unknown", name);
  const argv = afterWords(args.slice(at + 1), EXEC, 1);
  return argv.length > 0 ? [{ argv }] : reading("unknown", `${name} exec`);
};

/** Interpreters run programs we do not read; only their JSON pretty-printer and version are known. */
const interpreter: CommandRule = (args, name) => {
  const isJsonTool = args[0]?.value === "-m" && args[1]?.value === "json.tool" && args.length === 2;
  const isVersion = args.length === 1 && /^(?:-V|-v|--version)$/.test(args[0]?.value ?? "");
  return reading(isJsonTool || isVersion ? "read" : "unknown", `${name} program`);
};

function same(names: string, rule: CommandRule): [string, CommandRule][] {
  return names.split(" ").map((name) => [name, rule]);
}

/** Programs whose risk is that of what they run. */
export const wrapperTools: ReadonlyMap<string, CommandRule> = new Map<string, CommandRule>([
  ...Object.entries(WRAPPERS).map(([name, wrapper]): [string, CommandRule] => [name, wrapperRule(wrapper)]),
  ["env", env],
  ...same("sh bash zsh dash ash ksh", shell),
  ["su", su],
  ["find", find],
  ...same("docker podman nerdctl crictl docker-compose", containers),
  ...same("python python3 node ruby perl php", interpreter),
]);
