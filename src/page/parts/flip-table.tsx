import type { ComparisonReview, FlipCase } from "../../contracts/review.ts";
import { visible } from "../../reports/printable.ts";
import { href } from "../use-route.ts";
import { ColumnHeads } from "./column-heads.tsx";
import { Scroll } from "./scroll.tsx";
import { TrialLink } from "./trial-link.tsx";

/** Cells whose passes differ between the sides, lost ones first: each leads to the report that failed, opened at its fault. */
export function FlipTable({ review }: { review: ComparisonReview }) {
  const flips = review.flips.toSorted((a, b) => order(a) - order(b));
  return (
    <section aria-labelledby="flips">
      <h2 id="flips">Flips</h2>
      {flips.length === 0 ? (
        <p class="note">No cell passes on one side and fails on the other.</p>
      ) : (
        <Scroll label="Flips table">
          <table class="figures">
            <ColumnHeads
              names={["Scenario", "Model", "Lang", "Flip", "First finding of the side that fails", "Reports"]}
            />
            <tbody>
              {flips.map((flip) => (
                <Line key={nameOf(flip)} flipCase={flip} review={review} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

function order({ flip }: FlipCase): number {
  return flip.direction === "pass-to-fail" ? 0 : 1;
}

function nameOf({ flip: { scenarioId, modelId, language } }: FlipCase): string {
  return JSON.stringify([scenarioId, modelId, language]);
}

function Line({ flipCase, review }: { flipCase: FlipCase; review: ComparisonReview }) {
  const { flip, baseline, candidate } = flipCase;
  const { scenarioId, modelId, language, direction, finding } = flip;
  const isLost = direction === "pass-to-fail";
  const { names, runIds } = review;
  return (
    <tr>
      <th scope="row">{visible(scenarioId)}</th>
      <td>{visible(modelId)}</td>
      <td>{language}</td>
      <td class={`nowrap ${isLost ? "bad-text" : "good-text"}`}>
        {isLost ? "▼ lost" : "▲ won"}
        <small>
          {flip.baseline.passed} of {flip.baseline.trials} → {flip.candidate.passed} of{" "}
          {flip.candidate.trials}
        </small>
      </td>
      <td>
        <TrialLink
          runId={isLost ? runIds.candidate : runIds.baseline}
          trial={isLost ? candidate : baseline}
          text={finding ?? "see the report"}
        />
      </td>
      <td class="nowrap">
        <TrialLink runId={runIds.baseline} trial={baseline} text="before" /> ·{" "}
        <TrialLink runId={runIds.candidate} trial={candidate} text="after" /> ·{" "}
        <a href={href({ page: "compare", names, cell: { scenarioId, modelId, language } })}>side by side</a>
      </td>
    </tr>
  );
}
