import { describe, expect, it } from "vitest";
import type { TracedFigure, TrialReview } from "../contracts/review.ts";
import type { Finding, Score } from "../contracts/score.ts";
import { aReport, aTrial, aTrialKey } from "../testing/builders.ts";
import { aReviewScenario } from "../testing/review-builders.ts";
import { trialMarks } from "./trial-marks.ts";

const CONTEXT = "13:50 v2.41 shipped. 12% of requests fail.";
const report = aReport({ customerImpact: "12% of requests fail for 15 minutes." });

const inImpact = (quote: string) => ({ path: "customerImpact", ...spanIn(report.customerImpact, quote) });
const inContext = (quote: string) => spanIn(CONTEXT, quote);

const grounded: TracedFigure = {
  what: "figure",
  inReport: inImpact("12%"),
  isGrounded: true,
  inContext: inContext("12%"),
};
const untraced: TracedFigure = {
  what: "figure",
  inReport: inImpact("15 minutes"),
  isGrounded: false,
  inContext: inContext("13:50"),
};
const bad: Finding = {
  tone: "bad",
  message: "The figure is invented.",
  inReport: inImpact("15 minutes"),
  inContext: inContext("13:50"),
};

describe("trialMarks", () => {
  it("marks what was traced and what could not be, in both texts under one id", () => {
    expect(trialMarks(aReview({ figures: [grounded, untraced] }))).toEqual({
      inReport: new Map([
        [
          "customerImpact",
          [
            {
              id: "figure:0",
              start: 0,
              end: 3,
              kind: "grounded",
              label: 'figure: the incident text has "12%"',
            },
            {
              id: "figure:1",
              start: 25,
              end: 35,
              kind: "ungrounded",
              label: 'figure: not in the incident text, where "13:50" comes nearest',
            },
          ],
        ],
      ]),
      inContext: [
        {
          id: "figure:0",
          start: 21,
          end: 24,
          kind: "grounded",
          label: 'figure: the incident text has "12%"',
        },
        {
          id: "figure:1",
          start: 0,
          end: 5,
          kind: "ungrounded",
          label: 'figure: not in the incident text, where "13:50" comes nearest',
        },
      ],
    });
  });

  it("says of a traced figure without a place that it follows", () => {
    const derived = { ...grounded, inContext: null };
    const lost = { ...untraced, what: "name" as const, inContext: null };
    expect(labels(aReview({ figures: [derived, lost] }))).toEqual([
      "figure: follows from the incident text",
      "name: not in the incident text",
    ]);
  });

  it("marks an untraced figure once where a finding speaks of it", () => {
    const review = aReview({ figures: [untraced], scores: [aScore("numbers", [bad])] });
    const mark = { id: "numbers:0", kind: "ungrounded", label: "numbers: The figure is invented." };
    expect(trialMarks(review)).toEqual({
      inReport: new Map([["customerImpact", [{ ...mark, start: 25, end: 35 }]]]),
      inContext: [{ ...mark, start: 0, end: 5 }],
    });
  });

  it.each<{ why: string; scores: Score[] }>([
    { why: "another scorer speaks", scores: [aScore("claims", [bad])] },
    { why: "it is only a warning", scores: [aScore("numbers", [{ ...bad, tone: "warning" }])] },
    { why: "it is about another span", scores: [aScore("numbers", [{ ...bad, inReport: inImpact("15") }])] },
    { why: "it is about nothing in the report", scores: [aScore("numbers", [{ ...bad, inReport: null }])] },
  ])("marks an untraced figure beside a finding where $why", ({ scores }) => {
    const marks = [...trialMarks(aReview({ figures: [untraced], scores })).inReport.values()].flat();
    const finding = scores[0]?.findings[0];
    expect(marks.map(({ id, kind }) => [id, kind])).toEqual([
      ...(finding?.inReport === null ? [] : [[`${scores[0]?.scorerId}:0`, finding?.tone]]),
      ["figure:0", "ungrounded"],
    ]);
  });

  it("counts findings per scorer, those without a place included", () => {
    const nowhere: Finding = { tone: "info", message: "short", inReport: null, inContext: null };
    const review = aReview({ scores: [aScore("severity", [nowhere, { ...bad, tone: "good" }])] });
    expect(trialMarks(review).inContext).toMatchObject([{ id: "severity:1", kind: "good" }]);
  });

  it("shows no control character of a quotation in a label", () => {
    const review = aReview({ scores: [aScore("claims", [{ ...bad, message: "says\n\u202ex" }])] });
    expect(labels(review)).toEqual(["claims: says ⟨U+202E⟩x"]);
  });

  it("marks nothing where a text no longer says what is quoted from it", () => {
    const moved = { ...bad, inReport: { ...inImpact("15 minutes"), start: 0, end: 10 } };
    const elsewhere = { ...bad, inReport: { ...inImpact("12%"), path: "constructor" } };
    const empty = { ...bad, inReport: { ...inImpact("12%"), end: 0, quote: "" } };
    const scores = [aScore("claims", [moved, elsewhere, empty])];
    const review = aReview({ scores, figures: [grounded] });
    const scenario = review.scenario === null ? null : { ...review.scenario, context: "edited" };
    expect(trialMarks({ ...review, scenario })).toEqual({
      inReport: new Map([["customerImpact", [expect.objectContaining({ id: "figure:0" })]]]),
      inContext: [],
    });
  });

  it.each<{ why: string; changes: Partial<TrialReview> }>([
    { why: "the reply is gone", changes: { parsed: null, scenario: null } },
    {
      why: "the reply is unreadable",
      changes: { parsed: { ok: false, problems: ["no JSON"] }, scenario: null },
    },
    {
      why: "nothing was graded",
      changes: {
        trial: { outcome: "not-recorded", ...aTrialKey(), problem: "not recorded" },
        figures: [],
      },
    },
  ])("marks nothing where $why", ({ changes }) => {
    const review = { ...aReview({ scores: [aScore("claims", [bad])], figures: [grounded] }), ...changes };
    expect(trialMarks(review)).toEqual({ inReport: new Map(), inContext: [] });
  });
});

function labels(review: TrialReview): string[] {
  return [...trialMarks(review).inReport.values()].flat().map(({ label }) => label);
}

function aScore(scorerId: string, findings: Finding[]): Score {
  return { scorerId, scorerVersion: 1, value: 0.5, summary: "", findings };
}

function aReview({ scores = [], figures = [] }: { scores?: Score[]; figures?: TracedFigure[] }): TrialReview {
  return {
    runId: "r",
    trial: aTrial({ scores }),
    fault: null,
    recording: null,
    parsed: { ok: true, report, repairs: [] },
    scenario: {
      ...aReviewScenario(),
      id: "a-scenario",
      occurredAt: "2026-06-02T14:02:00Z",
      context: CONTEXT,
      acceptable: ["SEV1"],
      rootCause: "the batch",
    },
    scorers: [],
    arithmetic: null,
    passRules: null,
    figures,
    similar: null,
  };
}

function spanIn(text: string, quote: string) {
  const start = text.indexOf(quote);
  return { start, end: start + quote.length, quote };
}
