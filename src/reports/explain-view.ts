import type { HeadlineArithmetic, PassRule } from "../contracts/explanation.ts";
import type { Provenance } from "../contracts/recording.ts";
import type { GateFailure, Score } from "../contracts/score.ts";
import type { ParsedReply } from "../contracts/triage-report.ts";
import type { TrialKey } from "../contracts/trial.ts";

/** One graded reply as a card that shows why its scores are what they are. */
export interface ExplainView {
  readonly trial: TrialKey;
  readonly provenance: Provenance;
  readonly parsed: ParsedReply;
  /** The incident text that findings point into. */
  readonly incident: string;
  readonly scores: readonly (Score & { readonly rule: string; readonly weight: number })[];
  readonly gateFailures: readonly GateFailure[];
  readonly arithmetic: HeadlineArithmetic;
  readonly passRules: readonly PassRule[];
  readonly passed: boolean;
}
