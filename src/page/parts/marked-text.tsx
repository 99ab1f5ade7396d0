import { visible } from "../../reports/printable.ts";
import { markText } from "../../review/mark-text.ts";
import type { TrialMark } from "../../review/trial-marks.ts";
import { type Marking, useMarking } from "../marking.ts";

interface Props {
  readonly text: string;
  readonly marks: readonly TrialMark[];
  /** It is the incident text, in which nothing is at fault: what a fault comes near to shows only with that fault. */
  readonly isIncident?: boolean;
}

/** A text of the report or the incident, with what the graders found in it drawn where it stands. */
export function MarkedText({ text, marks, isIncident = false }: Props) {
  const marking = useMarking();
  const drawn = (isIncident ? marks.map(asIncident) : marks).filter((mark) => isDrawn(mark, marking));
  const begun = new Set<string>();
  return (
    <>
      {markText(text, drawn).map((piece, index) => {
        const strongest = strongestOf(piece.marks);
        if (strongest === undefined) return visible(piece.text);
        const isStart = !begun.has(strongest.id);
        begun.add(strongest.id);
        // Pieces of one text keep their places as long as the same marks are drawn.
        return <MarkedPiece key={String(index)} {...{ ...piece, strongest, isStart, marking }} />;
      })}
    </>
  );
}

/** What is right stays quiet until it is asked for, or the reader looks at it. Figures always show. */
function isDrawn({ id, kind }: TrialMark, { active, isGoodShown }: Marking): boolean {
  return isGoodShown || id === active || (kind !== "good" && kind !== "info");
}

function asIncident(mark: TrialMark): TrialMark {
  return mark.kind === "grounded" ? mark : { ...mark, kind: "info" };
}

interface PieceProps {
  readonly text: string;
  readonly marks: readonly TrialMark[];
  /** The mark that decides the look where several overlap. */
  readonly strongest: TrialMark;
  /** Its first piece, which carries its sign. */
  readonly isStart: boolean;
  readonly marking: Marking;
}

function MarkedPiece({ text, marks, strongest, isStart, marking }: PieceProps) {
  const { active, point, choose } = marking;
  const { kind, id } = strongest;
  const isActive = marks.some((mark) => mark.id === active);
  // A figure that the report names nine times is still one thing to say of the incident text.
  const told = [...new Set(marks.map(({ label }) => visible(label)))].join("\n");
  return (
    <mark
      class={`${kind}${isStart ? " start" : ""}${isActive ? " active" : ""}`}
      data-marks={marks.map((mark) => mark.id).join(" ")}
      title={told}
      tabIndex={FOCUSABLE.has(kind) ? 0 : undefined}
      onPointerEnter={() => point(id)}
      onPointerLeave={() => point(null)}
      onFocus={() => point(id)}
      onBlur={() => point(null)}
      onClick={() => choose(id)}
      onKeyDown={({ key }) => key === "Enter" && choose(id)}
    >
      <span class="hidden">[{SAID[kind]}: </span>
      {visible(text)}
      <span class="hidden">]</span>
    </mark>
  );
}

function strongestOf(marks: readonly TrialMark[]): TrialMark | undefined {
  return marks.toSorted((a, b) => STRENGTH.indexOf(a.kind) - STRENGTH.indexOf(b.kind))[0];
}

const STRENGTH: readonly TrialMark["kind"][] = ["bad", "ungrounded", "warning", "grounded", "good", "info"];
const FOCUSABLE: ReadonlySet<TrialMark["kind"]> = new Set(["bad", "ungrounded", "warning"]);

/** What a screen reader says before a marked text. */
const SAID: Readonly<Record<TrialMark["kind"], string>> = {
  bad: "fault",
  ungrounded: "not in the incident text",
  warning: "warning",
  grounded: "in the incident text",
  good: "good",
  info: "noted",
};
