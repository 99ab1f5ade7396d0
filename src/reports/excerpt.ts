import { printableLine } from "./printable.ts";

/** Characters shown on either side of the span. */
const AROUND = 40;
/** Of a longer span the middle is left out. */
const LONGEST_SPAN = 120;

/**
 * A span of a text with a little of what stands round it, on one line, the span between « and »:
 * `…pool, so «3,000 customers» could not pay…`. Made safe to show.
 *
 * Where the text does not say at that place what the span quotes, only the quotation is shown.
 */
export function excerptOf(
  text: string | null,
  { start, end, quote }: { readonly start: number; readonly end: number; readonly quote: string },
): string {
  const marked = `«${shortened(printableLine(quote))}»`;
  if (text === null || text.slice(start, end) !== quote) return marked;
  const before = text.slice(Math.max(0, start - AROUND), start);
  const after = text.slice(end, end + AROUND);
  return [
    start > AROUND ? "…" : "",
    line(before, "start"),
    marked,
    line(after, "end"),
    end + AROUND < text.length ? "…" : "",
  ].join("");
}

/** Where a place of a report's JSON is a text, that text; null where there is none. */
export function fieldAt(report: unknown, path: string): string | null {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const value = keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string, unknown>)[key] // hasOwn has just found it
        : undefined,
    report,
  );
  return typeof value === "string" ? value : null;
}

/** Half of a surrogate pair, where the cut went through it. */
const HALF_CHARACTER = /^[\udc00-\udfff]|[\ud800-\udbff]$/g;

/** One line that keeps the space next to the span, where there was one. */
function line(text: string, side: "start" | "end"): string {
  const flat = printableLine(text.replace(HALF_CHARACTER, ""));
  if (flat === "") return "";
  if (side === "start") return /\s$/u.test(text) ? `${flat} ` : flat;
  return /^\s/u.test(text) ? ` ${flat}` : flat;
}

function shortened(quote: string): string {
  const characters = [...quote];
  if (characters.length <= LONGEST_SPAN) return quote;
  const half = LONGEST_SPAN / 2;
  return `${characters.slice(0, half).join("")} … ${characters.slice(-half).join("")}`;
}
