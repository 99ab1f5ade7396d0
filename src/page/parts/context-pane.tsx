import type { TrialReview } from "../../contracts/review.ts";
import { HEADINGS } from "../../reports/headings.ts";
import { HTML_LANGUAGE } from "../../reports/html-language.ts";
import { visible } from "../../reports/printable.ts";
import { useMarking } from "../marking.ts";
import { MarkedText } from "./marked-text.tsx";
import { Scroll } from "./scroll.tsx";

/** The raw incident text, as the model was shown it, with what the report took from it. */
export function ContextPane({ review: { scenario, trial } }: { review: TrialReview }) {
  const { marks } = useMarking();
  const words = HEADINGS[trial.language];
  return (
    <section class="card context" lang={HTML_LANGUAGE[trial.language]}>
      <h2>{words.context}</h2>
      {scenario === null ? (
        <p class="note">Scenario {visible(trial.scenarioId)} is no longer in the library.</p>
      ) : (
        <>
          {scenario.isChanged && (
            <p class="note" lang="en">
              The scenario was edited after this run: what is no longer in it is not marked.
            </p>
          )}
          <Scroll class="verbatim" isPane label={words.context}>
            <MarkedText text={scenario.context} marks={marks.inContext} isIncident />
          </Scroll>
        </>
      )}
    </section>
  );
}
