import { useEffect, useRef } from "preact/hooks";
import type { CellCase, ComparisonReview, TrialReview } from "../../contracts/review.ts";
import { HTML_LANGUAGE } from "../../reports/html-language.ts";
import { visible } from "../../reports/printable.ts";
import { triageDocument } from "../../reports/triage-document.ts";
import { diffReports, type SectionDiff } from "../../review/diff-reports.ts";
import type { Route } from "../../review/route.ts";
import { triageViewOf } from "../../review/triage-view-of.ts";
import { useReviewing } from "../reviewing.ts";
import { useLoaded } from "../use-loaded.ts";
import { replaceRoute } from "../use-route.ts";
import { PassBadge } from "./badge.tsx";
import { WhenLoaded } from "./loading.tsx";
import { TrialLink } from "./trial-link.tsx";

type Cell = Extract<Route, { page: "compare" }>["cell"];

/** The two reports of one cell, with what the candidate says otherwise. */
export function CellDiff({ review, cell }: { review: ComparisonReview; cell: Cell }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (cell !== null) section.current?.scrollIntoView();
  }, [JSON.stringify(cell)]);
  const { cells, names, runIds } = review;
  if (runIds.baseline === null || runIds.candidate === null || cells.length === 0) return null;
  const chosen = cells.find((one) => nameOf(one) === (cell === null ? null : nameOf(cell)));
  const choose = (name: string) => {
    const next = cells.find((one) => nameOf(one) === name);
    if (next === undefined) return;
    const { scenarioId, modelId, language } = next;
    replaceRoute({ page: "compare", names, cell: { scenarioId, modelId, language } });
  };
  return (
    <section ref={section} aria-labelledby="cell-diff">
      <div class="heading-line">
        <h2 id="cell-diff">Reports side by side</h2>
        <label>
          cell{" "}
          <select
            value={chosen === undefined ? "" : nameOf(chosen)}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          >
            <option value="">choose one</option>
            {cells.map((one) => (
              <option key={nameOf(one)} value={nameOf(one)}>
                {visible(nameOf(one))}
              </option>
            ))}
          </select>
        </label>
      </div>
      {chosen !== undefined && <Reports key={nameOf(chosen)} review={review} cell={chosen} />}
    </section>
  );
}

function nameOf({
  scenarioId,
  modelId,
  language,
}: Pick<CellCase, "scenarioId" | "modelId" | "language">): string {
  return `${scenarioId} · ${modelId} · ${language}`;
}

function Reports({ review: { runIds }, cell }: { review: ComparisonReview; cell: CellCase }) {
  const { source } = useReviewing();
  const both = useLoaded(`cell ${nameOf(cell)}`, () =>
    Promise.all([
      source.trial(runIds.baseline ?? "", cell.baseline),
      source.trial(runIds.candidate ?? "", cell.candidate),
    ]),
  );
  return (
    <WhenLoaded loaded={both}>
      {([baseline, candidate]) => <Diff baseline={baseline} candidate={candidate} />}
    </WhenLoaded>
  );
}

function Diff({ baseline, candidate }: { baseline: TrialReview; candidate: TrialReview }) {
  const before = triageViewOf(baseline);
  const after = triageViewOf(candidate);
  if (before === null || after === null)
    return <p class="note">One of the two replies is no readable report.</p>;
  const { language } = candidate.trial;
  const sections = diffReports(triageDocument(before).sections, triageDocument(after).sections, language);
  return (
    <div class="cell-diff" lang={HTML_LANGUAGE[language]}>
      <div class="two" lang="en">
        <SideHead name="before" review={baseline} />
        <SideHead name="after" review={candidate} />
      </div>
      {sections.map((section) => (
        <SectionView key={section.heading} section={section} />
      ))}
    </div>
  );
}

function SideHead({ name, review: { trial, runId } }: { name: string; review: TrialReview }) {
  return (
    <p>
      <TrialLink runId={runId} trial={trial} text={`${name}: ${trial.promptId}`} />{" "}
      <PassBadge passed={"passed" in trial && trial.passed} />
    </p>
  );
}

function SectionView({ section: { heading, lines } }: { section: SectionDiff }) {
  return (
    <section class="card">
      <h3>{visible(heading)}</h3>
      {lines.map(({ kind, parts }, index) => (
        // Lines of a diff keep their places.
        <div key={String(index)} class={`two ${kind}`}>
          <p>{kind !== "added" && <Side parts={parts} leaveOut="added" />}</p>
          <p>{kind !== "removed" && <Side parts={parts} leaveOut="removed" />}</p>
        </div>
      ))}
    </section>
  );
}

type Parts = SectionDiff["lines"][number]["parts"];

function Side({ parts, leaveOut }: { parts: Parts; leaveOut: "added" | "removed" }) {
  return (
    <>
      {parts
        .filter(({ kind }) => kind !== leaveOut)
        .map(({ kind, text }, index) => {
          if (kind === "same") return visible(text);
          const Changed = kind === "added" ? "ins" : "del";
          // Parts of a line keep their places.
          return <Changed key={String(index)}>{visible(text)}</Changed>;
        })}
    </>
  );
}
