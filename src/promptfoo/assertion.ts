import type { AssertionValueFunctionContext, GradingResult } from "promptfoo";
import { scoreReply } from "../scoring/score-reply.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import { toGradingResult } from "./grading-result.ts";
import { named, readVars, scenarios } from "./project.ts";

/** promptfoo's assertion: the reply through our parser and scorers. It grades any provider's output, not only ours. */
export default async function gradeOutput(
  output: unknown,
  { vars, providerResponse }: Pick<AssertionValueFunctionContext, "vars" | "providerResponse">,
): Promise<GradingResult> {
  const { scenarioId, language } = readVars(vars);
  const scenario = await named("scenario", scenarioId, scenarios);
  const reply = {
    // Other providers parse a reply that is JSON; ours hands on the text as it came.
    text: typeof output === "string" ? output : JSON.stringify(output),
    finishReason: providerResponse?.finishReason ?? null,
  };
  return toGradingResult(scoreReply({ scenario, language, reply, parsed: parseTriageReport(reply) }));
}
