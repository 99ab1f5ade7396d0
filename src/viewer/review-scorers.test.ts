import { expect, it } from "vitest";
import { judgeScorerIds } from "../scoring/judge/judge-scores.ts";
import { scorers } from "../scoring/registry.ts";
import { weights } from "../scoring/weights.ts";
import { reviewScorers } from "./review-scorers.ts";

const [first, second] = scorers;
const [judge = ""] = judgeScorerIds;
if (first === undefined || second === undefined) throw new Error("there are scorers");

it("gives those of the run alone: the registry's in its order, then those that are no more, then a judge's", () => {
  expect(reviewScorers({ [judge]: 1, "gone-scorer": 3, [second.id]: 9, [first.id]: 1 })).toEqual([
    { id: first.id, rule: first.rule, weight: weights[first.id] },
    { id: second.id, rule: second.rule, weight: weights[second.id] },
    { id: "gone-scorer", rule: "", weight: 0 },
    { id: judge, rule: "", weight: 0 },
  ]);
});

it("gives none for a run that none graded", () => {
  expect(reviewScorers({})).toEqual([]);
});
