import type { ComparisonReview } from "../../contracts/review.ts";
import { visible } from "../../reports/printable.ts";
import { TrialLink } from "./trial-link.tsx";

/** Hard failures of the candidate where the baseline has none of that gate. */
export function NewGateFailures({ review: { comparison, runIds } }: { review: ComparisonReview }) {
  const { newGateFailures } = comparison;
  if (newGateFailures.length === 0) return null;
  return (
    <section aria-labelledby="new-gates">
      <h2 id="new-gates">New gate failures</h2>
      <ul class="plain">
        {newGateFailures.map((failure) => {
          const { scenarioId, modelId, language, repeat, gate, finding } = failure;
          return (
            <li key={JSON.stringify([scenarioId, modelId, language, repeat, gate])}>
              <b class="bad-text">▲ {gate}</b> {visible(scenarioId)} · {visible(modelId)} · {language}:{" "}
              <TrialLink runId={runIds.candidate} trial={failure} text={finding ?? "see the report"} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
