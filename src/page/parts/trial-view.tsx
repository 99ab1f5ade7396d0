import { useMemo } from "preact/hooks";
import type { TrialReview } from "../../contracts/review.ts";
import { type GradedTrial, isGraded } from "../../contracts/trial.ts";
import { formatInstant } from "../../reports/format-figures.ts";
import { HEADINGS } from "../../reports/headings.ts";
import { HTML_LANGUAGE } from "../../reports/html-language.ts";
import { visible } from "../../reports/printable.ts";
import { triageDocument } from "../../reports/triage-document.ts";
import type { Section } from "../../reports/triage-section.ts";
import type { TriageView } from "../../reports/triage-view.ts";
import { titleIn, triageViewOf } from "../../review/triage-view-of.ts";
import { trialMarks } from "../../review/trial-marks.ts";
import { MarkingContext, NO_MARKS, useNewMarking } from "../marking.ts";
import { useLabels } from "../use-labels.ts";
import { Badge } from "./badge.tsx";
import { ContextPane } from "./context-pane.tsx";
import { ExpectedPart } from "./expected-part.tsx";
import { JudgementPanel } from "./judgement-panel.tsx";
import { MarkLegend } from "./mark-legend.tsx";
import { RawView } from "./raw-view.tsx";
import { ScoreCard } from "./score-card.tsx";
import { TriageArticle } from "./triage-article.tsx";

interface Props {
  readonly review: TrialReview;
  /** The mark to open at; null for none. */
  readonly first: string | null;
  /** Hides prompt and model, and the graders' verdicts until the reviewer has given all three answers. */
  readonly isBlind: boolean;
}

/** A trial's report with the incident and the graders beside it. */
export function TrialView({ review, first, isBlind }: Props) {
  const { trial } = review;
  if (!isGraded(trial)) return <p class="problem">{visible(trial.problem)}</p>;
  return <GradedView {...{ review, trial, first, isBlind }} />;
}

function GradedView({ review, trial, first, isBlind }: Props & { readonly trial: GradedTrial }) {
  const labelling = useLabels(review.runId, trial, { isBlind });
  const isJudged = (["root-cause", "severity", "safe-to-act"] as const).every(
    (question) => labelling.answerTo(question, null) !== null,
  );
  const isOpen = !isBlind || isJudged;
  const allMarks = useMemo(() => trialMarks(review), [review]);
  const marking = useNewMarking(isOpen ? allMarks : NO_MARKS, isOpen ? first : null);
  const view = triageViewOf(review);
  return (
    <MarkingContext.Provider value={marking}>
      <div class="trial">
        <article lang={HTML_LANGUAGE[trial.language]}>
          {view === null ? (
            <Unreadable review={review} />
          ) : (
            <Report view={view} isBlind={isBlind} isMarked={isOpen} />
          )}
          {review.recording !== null && <RawView recording={review.recording} isBlind={isBlind} />}
        </article>
        <aside class="beside" aria-label="Incident and scores">
          <ContextPane review={review} />
          <div class="side-pane" data-pane>
            <JudgementPanel labelling={labelling} runId={review.runId} />
            {isOpen ? (
              <ScoreCard {...{ review, trial, labelling }} />
            ) : (
              <p class="note">The graders' verdicts show once all three questions are answered.</p>
            )}
            <ExpectedPart review={review} />
          </div>
        </aside>
      </div>
    </MarkingContext.Provider>
  );
}

function Report({ view, isBlind, isMarked }: { view: TriageView; isBlind: boolean; isMarked: boolean }) {
  const { language, chips, title, facts, sections } = triageDocument(view);
  const words = HEADINGS[language];
  return (
    <>
      <header class="page-head">
        {!isBlind && (
          <p class="chips">
            {chips.map((chip) => (
              <Badge key={chip.text} {...chip} />
            ))}
          </p>
        )}
        <h1>{visible(title)}</h1>
        <p class="facts-line">
          {(isBlind ? [] : facts).map(({ label, text }) => (
            <span key={label}>
              {label}
              {words.colon}
              {visible(text)}
            </span>
          ))}
        </p>
      </header>
      {isMarked && <MarkLegend />}
      <TriageArticle
        sections={sections
          .filter(({ heading }) => heading !== words.context)
          .map((section) =>
            isBlind && section.heading === words.severity ? withoutOrigin(section) : section,
          )}
        colon={words.colon}
      />
    </>
  );
}

/** The small print under the severity names model, prompt and price. */
function withoutOrigin(section: Section): Section {
  return { ...section, blocks: section.blocks.filter(({ kind }) => kind !== "note") };
}

function Unreadable({ review: { trial, scenario, recording } }: { review: TrialReview }) {
  return (
    <>
      <header class="page-head">
        <h1>{visible(scenario === null ? trial.scenarioId : titleIn(trial.language, scenario))}</h1>
        <p class="facts-line">
          <span>{formatInstant(recording?.recordedAt ?? null)}</span>
        </p>
      </header>
      <section class="card">
        <h2>No readable report</h2>
        {recording === null && <p>The reply this was graded from is no longer in the recordings.</p>}
        {trial.outcome === "unreadable" && (
          <ul>
            {trial.problems.map((problem) => (
              <li key={problem}>{visible(problem)}</li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
