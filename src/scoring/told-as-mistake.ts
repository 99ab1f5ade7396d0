import { sentenceParts } from "./text/sentence-parts.ts";

/** Words by which a text tells that somebody was wrong. */
const MISTAKE =
  /\b(?:mis-?\s?diagnos\w+|mis-?attribut\w+|mis-?judg\w+|mistak\w+|mistook|red herrings?|false leads?|wrongly|incorrectly|erroneous(?:ly)?|(?:initial(?:ly)?|at first|originally|first|early)\s+(?:\w+\s+)?(?:thought|suspect\w*|believ\w+|blam\w+|attribut\w+|assum\w+|diagnos\w+|assessment|impression|theory|hypothes\w+|conclu\w+|read(?:ing)?))\b|误[判诊认以]|错误地?(?:认为|判断|归因)|(?:最初|起初|一开始|初期|开始时|此前|早期)的?(?:被)?(?:认为|怀疑|以为|判断|归因|结论|诊断|看法)|被误导|误导性/giu;

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
