import type { Language } from "../contracts/language.ts";
import type { SimulatedModel } from "../contracts/model.ts";
import {
  ModelCallError,
  type ModelClient,
  type ModelReply,
  type ModelRequest,
} from "../contracts/model-client.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { stableHash } from "../shared/stable-hash.ts";
import { createRandom, type Random } from "../statistics/random.ts";
import { assertKnownDefects, ratedDefects } from "./defect-rates.ts";
import { writeReport } from "./write-report.ts";

interface Subject {
  readonly scenario: Scenario;
  readonly promptId: string;
  readonly language: Language;
}

/** What a request is about, since a simulated model cannot read; null for what it does not know. */
export type SubjectOf = (request: ModelRequest) => Promise<Subject | null>;

/**
 * A model whose truth is known: it writes a good report and spoils it with each defect at the stated rate, in the
 * stated latency and tokens. The same request gives the same reply; other repeats draw anew. Answers at once: its
 * latency is stated, not waited for.
 *
 * @throws InvalidInputError for a rate whose defect there is not.
 */
export function createSimulatedClient(model: SimulatedModel, subjectOf: SubjectOf): ModelClient {
  assertKnownDefects(model);
  return {
    ask: async (request) => {
      const subject = await subjectOf(request);
      if (subject === null) {
        throw new ModelCallError("a simulated model knows the project's scenarios and prompts only", {
          code: "rejected",
        });
      }
      return simulateReply(model, subject, request);
    },
  };
}

function simulateReply(model: SimulatedModel, subject: Subject, request: ModelRequest): ModelReply {
  const { messages, repeat } = request;
  const random = createRandom(Number.parseInt(stableHash([model.seed, messages, repeat]).slice(0, 8), 16));
  const spread = ({ median, sigma }: { median: number; sigma: number }) =>
    Math.round(median * Math.exp(sigma * random.normal()));
  const latencyMs = spread(model.latencyMs);
  const outputTokens = spread(model.outputTokens);
  return {
    text: spoiltReport(subject, { ...model.defects, ...model.byPrompt[subject.promptId] }, random),
    finishReason: "stop",
    servedModel: model.id,
    usage: {
      inputTokens: Math.ceil(messages.reduce((total, { content }) => total + content.length, 0) / 4),
      cachedInputTokens: null,
      outputTokens,
    },
    latencyMs,
    reportedCostUsd: null,
  };
}

/** Each defect is drawn for, whatever its rate, so that changing one rate leaves the draws of the others alone. */
function spoiltReport(
  { scenario, language }: Subject,
  rates: Readonly<Record<string, number>>,
  random: Random,
): string {
  const parallel = writeReport(scenario, language === "en" ? "zh" : "en");
  let report: TriageReport = writeReport(scenario, language);
  for (const { name, apply, only } of ratedDefects) {
    const isDrawn = random.next() < (rates[name] ?? 0);
    if (!isDrawn || (only !== null && only !== language)) continue;
    const spoilt = apply({ report, scenario, language, parallel });
    if (typeof spoilt === "string") return spoilt;
    report = spoilt ?? report;
  }
  return JSON.stringify(report);
}
