import type { TrialReview } from "../../contracts/review.ts";
import { HTML_LANGUAGE } from "../../reports/html-language.ts";
import { visible } from "../../reports/printable.ts";
import { href } from "../use-route.ts";

/** What a good triage of this incident says, in short. */
export function ExpectedPart({ review: { scenario, trial } }: { review: TrialReview }) {
  if (scenario === null) return null;
  return (
    <details class="card">
      <summary>What was expected</summary>
      <p lang={HTML_LANGUAGE[trial.language]}>{visible(scenario.rootCause)}</p>
      <p>
        Severity {scenario.severity}; {scenario.acceptable.join(" or ")} can be defended.
      </p>
      <p>
        <a href={href({ page: "scenario", scenarioId: scenario.id })}>The whole scenario</a>
      </p>
    </details>
  );
}
