import { type CommandRisk, type CommandRule, type Reading, reading, type Word } from "./command-risk.ts";

/** The options that may stand before a program's verb. Any other makes the verb uncertain. */
export interface LeadingOptions {
  /** Options that take the next word, without `=`. */
  readonly values?: readonly string[];
  readonly flags?: readonly string[];
}

/**
 * The first words that are neither options nor their values, at most `count`; null when an option we do
 * not know stands before them: it might swallow the next word, and `--x get delete` would pass for `get`.
 */
export function leadingWords(
  args: readonly Word[],
  { values = [], flags = [] }: LeadingOptions,
  count: number,
): readonly Word[] | null {
  const found: Word[] = [];
  for (let i = 0; i < args.length && found.length < count; i += 1) {
    const word = args[i];
    if (word === undefined) break;
    const name = word.value.split("=")[0] ?? "";
    if (!word.value.startsWith("-") || word.value === "-") found.push(word);
    else if (values.includes(word.value)) i += 1;
    else if (word.value.includes("=") && values.includes(name)) continue;
    else if (!flags.includes(name) && !isJoinedValue(word.value, values))
      return found.length > 0 ? found : null;
  }
  return found;
}

/** `-nprod` for `-n prod`. */
function isJoinedValue(option: string, values: readonly string[]): boolean {
  return !option.startsWith("--") && option.length > 2 && values.includes(option.slice(0, 2));
}

/** What follows the `count`-th leading word; empty when there are not as many. */
export function afterWords(args: readonly Word[], options: LeadingOptions, count: number): readonly Word[] {
  const last = leadingWords(args, options, count)?.[count - 1];
  return last === undefined ? [] : args.slice(args.indexOf(last) + 1);
}

/** The value of the first of these options, written `-c x`, `-cx`, `--command x` or `--command=x`. */
export function optionValues(args: readonly Word[], names: readonly string[]): readonly Word[] {
  return args.flatMap((word, i) => {
    const next = args[i + 1];
    if (names.includes(word.value)) return next === undefined ? [] : [next];
    const name = names.find((option) =>
      option.startsWith("--") ? word.value.startsWith(`${option}=`) : word.value.startsWith(option),
    );
    if (name === undefined || word.value.startsWith("--") !== name.startsWith("--")) return [];
    const value = word.value.slice(name.length + (name.startsWith("--") ? 1 : 0));
    return [{ ...word, value }];
  });
}

/** Verbs by risk, `rollout status` for two words. Unlisted is unknown. */
export type VerbTable = Partial<Record<CommandRisk, string>>;

export interface VerbTool extends LeadingOptions {
  readonly verbs: VerbTable;
  /** Words anywhere in the call that change what the verb does. The worst of verb and guard counts. */
  readonly guards?: readonly Guard[];
}

export interface Guard {
  readonly when: RegExp;
  readonly risk: CommandRisk;
  readonly why: string;
}

/** The readings of the guards that one of the words fulfils. */
export function guarded(args: readonly Word[], guards: readonly Guard[]): readonly Reading[] {
  return guards
    .filter(({ when }) => args.some(({ value }) => when.test(value)))
    .map(({ risk, why }) => ({ risk, why }));
}

/** A rule for a program whose verb, of one to three words, decides. */
export function verbRule({ verbs, guards = [], ...options }: VerbTool): CommandRule {
  const riskByVerb = new Map<string, CommandRisk>();
  for (const [risk, list] of Object.entries(verbs) as [CommandRisk, string][]) {
    for (const verb of list.split(",")) riskByVerb.set(verb.trim(), risk);
  }
  return (args, name) => {
    if (isOnlyHelp(args)) return reading("read", `${name} help`);
    const words = leadingWords(args, options, 3)?.map(({ value }) => value) ?? [];
    for (const length of [3, 2, 1]) {
      const verb = words.slice(0, length).join(" ");
      const risk = words.length >= length ? riskByVerb.get(verb) : undefined;
      if (risk !== undefined) return [{ risk, why: `${name} ${verb}` }, ...guarded(args, guards)];
    }
    return [
      { risk: "unknown", why: `${name} ${words[0] ?? "without a verb"}`.trim() },
      ...guarded(args, guards),
    ];
  };
}

/** A rule for a program that only reads, but for some of its options. */
export function guardRule(risk: CommandRisk, guards: readonly Guard[]): CommandRule {
  return (args, name) => [{ risk, why: name }, ...guarded(args, guards)];
}

/** `--help` or `--version` and nothing else. `-h` is a host for many clients. */
export function isOnlyHelp(args: readonly Word[]): boolean {
  return args.length === 1 && /^(?:--help|--version)$/.test(args[0]?.value ?? "");
}
