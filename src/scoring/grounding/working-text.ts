import { allMatches } from "../text/all-matches.ts";
import { type NormalisedText, normaliseText, type TextSpan } from "../text/normalise.ts";

/** What has been read already, so that "14:02" is not read again as two counts. */
const TAKEN = "\u0001";

/**
 * A text being read for quantities: each reader takes what it understands and leaves the rest to the next.
 *
 * `text` never changes and is for looking round; `open` is the same length, with what was taken blanked out.
 */
export class WorkingText {
  readonly normalised: NormalisedText;
  readonly text: string;
  open: string;

  constructor(source: string) {
    this.normalised = normaliseText(source);
    // A Chinese comma separates, it does not group thousands: "500，300".
    this.text = this.normalised.text.replace(/,/g, (comma, at: number) =>
      this.sourceOf(at, at + 1).quote === "，" ? ";" : comma,
    );
    this.open = this.text;
  }

  /** Takes every match and gives it to `read`; a match for which that returns null stays open. */
  takeAll<T>(pattern: RegExp, read: (match: RegExpExecArray, place: Place) => T | null): T[] {
    const taken: T[] = [];
    for (const match of allMatches(pattern, this.open)) {
      const start = match.index;
      const end = start + match[0].length;
      const value = read(match, {
        start,
        end,
        before: this.text.slice(0, start),
        after: this.text.slice(end),
      });
      if (value === null) continue;
      taken.push(value);
      this.open = this.open.slice(0, start) + TAKEN.repeat(end - start) + this.open.slice(end);
    }
    return taken;
  }

  drop(pattern: RegExp): void {
    this.takeAll(pattern, () => true);
  }

  sourceOf(start: number, end: number): TextSpan {
    return this.normalised.toSource(start, end);
  }
}

/** Where a match stands in the working text, and what surrounds it. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}
