import type { ReviewScorer } from "../contracts/review.ts";
import { judgeScorerIds } from "../scoring/judge/judge-scores.ts";
import { scorers } from "../scoring/registry.ts";
import { weights } from "../scoring/weights.ts";

/** The scorers that graded a run: in the order of the registry, then those that are no more, then a judge's. */
export function reviewScorers(scorerVersions: Readonly<Record<string, number>>): ReviewScorer[] {
  const occurring = Object.keys(scorerVersions);
  const registered = scorers.map(({ id }) => id);
  const ids = [
    ...registered.filter((id) => occurring.includes(id)),
    ...occurring.filter((id) => !registered.includes(id) && !judgeScorerIds.includes(id)),
    ...judgeScorerIds.filter((id) => occurring.includes(id)),
  ];
  return ids.map((id) => ({
    id,
    rule: scorers.find((scorer) => scorer.id === id)?.rule ?? "",
    weight: weights[id] ?? 0,
  }));
}
