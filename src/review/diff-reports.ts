import { diffArrays } from "diff";
import type { Language } from "../contracts/language.ts";
import type { Section } from "../reports/triage-section.ts";
import { alignLines, type LinePair } from "./align-lines.ts";
import { type DiffPart, diffWords, similarity } from "./diff-words.ts";
import { reportLines } from "./report-lines.ts";

export interface SectionDiff {
  /** As in `LinedSection`. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly kind: "same" | "removed" | "added" | "changed";
  /** One part of the line's own kind; of a changed line, what stayed, went and came, word by word. */
  readonly parts: readonly DiffPart[];
}

/** Below this share of common words a line has not changed but was replaced. */
const ALIKE_FROM = 0.4;

/**
 * What became of one triage report in another: the sections of two triage documents in the same language, aligned by heading.
 * The parts that were not removed, line by line, are exactly the lines of `after`. Sections that only one side has come with
 * nothing on the other.
 */
export function diffReports(
  before: readonly Section[],
  after: readonly Section[],
  language: Language,
): SectionDiff[] {
  const oldLines = new Map(reportLines(before, language).map(({ heading, lines }) => [heading, lines]));
  const newLines = new Map(reportLines(after, language).map(({ heading, lines }) => [heading, lines]));
  return [...new Set([...oldLines.keys(), ...newLines.keys()])].map((heading) => ({
    heading,
    lines: diffLines(oldLines.get(heading) ?? [], newLines.get(heading) ?? [], language),
  }));
}

function diffLines(before: readonly string[], after: readonly string[], language: Language): DiffLine[] {
  const likeness = (old: string, line: string) => {
    const share = similarity(old, line, language);
    return share < ALIKE_FROM ? 0 : share;
  };
  const lines: DiffLine[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const settle = () => {
    lines.push(...alignLines(gone, come, likeness).map((pair) => lineOf(pair, language)));
    [gone, come] = [[], []];
  };
  for (const { value, added, removed } of diffArrays([...before], [...after])) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else {
      settle();
      lines.push(...value.map((text) => whole("same", text)));
    }
  }
  settle();
  return lines;
}

function lineOf({ before, after }: LinePair, language: Language): DiffLine {
  if (before === null) return whole("added", after ?? "");
  if (after === null) return whole("removed", before);
  return { kind: "changed", parts: diffWords(before, after, language) };
}

function whole(kind: DiffPart["kind"], text: string): DiffLine {
  return { kind, parts: [{ kind, text }] };
}
