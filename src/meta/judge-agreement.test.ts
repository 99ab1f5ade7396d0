import { expect, it } from "vitest";
import type { JudgedQuestion } from "../contracts/judgement.ts";
import type { Judge, JudgedReport } from "../runs/judge.ts";
import { aReport, aScenario } from "../testing/builders.ts";
import { describeAgreement, measureJudge } from "./judge-agreement.ts";
import type { LabelledReport } from "./labelled-report.ts";

function labelled(
  id: string,
  rootCause: "accept" | "reject" | "unresolved",
  changes: Partial<LabelledReport["labels"]> = {},
): LabelledReport {
  return {
    scenarioId: "a-scenario",
    language: "en",
    id,
    class: "right",
    why: "for a test",
    labels: { rootCause, flaws: {}, gates: [], passes: true, ...changes },
    text: JSON.stringify(aReport({ summary: id })),
  };
}

/** Says yes to reports whose summary holds "yes", no to "no", and nothing to others. */
const judge: Judge = {
  concurrency: 1,
  judge: async ({ report, questions }: JudgedReport) =>
    questions.map((question): JudgedQuestion => {
      const answer = report.summary.includes("yes") ? "yes" : report.summary.includes("no") ? "no" : null;
      return { question, answer, reason: "as told", quote: null };
    }),
};

const scenarios = new Map([["a-scenario", aScenario()]]);

it("compares a judge with the labels, question by question, and leaves out what has none", async () => {
  const set = [
    labelled("yes 1", "accept", { evidenceSupports: false }),
    labelled("no 1", "reject"),
    labelled("yes 2", "reject"),
    labelled("silent", "accept"),
    labelled("yes 3", "unresolved"),
    { ...labelled("no 2", "accept"), text: "no report" },
  ];
  expect(await measureJudge(set, { scenarios, judge })).toEqual([
    {
      question: "same-cause",
      labels: 4,
      answered: 3,
      agreement: expect.objectContaining({ items: 3, observed: 2 / 3, kappa: expect.closeTo(0.4) }),
      sensitivity: 1,
      specificity: 0.5,
    },
    {
      question: "evidence-supports",
      labels: 1,
      answered: 1,
      agreement: expect.objectContaining({ items: 1, observed: 0 }),
      sensitivity: null,
      specificity: 0,
    },
  ]);
});

it("calls a judge uncalibrated below 30 answered labels, and gives its κ from there", async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      labelled(`${index % 2 === 0 ? "yes" : "no"} ${index}`, index % 2 === 0 ? "accept" : "reject"),
    );
  const [few] = await measureJudge(many(29), { scenarios, judge });
  const [enough] = await measureJudge(many(30), { scenarios, judge });
  if (few === undefined || enough === undefined) throw new Error("the first question has labels");
  expect(describeAgreement(few)).toBe("uncalibrated: 29 of at least 30 labels answered");
  expect(describeAgreement(enough)).toBe("κ 1.00 [1.00, 1.00] over 30 labels");
});
