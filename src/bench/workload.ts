import type { OpenaiModel } from "../contracts/model.ts";
import { loadPrompts } from "../prompts/load-prompts.ts";
import type { Matrix } from "../runs/plan-run.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { aModel, aReport } from "../testing/builders.ts";

const SCENARIO = "payment-pool-exhaustion";
const PROMPT = "v2";

/** One scenario and prompt of the project, asked again and again: requests of real size. */
export async function loadWorkload(
  folders: { readonly scenarios: string; readonly prompts: string },
  { trials, model }: { readonly trials: number; readonly model: OpenaiModel },
): Promise<Matrix> {
  const [scenarios, prompts] = await Promise.all([
    loadScenarios(folders.scenarios),
    loadPrompts(folders.prompts),
  ]);
  const scenario = scenarios.get(SCENARIO);
  const prompt = prompts.get(PROMPT);
  if (scenario === undefined || prompt === undefined) {
    throw new Error(`the benchmark asks prompt ${PROMPT} about ${SCENARIO}, and one of them is gone`);
  }
  return { scenarios: [scenario], prompts: [prompt], models: [model], languages: ["en"], repeats: trials };
}

export function benchModel(endpoint: string, concurrency: number): OpenaiModel {
  return aModel({ id: "bench", model: "bench", endpoint, concurrency, timeoutSeconds: 60, maxRetries: 6 });
}

/** A readable triage report as long as a real one, about 6,000 characters. */
export function replyOfRealSize(): string {
  const report = aReport();
  return JSON.stringify({
    ...report,
    hypotheses: report.hypotheses.flatMap((hypothesis) => Array(5).fill(hypothesis)),
    checklist: report.checklist.flatMap((step) => Array(30).fill(step)),
    mitigations: report.mitigations.flatMap((mitigation) => Array(10).fill(mitigation)),
    followUps: report.followUps.flatMap((followUp) => Array(15).fill(followUp)),
  });
}
