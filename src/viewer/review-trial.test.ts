import { describe, expect, it } from "vitest";
import type { JudgedQuestion } from "../contracts/judgement.ts";
import type { GradedTrial } from "../contracts/trial.ts";
import { describeGrading } from "../runs/describe-run.ts";
import { explainReply, scoreReply } from "../scoring/score-reply.ts";
import { aRecording } from "../testing/a-recording.ts";
import { aManifest, aReport, aScenario, aTrial } from "../testing/builders.ts";
import { parseTriageReport } from "../triage/parse-triage-report.ts";
import { reviewTrial } from "./review-trial.ts";

const scenario = aScenario();
/** No rule knows these words for the cause: only a judge can call it right. */
const cause = "A nightly job opened more sessions than the server lets in.";
const report = aReport({
  hypotheses: [{ cause, confidence: "high", evidence: ["too many clients already"] }],
});
const recording = aRecording(1, { text: JSON.stringify(report) });
const parsed = parseTriageReport(recording.reply);
const input = { scenario, language: "en", reply: recording.reply, parsed } as const;
const manifest = aManifest(describeGrading([scenario], { isJudged: true }));

describe("the pass rules of a trial", () => {
  it.each(["yes", "no", null] as const)("are those it was graded by, its judge having said %s", (answer) => {
    const judged: JudgedQuestion[] = [{ question: "same-cause", answer, reason: "it says so", quote: null }];
    expect(rulesOf(graded(judged))).toEqual(explainReply(input, judged).passRules);
  });

  it("differ by what the judge said", () => {
    const [right, wrong] = (["yes", "no"] as const).map((answer) =>
      rulesOf(graded([{ question: "same-cause", answer, reason: "it says so", quote: null }]))?.filter(
        ({ isMet }) => isMet,
      ),
    );
    expect(right?.length).toBe((wrong?.length ?? 0) + 1);
  });

  it("are not told where they come to another verdict than the stored one", () => {
    const trial = graded([]);
    expect(rulesOf({ ...trial, passed: !trial.passed })).toBeNull();
  });

  it("are not told of a scenario that was edited, a scorer that was changed, or a reply that is gone", () => {
    const trial = graded([]);
    const [first, ...rest] = trial.scores;
    if (first === undefined) throw new Error("there are scorers");
    const older = { ...trial, scores: [{ ...first, scorerVersion: first.scorerVersion + 1 }, ...rest] };
    expect([
      rulesOf(trial, { scenario: aScenario({ service: "another" }) }),
      rulesOf(trial, { scenario: null }),
      rulesOf(older),
      rulesOf(trial, { recording: null }),
    ]).toEqual([null, null, null, null]);
  });
});

function graded(judged: readonly JudgedQuestion[]): GradedTrial {
  return { ...aTrial(), ...scoreReply(input, judged) };
}

function rulesOf(trial: GradedTrial, parts: Partial<Parameters<typeof reviewTrial>[0]> = {}) {
  return reviewTrial({ manifest, trial, recording, scenario, similar: null, ...parts }).passRules;
}
