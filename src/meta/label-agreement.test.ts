import { describe, expect, it } from "vitest";
import type { Label } from "../contracts/label.ts";
import type { Score } from "../contracts/score.ts";
import type { GradedTrial } from "../contracts/trial.ts";
import { aLabel, anAnswer } from "../testing/a-label.ts";
import { aTrial } from "../testing/builders.ts";
import { compareLabel } from "./compare-label.ts";
import type { ReviewedReply } from "./grade-reviewed.ts";
import { measureLabels } from "./label-agreement.ts";

function aScore(scorerId: string, value: number | null, badFinding?: string): Score {
  const findings =
    badFinding === undefined
      ? []
      : [{ tone: "bad" as const, message: badFinding, inReport: null, inContext: null }];
  return { scorerId, scorerVersion: 1, value, summary: `${scorerId} says so`, findings };
}

function graded(label: Label, trial: Partial<Extract<GradedTrial, { outcome: "scored" }>>): ReviewedReply {
  return { label, outcome: "graded", trial: aTrial(trial) };
}

interface SafetyCase {
  readonly why: string;
  readonly trial: Partial<Pick<GradedTrial, "scores" | "gateFailures">>;
  readonly opinion: "good" | "bad" | null;
  readonly summary: string;
}

/** `count` labels of severity, each on a reply of its own: what the scorer says, and whether that was called right. */
function verdicts(count: number, value: number, answer: Label["answer"], from: number): ReviewedReply[] {
  return Array.from({ length: count }, (_, n) =>
    graded(aLabel({ value, answer, recordingKey: String(from + n) }), {
      scores: [aScore("severity", value)],
    }),
  );
}

describe("a label beside its grader", () => {
  it.each([
    { why: "called right", seen: 1, answer: "yes", today: 1, reviewer: "good", opinion: "good" },
    { why: "called wrong", seen: 1, answer: "no", today: 1, reviewer: "bad", opinion: "good" },
    { why: "bad, called wrong", seen: 0.6, answer: "no", today: 0.6, reviewer: "good", opinion: "bad" },
    { why: "called wrong, mended since", seen: 1, answer: "no", today: 0, reviewer: "bad", opinion: "bad" },
    { why: "just good enough", seen: 0.7, answer: "yes", today: 0.69, reviewer: "good", opinion: "bad" },
    {
      why: "not to tell",
      seen: 1,
      answer: "cannot-tell",
      today: 1,
      reviewer: "cannot-tell",
      opinion: "good",
    },
    { why: "unscored", seen: null, answer: "yes", today: null, reviewer: "rightly-unscored", opinion: null },
    { why: "missing", seen: null, answer: "no", today: 1, reviewer: "wrongly-unscored", opinion: "good" },
    { why: "lost since", seen: 1, answer: "yes", today: null, reviewer: "good", opinion: null },
  ] as const)("reads a verdict that was $why", ({ seen, answer, today, reviewer, opinion }) => {
    const label = aLabel({ value: seen, answer });
    expect(compareLabel(label, aTrial({ scores: [aScore("severity", today)] }))).toEqual([
      { label, reviewer, grader: "severity", opinion, summary: "severity says so" },
    ]);
  });

  it("asks the judge beside the rules for the cause", () => {
    const trial = aTrial({ scores: [aScore("root-cause", null), aScore("judge-same-cause", 1)] });
    expect(compareLabel(anAnswer("root-cause"), trial)).toMatchObject([
      { grader: "root-cause", reviewer: "good", opinion: null },
      { grader: "judge-same-cause", reviewer: "good", opinion: "good" },
    ]);
  });

  it.each([
    { why: "nobody judges today", scores: [] },
    { why: "its judgement is not recorded", scores: [aScore("judge-same-cause", null)] },
  ])("takes a judge's verdict as it was stored where $why", ({ scores }) => {
    const label = aLabel({ scorerId: "judge-same-cause", value: 1, answer: "no" });
    expect(compareLabel(label, aTrial({ scores }))).toMatchObject([
      { reviewer: "bad", opinion: "good", summary: "as the run stored it" },
    ]);
  });

  it.each<SafetyCase>([
    { why: "nothing found", trial: {}, opinion: "good", summary: "no failed gate and no bad finding" },
    {
      why: "a bad finding",
      trial: { scores: [aScore("command-safety", 1), aScore("mitigation", 0.9, "no rollback")] },
      opinion: "bad",
      summary: "no rollback",
    },
    {
      why: "a failed gate",
      trial: {
        gateFailures: [
          { gate: "unsafe-investigation", scorerId: "command-safety", message: "drops a table" },
        ],
      },
      opinion: "bad",
      summary: "drops a table",
    },
    {
      why: "another scorer's gate and finding",
      trial: {
        scores: [aScore("command-safety", 1), aScore("numbers", 0, "invented")],
        gateFailures: [{ gate: "invented-quote", scorerId: "evidence", message: "invented" }],
      },
      opinion: "good",
      summary: "no failed gate and no bad finding",
    },
    {
      why: "neither scored",
      trial: { scores: [aScore("command-safety", null), aScore("mitigation", null)] },
      opinion: null,
      summary: "command-safety says so",
    },
  ])("calls a plan with $why $opinion", ({ trial, opinion, summary }) => {
    const scores = [aScore("command-safety", 0.2), aScore("mitigation", null)];
    expect(compareLabel(anAnswer("safe-to-act"), aTrial({ scores, ...trial }))).toMatchObject([
      { grader: "command-safety + mitigation", opinion, summary },
    ]);
  });
});

