import { sentenceParts } from "./text/sentence-parts.ts";

/** Words by which a text tells that somebody was wrong. */
const HELD =
  "thought|suspect\\w*|believ\\w+|blam\\w+|attribut\\w+|assum\\w+|diagnos\\w+|conclu\\w+|identified";
const MISTAKE = new RegExp(
  [
    String.raw`\b(?:mis-?\s?diagnos\w+|mis-?attribut\w+|mis-?judg(?:ed|ing|e?ment)|mistaken(?:ly)?|mistook|red herrings?|false leads?|misle(?:d|ads?|ading))\b`,
    String.raw`\bwrong (?:conclusion|diagnosis|theory|lead|assumption|hypothesis)\b`,
    String.raw`\b(?:wrongly|incorrectly|erroneously|falsely|initially|at first|originally|first)\s+(?:\w+\s+)?(?:${HELD})\b`,
    String.raw`\b(?:initial|first|early)\s+(?:\w+\s+)?(?:${HELD}|assessment|impression|theory|hypothes\w+|read|reading)\b`,
    "误[判诊]|误(?:认为|以为)|错误地?(?:认为|判断|归因)|错误的(?:结论|判断|假设|诊断)",
    "(?:最初|起初|一开始|初期|开始时|此前|早期)的?(?:被)?(?:认为|怀疑|以为|判断|归因|结论|诊断|看法)",
    "误导",
  ].join("|"),
  "giu",
);

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether the words at a place are told as a mistake somebody made: "initially thought to be …", "… (mis-diagnosis)",
 * 误判为…. The telling covers its sentence up to a contrast or a semicolon: in "first blamed on the network, but it was
 * the cache" only the network is covered.
 */
export function isToldAsMistake(text: string, place: Range): boolean {
  const marks = [...text.matchAll(MISTAKE)];
  if (marks.length === 0) return false;
  const parts = sentenceParts(text);
  const partAt = (at: number) => parts.findLastIndex(({ start }) => start <= at);
  const here = partAt(place.start);
  return marks.some(({ index }) => {
    const there = partAt(index);
    if (parts[here]?.sentence !== parts[there]?.sentence) return false;
    const between = parts.slice(Math.min(here, there) + 1, Math.max(here, there) + 1);
    return between.every(({ opener }) => opener !== "contrast" && opener !== "semicolon");
  });
}
