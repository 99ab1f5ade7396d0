import type { Scenario } from "../contracts/scenario.ts";
import type { ScorerInput } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { type ScoredReply, scoreReply } from "../scoring/score-reply.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import type { LabelledReport } from "./labelled-report.ts";

/** A labelled reply, as it is read and graded today. */
export interface GradedReport {
  readonly labelled: LabelledReport;
  readonly scenario: Scenario;
  /** Null where the reply cannot be read. */
  readonly report: TriageReport | null;
  readonly scored: ScoredReply;
}

/** Parses and grades every labelled reply exactly as a trial's reply is. */
export function gradeLabelled(
  reports: readonly LabelledReport[],
  scenarios: ReadonlyMap<string, Scenario>,
): GradedReport[] {
  return reports.map((labelled) => {
    const scenario = scenarios.get(labelled.scenarioId);
    if (scenario === undefined) {
      throw new InvalidInputError(unknownName("scenario", labelled.scenarioId, [...scenarios.keys()]));
    }
    const input = replyInput(labelled.text, { scenario, language: labelled.language });
    const report = input.parsed.ok ? input.parsed.report : null;
    return { labelled, scenario, report, scored: scoreReply(input) };
  });
}

/** What scorers are given for a raw reply that ended as it should. */
export function replyInput(
  text: string,
  { scenario, language }: Pick<ScorerInput, "scenario" | "language">,
): ScorerInput {
  const reply = { text, finishReason: "stop" };
  return { scenario, language, reply, parsed: parseTriageReport(reply) };
}

export function reportInput(
  report: TriageReport,
  input: Pick<ScorerInput, "scenario" | "language">,
): ScorerInput {
  return replyInput(JSON.stringify(report), input);
}
