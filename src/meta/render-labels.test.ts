import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { Label } from "../contracts/label.ts";
import { aLabel, anAnswer } from "../testing/a-label.ts";
import { aTrial } from "../testing/builders.ts";
import type { ReviewedReply } from "./grade-reviewed.ts";
import { measureLabels } from "./label-agreement.ts";
import { renderLabels } from "./render-labels.ts";

/** One label each on replies that today's severity scorer finds good. */
function reviewed(count: number, changes: Partial<Label> = {}): ReviewedReply[] {
  return Array.from({ length: count }, (_, n) => ({
    label: aLabel({ recordingKey: String(n), ...changes }),
    outcome: "graded",
    trial: aTrial(),
  }));
}

function render(replies: readonly ReviewedReply[], width = 100): string {
  return renderLabels(measureLabels(replies), { width, colour: false });
}

it("says how to give labels where there are none", () => {
  expect(render([])).toContain("npm run view");
});

describe("the table", () => {
  it.each([
    { count: 29, changes: {}, kappa: "too few to say" },
    { count: 30, changes: {}, kappa: "all alike" },
    { count: 30, changes: { answer: "no" as const }, kappa: "0.00, one side all alike" },
  ])("gives κ of $count labels as $kappa", ({ count, changes, kappa }) => {
    expect(render(reviewed(count, changes))).toMatch(
      new RegExp(`^verdict: severity +${count} +\\d+% +${kappa} `, "m"),
    );
  });

  it("parts blind from open labels and says that open ones are anchored", () => {
    const text = render([...reviewed(2), ...reviewed(3, { isBlind: true, reviewer: "bob" })]);
    expect(text).toMatch(/^verdict: severity +5 .*\n {2}blind +3 .*\n {2}open +2 /m);
    expect(text).toContain("Open labels are anchored");
    expect(render(reviewed(3, { isBlind: true }))).not.toContain("anchored");
  });

  it.each([60, 80, 120, 200])("holds at %i columns, but for the line to be copied", (width) => {
    const comment =
      "It is the cache, not the pool. 是缓存而不是连接池：第二个假设说的就是这个，报告却把它排在后面。".repeat(
        3,
      );
    const plan = anAnswer("safe-to-act", {
      comment,
      reviewer: "A reviewer with a rather long name",
      answer: "no",
    });
    const text = render(
      [...reviewed(40), ...reviewed(40, { reviewer: "bob", answer: "no", comment }), ...reviewed(1, plan)],
      width,
    );
    const tooWide = text
      .split("\n")
      .filter((line) => stringWidth(line) > width && !line.startsWith("  npm run"));
    expect(tooWide).toEqual([]);
  });
});

describe("a disagreement", () => {
  it("names the trial, both sides, the reason and how to look at it", () => {
    const replies = reviewed(1, { answer: "no", comment: "SEV1 would be\nright", isBlind: true });
    expect(render(replies)).toContain(`1 disagreement

a-scenario/v1/a-model/en/0 · verdict: severity
  grader: good: exact
  person: bad: ann, 2026-06-03 09:00:00 UTC, blind
  why:    SEV1 would be
          right
  npm run score -- a-run --explain a-scenario/v1/a-model/en/0
`);
  });

  it("keeps what a foreign file says one word of the command", () => {
    expect(render(reviewed(1, { answer: "no", runId: "x'; rm -rf ~ $(y)" }))).toContain(
      String.raw`  npm run score -- 'x'\''; rm -rf ~ $(y)' --explain a-scenario`,
    );
  });
});
