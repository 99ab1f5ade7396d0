/** A span of a text to mark, in UTF-16 offsets, `end` exclusive. */
export interface Mark {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch of a text that the same marks lie over, the outermost first; none for plain text. */
export interface Piece<M extends Mark> {
  readonly text: string;
  /** Where it begins in the whole text: a mark begins in the first piece that is not before its own start. */
  readonly start: number;
  readonly marks: readonly M[];
}

/**
 * Cuts a text where marks begin and end, so that overlapping and nested ones can be drawn. The pieces joined are the text.
 *
 * A mark that reaches beyond the text is cut there; one that goes through a surrogate pair takes the whole character; one with
 * nothing in it is not drawn.
 */
export function markText<M extends Mark>(text: string, marks: readonly M[]): Piece<M>[] {
  const spans = marks
    .map((mark) => ({
      mark,
      start: characterStart(text, within(text, mark.start)),
      end: characterEnd(text, within(text, mark.end)),
    }))
    .filter(({ mark, start, end }) => mark.start < mark.end && start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);

  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    const over = spans.filter((span) => span.start <= start && end <= span.end);
    return { text: text.slice(start, end), start, marks: over.map(({ mark }) => mark) };
  });
}

function within(text: string, offset: number): number {
  return Math.min(text.length, Math.max(0, offset));
}

function characterStart(text: string, offset: number): number {
  return isInsideCharacter(text, offset) ? offset - 1 : offset;
}

function characterEnd(text: string, offset: number): number {
  return isInsideCharacter(text, offset) ? offset + 1 : offset;
}

function isInsideCharacter(text: string, offset: number): boolean {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}
