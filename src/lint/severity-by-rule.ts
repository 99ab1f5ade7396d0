import type { SeverityFacts } from "../contracts/scenario.ts";
import type { Severity } from "../contracts/triage-report.ts";

const MANY_OF_A_CORE_FUNCTION = 0.1;
const MOST = 0.5;

/** The severity that the rubric of the prompts makes of a scenario's facts; the first line that applies decides. */
export function severityByRule(facts: Omit<SeverityFacts, "reason" | "exception">): Severity {
  const { dataLoss, effect, audience, coreFunction, affectedShare, workaround } = facts;
  const isDown = effect === "failing" && !workaround;
  if (dataLoss) return "SEV1";
  if (effect === "none") return "SEV4";
  if (audience === "staff") return "SEV3";
  if (coreFunction) return isDown && (affectedShare ?? 1) >= MANY_OF_A_CORE_FUNCTION ? "SEV1" : "SEV2";
  return isDown && (affectedShare ?? 0) >= MOST ? "SEV2" : "SEV3";
}
