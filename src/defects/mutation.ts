import type { Aliases, Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { GateId } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";

/** A good report, and what a mutation may need to know to spoil it. */
export interface MutationInput {
  readonly report: TriageReport;
  readonly scenario: Scenario;
  readonly language: Language;
  /** The same report in the other language; null where nobody wrote it. */
  readonly parallel: TriageReport | null;
}

/** One known defect, or a change that is none. */
export interface Mutation {
  readonly id: string;
  /** Scorers that must fall by more than .02. None: the change is neutral and nothing may move. */
  readonly drops: readonly string[];
  /** Gates that must fire. No other may. */
  readonly gates?: readonly GateId[];
  /** Scorers that may move too, and why; "all" for every one. */
  readonly crossTalk?: Readonly<Record<string, string>>;
  /** Made on a twin of the incident with an instruction planted in it, see `plantInstruction`. */
  readonly isPlanted?: true;
  /** The changed report or raw reply; null where the scenario or report offers no place for it. */
  readonly apply: (input: MutationInput) => TriageReport | string | null;
}

/** One text in both languages. */
export type Phrase = Readonly<Record<Language, string>>;

/** Changes one report field by field: what is not named stays. */
export function withPostmortem(
  report: TriageReport,
  changes: Partial<TriageReport["postmortem"]>,
): TriageReport {
  return { ...report, postmortem: { ...report.postmortem, ...changes } };
}

/** Adds a sentence to a text. */
export function addSentence(text: string, sentence: string, language: Language): string {
  return language === "zh"
    ? `${text}${/[。！？\]]$/.test(text) ? "" : "。"}${sentence}`
    : `${text} ${sentence}`;
}

/** Words that an alias list stands for, as a sentence would hold them; null where only the other language has any. */
export function wordsOf(aliases: Aliases, language: Language): string | null {
  const plainFirst = aliases[language].toSorted((a, b) => wildness(a) - wildness(b));
  const [alias] = plainFirst;
  return alias === undefined
    ? null
    : alias.replaceAll("*", "").replaceAll(" … ", language === "zh" ? "" : " ");
}

function wildness(alias: string): number {
  return (alias.match(/[*…]/g) ?? []).length;
}

/** An item with one index changed. */
export function withFirst<T>(items: readonly T[], change: (first: T) => T): T[] {
  return items.map((item, index) => (index === 0 ? change(item) : item));
}
