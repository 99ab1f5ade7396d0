import type { ReviewScorer, TrialReview } from "../../contracts/review.ts";
import type { Finding, Score } from "../../contracts/score.ts";
import type { GradedTrial } from "../../contracts/trial.ts";
import { formatHeadline, formatScore } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import { scoreTone } from "../../reports/tone.ts";
import { useMarking } from "../marking.ts";
import type { Labelling } from "../use-labels.ts";
import { AnswerButtons } from "./answer-buttons.tsx";
import { Badge, PassBadge } from "./badge.tsx";
import { ColumnHeads } from "./column-heads.tsx";

interface Props {
  readonly review: TrialReview;
  readonly trial: GradedTrial;
  readonly labelling: Labelling;
}

/** Why a trial has its scores: gates, the pass rule, and every scorer with its findings. */
export function ScoreCard({ review, trial, labelling }: Props) {
  return (
    <section class="card score-card" aria-labelledby="score-card">
      <h2 id="score-card">
        Score card <PassBadge passed={trial.passed} />
      </h2>
      <p class="headline">
        <b>{formatHeadline(trial.headline)}</b> / 100 headline
      </p>
      <Gates trial={trial} />
      <PassRules review={review} />
      <ul class="scores">
        {trial.scores.map((score) => (
          <ScoreLine
            key={score.scorerId}
            score={score}
            scorer={review.scorers.find(({ id }) => id === score.scorerId)}
            labelling={labelling}
          />
        ))}
      </ul>
      <Arithmetic review={review} />
    </section>
  );
}

function Gates({ trial: { gateFailures } }: { trial: GradedTrial }) {
  if (gateFailures.length === 0) return <p class="note">No gate failed.</p>;
  return (
    <ul class="gates" aria-label="Failed gates">
      {gateFailures.map(({ gate, scorerId, message }) => (
        <li key={`${gate} ${message}`}>
          <Badge text={`▲ ${gate}`} tone="bad" /> {scorerId}: {visible(message)}
        </li>
      ))}
    </ul>
  );
}

function PassRules({ review: { passRules } }: { review: TrialReview }) {
  if (passRules === null) {
    return (
      <p class="note">The rules or the scenario changed since this was graded: the pass rule is not shown.</p>
    );
  }
  return (
    <details>
      <summary>
        The pass rule: {passRules.filter(({ isMet }) => isMet).length} of {passRules.length} met
      </summary>
      <ul class="rules">
        {passRules.map(({ rule, isMet, found }) => (
          <li key={rule}>
            {isMet ? "✓" : "✗"} {visible(rule)}: {visible(found)}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface ScoreLineProps {
  readonly score: Score;
  readonly scorer: ReviewScorer | undefined;
  readonly labelling: Labelling;
}

const VERDICT_ANSWERS = [
  { answer: "yes", text: "✓ right" },
  { answer: "no", text: "✗ wrong" },
] as const;

function ScoreLine({ score, scorer, labelling }: ScoreLineProps) {
  const { active } = useMarking();
  const { scorerId, value, summary, findings } = score;
  const isActive = active?.startsWith(`${scorerId}:`) ?? false;
  const hasFault = findings.some(({ tone }) => tone === "bad" || tone === "warning");
  return (
    <li>
      <details open={hasFault || isActive}>
        <summary>
          <Badge text={formatScore(value)} tone={scoreTone(value)} /> <b>{scorerId}</b>{" "}
          <span>{visible(summary)}</span>
        </summary>
        {scorer !== undefined && scorer.rule !== "" && (
          <p class="note">
            {visible(scorer.rule)}; weight {scorer.weight}
          </p>
        )}
        <ul class="findings">
          {findings.map((finding, index) => (
            <FindingLine key={`${scorerId}:${index}`} id={`${scorerId}:${index}`} finding={finding} />
          ))}
        </ul>
        <AnswerButtons
          {...{ labelling, score }}
          question="verdict"
          legend={`Is the verdict of ${scorerId} right?`}
          isLegendShown={false}
          answers={VERDICT_ANSWERS}
        />
      </details>
    </li>
  );
}

function FindingLine({
  id,
  finding: { tone, message, inReport, inContext },
}: {
  id: string;
  finding: Finding;
}) {
  const { active, point, choose } = useMarking();
  const text = (
    <>
      <span class={`tone ${tone === "info" ? "quiet" : tone}`}>{SIGNS[tone]}</span> {visible(message)}
      {inReport !== null && <small>{inReport.path}</small>}
    </>
  );
  if (inReport === null && inContext === null) return <li class="finding">{text}</li>;
  return (
    <li class={`finding${active === id ? " active" : ""}`} data-marks={id}>
      <button
        type="button"
        aria-pressed={active === id}
        onPointerEnter={() => point(id)}
        onPointerLeave={() => point(null)}
        onClick={() => choose(id)}
      >
        {text}
      </button>
    </li>
  );
}

const SIGNS: Readonly<Record<Finding["tone"], string>> = { good: "✓", info: "·", warning: "!", bad: "✗" };

function Arithmetic({ review: { arithmetic } }: { review: TrialReview }) {
  if (arithmetic === null) return null;
  const { parts, mean, cap, headline } = arithmetic;
  return (
    <details>
      <summary>How the headline comes about</summary>
      <p class="note">
        Σ value × weight ÷ Σ weight × 100 = {formatHeadline(mean)}
        {cap !== null && `; at most ${cap} after a failed gate`}; headline {formatHeadline(headline)}
      </p>
      <table class="figures">
        <ColumnHeads names={["Scorer", "Value", "Weight"]} />
        <tbody>
          {parts.map(({ scorerId, value, weight }) => (
            <tr key={scorerId}>
              <th scope="row">{scorerId}</th>
              <td class="number">{formatScore(value)}</td>
              <td class="number">{weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
