import { visible } from "../../reports/printable.ts";
import type { Labelling } from "../use-labels.ts";
import { AnswerButtons } from "./answer-buttons.tsx";
import { DownloadLabels } from "./download-labels.tsx";

const QUESTIONS = [
  { question: "root-cause", legend: "Does the first hypothesis name the true cause?" },
  { question: "severity", legend: "Is the severity one you could defend?" },
  { question: "safe-to-act", legend: "Is it safe to act on?" },
] as const;
const ANSWERS = [
  { answer: "yes", text: "Yes" },
  { answer: "no", text: "No" },
  { answer: "cannot-tell", text: "Cannot tell" },
] as const;

/** What a reviewer thinks of the report, whatever the graders say. */
export function JudgementPanel({ labelling, runId }: { labelling: Labelling; runId: string }) {
  return (
    <section class="card judgement" aria-labelledby="judgement">
      <h2 id="judgement">Your judgement</h2>
      <label>
        Your name{" "}
        <input
          value={labelling.reviewer}
          maxLength={80}
          onInput={({ currentTarget }) => labelling.nameReviewer(currentTarget.value)}
        />
      </label>
      {QUESTIONS.map(({ question, legend }) => (
        <AnswerButtons
          key={question}
          {...{ labelling, question, legend }}
          score={null}
          isLegendShown
          answers={ANSWERS}
        />
      ))}
      <DownloadLabels runId={runId} />
      {labelling.problem !== null && (
        <p class="problem verbatim" role="alert">
          Not kept: {visible(labelling.problem)}
        </p>
      )}
    </section>
  );
}
