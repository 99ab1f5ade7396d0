import type { Language } from "../contracts/language.ts";
import type { Provenance } from "../contracts/recording.ts";
import type { GateId } from "../contracts/score.ts";
import type { Severity } from "../contracts/triage-report.ts";

export type SortKey =
  | "order"
  | "scenario"
  | "headline"
  | "passed"
  | "gates"
  | "latency"
  | "cost"
  | `score:${string}`;

/** Which trials of a run are shown, and in which order. An empty list filters nothing. */
export interface RunView {
  readonly prompts: readonly string[];
  readonly models: readonly string[];
  readonly languages: readonly Language[];
  readonly categories: readonly string[];
  /** Of the scenario, not of the report. */
  readonly severities: readonly Severity[];
  readonly provenances: readonly Provenance[];
  /** With at least one of these failed. */
  readonly gates: readonly GateId[];
  /** With a value below .7, where a score reads as good, by this scorer. */
  readonly weakOn: string | null;
  readonly verdict: "all" | "passed" | "failed";
  /** Words that all stand in scenario, title, prompt, model or fault; case and width do not matter. */
  readonly text: string;
  readonly sort: { readonly by: SortKey; readonly isDescending: boolean };
  /** What the heat map shows. */
  readonly heat: "headline" | "pass" | `score:${string}`;
}

export const ALL_TRIALS: RunView = {
  prompts: [],
  models: [],
  languages: [],
  categories: [],
  severities: [],
  provenances: [],
  gates: [],
  weakOn: null,
  verdict: "all",
  text: "",
  sort: { by: "order", isDescending: false },
  heat: "headline",
};