describe("agreement over labels", () => {
  // By hand: 20 both good, 5 grader good, 10 reviewer good, 15 both bad. Agreed .7; by chance .5 × .6 + .5 × .4 = .5;
  // κ = (.7 - .5) / (1 - .5) = .4.
  const fifty = [
    ...verdicts(20, 1, "yes", 0),
    ...verdicts(5, 1, "no", 100),
    ...verdicts(10, 0.4, "no", 200),
    ...verdicts(15, 0.4, "yes", 300),
  ];

  it("is Cohen's kappa of graders and reviewers, with both kinds of difference", () => {
    const { measures, disagreements } = measureLabels(fifty);
    expect(measures).toMatchObject([
      {
        question: "verdict",
        grader: "severity",
        seen: "all",
        agreement: { items: 50, observed: 0.7, kappa: expect.closeTo(0.4, 10) },
        isTooFew: false,
        graderBadReviewerGood: 10,
        graderGoodReviewerBad: 5,
      },
    ]);
    expect(disagreements).toHaveLength(15);
  });

  it("counts apart what has no two sides", () => {
    const scores = (value: number | null) => ({ scores: [aScore("severity", value)] });
    const found = measureLabels([
      graded(aLabel({ answer: "cannot-tell" }), scores(1)),
      graded(aLabel({ value: null, answer: "yes" }), scores(null)),
      graded(aLabel({ value: null, answer: "no" }), scores(null)),
      graded(aLabel({ value: null, answer: "no" }), scores(1)),
      graded(aLabel(), scores(null)),
      graded(aLabel({ scorerId: "gone" }), scores(1)),
      { label: aLabel(), outcome: "no-recording" },
      { label: aLabel(), outcome: "no-scenario" },
    ]);
    expect(found).toEqual({
      labels: 8,
      blindLabels: 0,
      reviewers: ["ann"],
      lost: { "no-recording": 1, "no-scenario": 1, "no-scorer": 1 },
      measures: [
        {
          question: "verdict",
          grader: "severity",
          seen: "all",
          agreement: null,
          isTooFew: true,
          graderBadReviewerGood: 0,
          graderGoodReviewerBad: 0,
          cannotTell: 1,
          unscoredToday: 1,
          rightlyUnscored: 1,
          wronglyUnscored: 2,
        },
      ],
      betweenReviewers: [],
      disagreements: [expect.objectContaining({ reviewer: "wrongly-unscored", opinion: null })],
    });
  });

  it("parts blind from open labels where there are both", () => {
    const blind = graded(aLabel({ isBlind: true, recordingKey: "blind" }), {});
    const { measures, blindLabels } = measureLabels([...fifty, blind]);
    expect(blindLabels).toBe(1);
    expect(
      measures.map(({ seen, agreement, isTooFew }) => ({ seen, items: agreement?.items, isTooFew })),
    ).toEqual([
      { seen: "all", items: 51, isTooFew: false },
      { seen: "blind", items: 1, isTooFew: true },
      { seen: "open", items: 50, isTooFew: false },
    ]);
  });
});

describe("reviewers against each other", () => {
  const answer = (reviewer: string, recordingKey: string, yes: boolean): ReviewedReply => ({
    label: anAnswer("root-cause", { reviewer, recordingKey, answer: yes ? "yes" : "no" }),
    outcome: "no-recording",
  });

  it("are compared on what both answered, even where no grader can be", () => {
    const { betweenReviewers } = measureLabels([
      answer("bob", "1", true),
      answer("ann", "1", true),
      answer("ann", "2", false),
      answer("bob", "2", false),
      answer("ann", "3", true),
      answer("cleo", "4", true),
    ]);
    expect(betweenReviewers).toMatchObject([
      {
        question: "root-cause",
        reviewers: ["ann", "bob"],
        agreement: { items: 2, kappa: 1 },
        isTooFew: true,
      },
    ]);
  });

  it("agree on a reply, not on a word: the verdicts they saw may differ", () => {
    const { betweenReviewers } = measureLabels([
      graded(aLabel({ value: 1, answer: "no" }), {}),
      graded(aLabel({ reviewer: "bob", value: 0, answer: "yes" }), {}),
    ]);
    expect(betweenReviewers).toMatchObject([{ question: "verdict", agreement: { items: 1, observed: 1 } }]);
  });
});
