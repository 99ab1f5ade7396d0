import { describe, expect, it } from "vitest";
import { scoreSchema } from "../../contracts/score.ts";
import type { Confidence } from "../../contracts/triage-report.ts";
import { aReport } from "../../testing/builders.ts";
import { aHypothesis, anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { calibration } from "./calibration.ts";

const scenario = paymentPool();
const RIGHT = "The settlement batch exhausts all connections.";
const RIGHT_ZH = "结算批处理任务耗尽了连接。";
const WRONG = "A traffic spike.";
const WRONG_ZH = "外部流量突增。";
const UNHEARD = "An accounting routine walks every row.";

function verdictOf(...said: readonly (readonly [cause: string, confidence: Confidence])[]) {
  const hypotheses = said.map(([cause, confidence]) => aHypothesis(cause, { confidence }));
  return calibration.score(anInput(scenario, aReport({ hypotheses })));
}

describe("calibration", () => {
  it.each([
    { said: [[RIGHT, "high"]], value: 1 - 0.15 ** 2, why: "sure and right" },
    { said: [[WRONG, "high"]], value: 1 - 0.85 ** 2, why: "sure and wrong" },
    { said: [[RIGHT_ZH, "medium"]], value: 0.75, why: "a shrug" },
    { said: [[RIGHT, "low"]], value: 1 - 0.85 ** 2, why: "unsure and right" },
    { said: [[WRONG_ZH, "low"]], value: 1 - 0.15 ** 2, why: "wrong, and said to be unlikely" },
    {
      said: [
        [RIGHT_ZH, "high"],
        [WRONG_ZH, "high"],
      ],
      value: 1 - (0.15 ** 2 + 0.85 ** 2) / 2,
      why: "sure of both",
    },
    {
      said: [
        [RIGHT, "high"],
        [UNHEARD, "high"],
        ["[FILL IN]", "high"],
      ],
      value: 1 - 0.15 ** 2,
      why: "what cannot be judged is left out",
    },
    {
      said: [["并非结算批处理任务耗尽连接。", "low"]],
      value: 1 - 0.15 ** 2,
      why: "denied facts are not right",
    },
    {
      said: [["All connections are exhausted.", "high"]],
      value: 1 - 0.85 ** 2,
      why: "a symptom is no cause",
    },
    { said: [[UNHEARD, "high"]], value: null, why: "unresolved" },
    { said: [["[FILL IN]", "low"]], value: null, why: "blank" },
    { said: [], value: null, why: "no hypothesis" },
  ] as const)("$why: $value", ({ said, value }) => {
    const verdict = verdictOf(...said);
    if (value === null) expect(verdict.value).toBeNull();
    else expect(verdict.value).toBeCloseTo(value, 10);
  });

  it("counts for the run, in details that a stored score may lack", () => {
    const { details } = verdictOf([RIGHT, "high"], [WRONG, "medium"], [WRONG_ZH, "low"]);
    expect(details).toEqual({
      "high-given": 1,
      "high-right": 1,
      "medium-given": 1,
      "medium-right": 0,
      "low-given": 1,
      "low-right": 0,
    });
    const stored = { scorerId: "calibration", scorerVersion: 1, value: 1, summary: "", findings: [] };
    expect(scoreSchema.parse(stored)).toEqual(stored);
    expect(scoreSchema.parse({ ...stored, details })).toEqual({ ...stored, details });
  });

  it.each(["en", "zh"] as const)("points at each confidence of the committed %s report", (language) => {
    const { summary, findings } = calibration.score(anInput(scenario, committedReport(language)));
    expect(summary).toMatch(/^Brier score 0\.(?:02|10): 1 of 3 right$/);
    const [first, second, third] = findings.map(({ tone, inReport }) => [
      tone,
      inReport?.path,
      inReport?.quote,
    ]);
    expect(first).toEqual(["good", "hypotheses[0].confidence", "high"]);
    expect(second).toEqual(
      language === "en"
        ? ["info", "hypotheses[1].confidence", "medium"]
        : ["good", "hypotheses[1].confidence", "low"],
    );
    expect(third).toEqual(["good", "hypotheses[2].confidence", "low"]);
  });

  it("calls out certainty about what is wrong", () => {
    expect(verdictOf([WRONG, "high"]).findings).toEqual([
      {
        tone: "bad",
        message: "Hypothesis 1 is high and not the cause.",
        inReport: { path: "hypotheses[0].confidence", start: 0, end: 4, quote: "high" },
        inContext: null,
      },
    ]);
  });

  it("takes a pasted incident for right about nothing", () => {
    const pasted = calibration.score(
      anInput(scenario, aReport({ hypotheses: [aHypothesis(scenario.context.en, { confidence: "high" })] })),
    );
    expect(pasted.value).toBeLessThan(0.3);
  });
});
