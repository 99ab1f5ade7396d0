import type { HeadlineArithmetic, PassRule } from "../contracts/explanation.ts";
import type { Provenance, Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { GateFailure, Score } from "../contracts/score.ts";
import type { ParsedReply } from "../contracts/triage-report.ts";
import type { TrialKey } from "../contracts/trial.ts";
import { scorers } from "../scoring/registry.ts";
import { explainReply } from "../scoring/score-reply.ts";
import { weights } from "../scoring/weights.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import { incidentText } from "./plan-run.ts";

/** A score with what it takes to check it by hand. */
export interface ExplainedScore extends Score {
  /** The rule in one line. */
  readonly rule: string;
  readonly weight: number;
}

/** One graded reply, with every step from its text to its headline. */
export interface TrialExplanation {
  readonly trial: TrialKey;
  readonly provenance: Provenance;
  readonly parsed: ParsedReply;
  /** As the scorers read it. */
  readonly incident: string;
  readonly scores: readonly ExplainedScore[];
  readonly gateFailures: readonly GateFailure[];
  readonly arithmetic: HeadlineArithmetic;
  readonly passRules: readonly PassRule[];
  readonly passed: boolean;
}

export function explainRecording(
  { key, scenario }: { readonly key: TrialKey; readonly scenario: Scenario },
  { reply, provenance }: Recording,
): TrialExplanation {
  const parsed = parseTriageReport(reply);
  const explained = explainReply({ scenario, language: key.language, reply, parsed });
  return {
    trial: key,
    provenance,
    parsed,
    incident: incidentText(scenario, key.language),
    ...explained,
    scores: explained.scores.map((score) => ({
      ...score,
      rule: scorers.find(({ id }) => id === score.scorerId)?.rule ?? "",
      weight: weights[score.scorerId] ?? 0,
    })),
    passed: explained.passRules.every(({ isMet }) => isMet),
  };
}
