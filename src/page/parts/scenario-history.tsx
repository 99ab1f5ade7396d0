import type { ScenarioHistoryEntry } from "../../contracts/review.ts";
import { formatHeadline, formatInstant } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import { ALL_TRIALS } from "../../review/run-view.ts";
import { useReviewing } from "../reviewing.ts";
import { href } from "../use-route.ts";
import { ColumnHeads } from "./column-heads.tsx";
import { Scroll } from "./scroll.tsx";

/** How every prompt, model and language has done on one scenario, the newest run first. */
export function ScenarioHistory({
  scenarioId,
  history,
}: {
  scenarioId: string;
  history: readonly ScenarioHistoryEntry[];
}) {
  return (
    <section aria-labelledby="history">
      <h2 id="history">Over runs</h2>
      {history.length === 0 ? (
        <p class="note">No stored run has tried it.</p>
      ) : (
        <Scroll label="History table">
          <table class="figures">
            <ColumnHeads names={["Run", "Prompt", "Model", "Language", "Passed", "Headline", "Note"]} />
            <tbody>
              {history.toReversed().map((entry) => (
                <Line key={JSON.stringify(entry)} entry={entry} scenarioId={scenarioId} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

/** A file holds one run only, so that most of these lead nowhere in it. */
function Line({ entry, scenarioId }: { entry: ScenarioHistoryEntry; scenarioId: string }) {
  const { isEmbedded } = useReviewing();
  const { runId, startedAt, promptId, modelId, language, passed, trials, headline, isChanged } = entry;
  const view = {
    ...ALL_TRIALS,
    prompts: [promptId],
    models: [modelId],
    languages: [language],
    text: scenarioId,
  };
  return (
    <tr>
      <th scope="row">
        {isEmbedded ? (
          formatInstant(startedAt)
        ) : (
          <a href={href({ page: "run", runId, view })}>{formatInstant(startedAt)}</a>
        )}
      </th>
      <td>{visible(promptId)}</td>
      <td>{visible(modelId)}</td>
      <td>{language}</td>
      <td class="number">
        {passed} / {trials}
      </td>
      <td class="number">{formatHeadline(headline)}</td>
      <td>{isChanged && "the scenario read otherwise"}</td>
    </tr>
  );
}
