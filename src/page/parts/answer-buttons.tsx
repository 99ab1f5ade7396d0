import { useState } from "preact/hooks";
import type { LabelAnswer, LabelQuestion } from "../../contracts/label.ts";
import type { Score } from "../../contracts/score.ts";
import type { Labelling } from "../use-labels.ts";

interface Props {
  readonly labelling: Labelling;
  readonly question: LabelQuestion;
  readonly score: Score | null;
  /** What is asked, for a screen reader too. */
  readonly legend: string;
  readonly isLegendShown: boolean;
  readonly answers: readonly { readonly answer: LabelAnswer; readonly text: string }[];
}

/** One question with its answers, and a comment once it is answered. A second press takes an answer back. */
export function AnswerButtons({ labelling, question, score, legend, isLegendShown, answers }: Props) {
  const given = labelling.answerTo(question, score?.scorerId ?? null);
  const isNamed = labelling.reviewer.trim() !== "";
  const answer = (choice: LabelAnswer) =>
    labelling.answer(
      { question, score },
      { answer: given?.answer === choice ? "withdrawn" : choice, comment: given?.comment ?? "" },
    );
  return (
    <fieldset class="answers">
      <legend class={isLegendShown ? undefined : "hidden"}>{legend}</legend>
      {answers.map(({ answer: choice, text }) => (
        <button
          key={choice}
          type="button"
          disabled={!isNamed}
          title={isNamed ? undefined : "Give your name first"}
          aria-pressed={given?.answer === choice}
          onClick={() => answer(choice)}
        >
          {text}
        </button>
      ))}
      {given !== null && (
        <Comment
          key={given.answer}
          text={given.comment}
          legend={legend}
          onSave={(comment) => labelling.answer({ question, score }, { answer: given.answer, comment })}
        />
      )}
    </fieldset>
  );
}

const LONGEST = 4000;

function Comment({ text, legend, onSave }: { text: string; legend: string; onSave: (text: string) => void }) {
  const [draft, setDraft] = useState(text);
  const save = () => {
    if (draft !== text) onSave(draft);
  };
  return (
    <input
      class="comment"
      aria-label={`Comment on: ${legend}`}
      placeholder="why? (kept when you leave the field)"
      maxLength={LONGEST}
      value={draft}
      onInput={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={save}
      onKeyDown={({ key }) => key === "Enter" && save()}
    />
  );
}
