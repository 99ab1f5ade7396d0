import type { ScenarioReview } from "../../contracts/review.ts";
import { visible } from "../../reports/printable.ts";
import { Badge } from "../parts/badge.tsx";
import { Crumbs } from "../parts/crumbs.tsx";
import { ExpectedLists } from "../parts/expected-lists.tsx";
import { WhenLoaded } from "../parts/loading.tsx";
import { ScenarioHistory } from "../parts/scenario-history.tsx";
import { useReviewing } from "../reviewing.ts";
import { useLoaded } from "../use-loaded.ts";
import { href } from "../use-route.ts";

/** One scenario: what the models are shown, what a good triage says, and how runs have done on it. */
export function ScenarioPage({ scenarioId }: { scenarioId: string }) {
  const { source } = useReviewing();
  const scenario = useLoaded(`scenario ${scenarioId}`, () => source.scenario(scenarioId));
  return (
    <>
      <Crumbs
        crumbs={[
          { text: "Runs", href: href({ page: "runs" }) },
          { text: scenarioId, href: null },
        ]}
      />
      <WhenLoaded loaded={scenario}>{(review) => <Scenario review={review} />}</WhenLoaded>
    </>
  );
}

function Scenario({ review: { scenario, history } }: { review: ScenarioReview }) {
  const { title, service, category, difficulty, occurredAt, symptoms, context, source, tags } = scenario;
  return (
    <>
      <header class="page-head">
        <p class="chips">
          <Badge text={category} tone="quiet" />
          <Badge text={difficulty} tone="quiet" />
          {tags.map((tag) => (
            <Badge key={tag} text={tag} tone="quiet" />
          ))}
        </p>
        <h1>{visible(title.en)}</h1>
        {title.zh !== undefined && (
          <p class="second-title" lang="zh-CN">
            {visible(title.zh)}
          </p>
        )}
        <p class="facts-line">
          <span>service: {visible(service)}</span>
          <span>occurred: {occurredAt}</span>
          <span>
            {source.kind}: {visible(source.note)}
          </span>
        </p>
      </header>
      <section class="card" aria-labelledby="symptoms">
        <h2 id="symptoms">Symptoms</h2>
        <p class="verbatim">{visible(symptoms.en)}</p>
        {symptoms.zh !== undefined && (
          <p class="verbatim" lang="zh-CN">
            {visible(symptoms.zh)}
          </p>
        )}
      </section>
      <section class="card" aria-labelledby="raw-context">
        <h2 id="raw-context">Raw incident context</h2>
        <pre class="verbatim">{visible(context.en)}</pre>
        {context.zh !== undefined && (
          <details>
            <summary>In Chinese</summary>
            <pre class="verbatim" lang="zh-CN">
              {visible(context.zh)}
            </pre>
          </details>
        )}
      </section>
      <ExpectedLists expected={scenario.expected} />
      <ScenarioHistory scenarioId={scenario.id} history={history} />
    </>
  );
}
