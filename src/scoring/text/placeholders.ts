import { FILL_IN } from "../../contracts/triage-report.ts";
import { normaliseText, type TextSpan } from "./normalise.ts";

/** A place that a person has yet to fill in. */
export interface Placeholder extends TextSpan {
  /** Written as [FILL IN]; any other spelling is missed by who searches for that. */
  readonly isExact: boolean;
}

/** What stands in square or Chinese brackets in its place, "[FILL IN: duration]" and "【待填写】" included. */
const BRACKETED =
  "[\\[【〔]\\s*(?:fill[ _-]?(?:me[ _-]?)?in|tb[dac]|to be (?:determined|filled|confirmed|added|completed)|to ?do|n/a|unknown|not (?:yet )?(?:known|available)|placeholder|待|未知|不详|暂无|请?填写|请?补充|需补充|此处)[^\\]】〕\\n]{0,40}[\\]】〕]";
/** Round brackets also hold hedges, "(to be confirmed)", 待确认, which are none. */
const IN_ROUND_BRACKETS =
  "\\((?:fill[ _-]?in|tbd|tba|n/a|to be (?:determined|filled in)|待(?:补充|填写|补|定))[^)\\n]{0,20}\\)";
const BARE =
  "(?<![\\p{L}\\p{N}_])(?:tb[da]|to be determined|to be filled in|fill[ _-]in|todo|n/a)(?![\\p{L}\\p{N}_])|待(?:补充|填写|完善|定(?!位)|补全)";
const ANYWHERE = new RegExp(`${BRACKETED}|${IN_ROUND_BRACKETS}|${BARE}`, "gu");
/** Words that only stand for nothing where they are the whole field. */
const WHOLE =
  /^[\s"']*(?:unknown|not (?:yet )?known|not available|na|tbc|to be confirmed|pending|未知|不详|暂无|暂不清楚|尚不清楚|不清楚|待确认|待核实|待查)[\s"'.。]*$/u;

/** The placeholders of a text, in either language and any spelling, in order of position. */
export function findPlaceholders(source: string): Placeholder[] {
  const { text, toSource } = normaliseText(source);
  if (WHOLE.test(text)) return [{ ...toSource(0, text.length), isExact: false }];
  return Array.from(text.matchAll(ANYWHERE), ({ 0: found, index }) => {
    const span = toSource(index, index + found.length);
    return { ...span, isExact: span.quote === FILL_IN };
  });
}

/** A text without its placeholders; spaces keep every other character in its place. */
export function withoutPlaceholders(source: string): string {
  return findPlaceholders(source).reduce(
    (text, { start, end }) => text.slice(0, start) + " ".repeat(end - start) + text.slice(end),
    source,
  );
}
