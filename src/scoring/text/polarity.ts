import { allMatches } from "./all-matches.ts";
import type { Clause } from "./clauses.ts";
import { type CueEffect, POLARITY_CUES } from "./polarity-cues.ts";
import { cutAfterUnits, NOT_AFTER_WORD, NOT_BEFORE_WORD } from "./scripts.ts";

/**
 * How a text stands to something it mentions.
 *
 * `hedged` is asserted with less force ("probably", "cannot be ruled out"). `question` is raised without
 * being asserted: a question, "whether", a condition. A counterfactual ("a spike would show up in rps")
 * is an argument against, hence `negated`.
 */
export type Polarity = "asserted" | "hedged" | "negated" | "question";

export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly effect: CueEffect;
}

/** Part of a text that a cue governs. */
export interface PolarityScope {
  readonly start: number;
  readonly end: number;
  readonly polarity: Exclude<Polarity, "asserted">;
}

/** How far a plain negation reaches. A word and 2.2 Han characters say about the same. */
const REACH = { words: 10, han: 22 };
/** Longer pieces between commas are statements of their own, not items of a denied list. */
const LIST_ITEM_WORDS = 4;
const LIST_ITEM_HAN = 9;

const CUE_PATTERNS = POLARITY_CUES.map(({ effect, en, zh }) => {
  const alternatives: string[] = [];
  if (en.length > 0) alternatives.push(`${NOT_AFTER_WORD}(?:${en.join("|")})${NOT_BEFORE_WORD}`);
  if (zh.length > 0) alternatives.push(`(?:${zh.join("|")})`);
  return { effect, pattern: new RegExp(alternatives.join("|"), "gu") };
});

/** Where a plain negation stops although its clause goes on: a reason, a consequence, a new subject and verb. */
const STOPS_FORWARD = new RegExp(
  [
    `${NOT_AFTER_WORD}(?:because|since|so|thus|hence|therefore|which|caused|causes|causing|leads?|led|leading|results?|resulted|resulting|making|until|when)${NOT_BEFORE_WORD}`,
    `${NOT_AFTER_WORD}and (?:[\\w'-]+ ){1,4}?(?:is|are|was|were|has|have|had|does|did|do|can|could|will|would)${NOT_BEFORE_WORD}`,
    `${NOT_AFTER_WORD}and (?:the|its|it|they|this|that|these|those|all|then|thereby|thus|so)${NOT_BEFORE_WORD}`,
    `${NOT_AFTER_WORD}and (?:[a-z]+ly )?[a-z]{3,}ed${NOT_BEFORE_WORD}`,
    "导致|致使|使得|引发|引起|造成|因此|所以|从而|因为|由于|以致|并且|而且",
  ].join("|"),
  "gu",
);
/** Where a denial that looks back stops: "the pool is full because a leak is unlikely". */
const STOPS_BACKWARD = new RegExp(
  `${NOT_AFTER_WORD}(?:because|since|so|as|which|that)${NOT_BEFORE_WORD}|因为|由于|所以|因此|并且|而且|说明|(?<!合)并(?![不未没非])`,
  "gu",
);
const AND = new RegExp(`${NOT_AFTER_WORD}and${NOT_BEFORE_WORD}`, "gu");
const PLURAL_CUE = /\b(?:are|were|both|aren't|weren't|have|do|don't)\b/;
/** A clause whose subject stands in the clause before: ", but was ruled out", "(unlikely)". */
const ONLY_FILLER =
  /^[\s"']*(?:(?:but|and|or|which|that|this|it|also|since|however|though|although|the|currently|now|is|was|are|were|has|have|been|seems?|looks?|considered|deemed)\s+|但是?|不过|然而|而|却|且|已经?|被|目前|这|该|此|因此|后来|最后|最终|随后|现|可|基本|均|都|也|假设|猜测|说法|解释|推断|结论|观点|个|种|一|点|暂时?|尚)*[\s"']*$/;
const ELIDED = /^\s*(?:(?:then|later|subsequently|quickly|finally|also|therefore|so|now)\s+)*$/;
/** After such a start nothing is denied that follows: "unlikely given the stable heap". */
const TRAILS_OFF =
  /^[\s"']*(?:$|(?:given|because|since|as|due to|based on|considering|so far|yet|here|in|on|at|from|by|with|after|per|during|now|already)\b|(?:因为|由于|基于|根据|鉴于)|(?:支持|的|了|在外|掉|过|异常|问题|(?:这|该|此)(?:一)?(?:个|种|项|条)?(?:假设|可能性?|原因|点|情况|因素|说法|推测)?)+[\s"']*$)/u;
/** A later denial of these kinds takes over from an earlier one. */
const DENIES_ON_ITS_OWN: ReadonlySet<CueEffect> = new Set([
  "denies-next",
  "denies-next-firmly",
  "denies-nearest",
]);
const LIST_CONTINUES = /^\s*(?:(?:or|nor)\b|或者?|以及|也没有|及)/;

/** Every cue, the longest first where they overlap; its words are then used up. */
export function findCues(text: string): Cue[] {
  const found: (Cue & { row: number })[] = [];
  CUE_PATTERNS.forEach(({ effect, pattern }, row) => {
    for (const match of allMatches(pattern, text)) {
      if (match[0] === "") continue;
      found.push({ start: match.index, end: match.index + match[0].length, effect, row });
    }
  });
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.row - b.row || a.start - b.start);

  const kept: Cue[] = [];
  for (const { start, end, effect } of found) {
    if (kept.every((other) => end <= other.start || start >= other.end)) kept.push({ start, end, effect });
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** What the cues govern, clause by clause. */
export function polarityScopes(
  text: string,
  clauses: readonly Clause[],
  cues: readonly Cue[],
): PolarityScope[] {
  const scopes: PolarityScope[] = [];
  for (const { start, sentenceEnd: end, isQuestion } of clauses) {
    if (isQuestion) scopes.push({ start, end, polarity: "question" });
  }
  for (const cue of cues) {
    const index = clauses.findLastIndex((clause) => clause.start <= cue.start);
    const clause = clauses[index];
    if (clause === undefined) continue;
    scopes.push(...scopesOf(cue, { text, clauses, cues, index, clause }));
  }
  return scopes;
}

/** Denied beats asked beats hedged, wherever a scope touches the span. */
export function polarityAt(scopes: readonly PolarityScope[], start: number, end: number): Polarity {
  const touching = new Set(
    scopes.filter((scope) => scope.start < end && start < scope.end).map(({ polarity }) => polarity),
  );
  for (const polarity of ["negated", "question", "hedged"] as const) {
    if (touching.has(polarity)) return polarity;
  }
  return "asserted";
}

interface Surroundings {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly cues: readonly Cue[];
  readonly index: number;
  readonly clause: Clause;
}

function scopesOf(cue: Cue, around: Surroundings): PolarityScope[] {
  const { start, end, sentenceEnd } = around.clause;
  switch (cue.effect) {
    case "inert":
      return [];
    case "hedges":
      return [{ start, end, polarity: "hedged" }];
    case "asks":
      return [{ start: cue.end, end: sentenceEnd, polarity: "question" }];
    case "asks-clause":
      return [{ start, end: sentenceEnd, polarity: "question" }];
    case "supposes":
      return [{ start: cue.end, end, polarity: "question" }];
    case "denies-inside":
      return [{ start: cue.start, end: cue.end, polarity: "negated" }];
    case "denies-clause":
      return [{ start, end, polarity: "negated" }];
    case "denies-sentence":
      return [{ start: cue.end, end: sentenceEnd, polarity: "negated" }];
    case "denies-previous":
      return previousScopes(cue, around);
    case "denies-nearest":
      return nearestScopes(cue, around);
    case "denies-next":
    case "denies-next-firmly":
      return [{ start: cue.end, end: forwardEnd(cue, around), polarity: "negated" }];
  }
}

function nearestScopes(cue: Cue, around: Surroundings): PolarityScope[] {
  const { text, clause, clauses, index } = around;
  const hasSubject = !ONLY_FILLER.test(text.slice(clause.start, cue.start));
  if (!TRAILS_OFF.test(text.slice(cue.end, clause.end))) {
    return [{ start: cue.end, end: forwardEnd(cue, around), polarity: "negated" }];
  }
  const isHeading =
    !hasSubject &&
    clauses[index + 1]?.opener === "colon" &&
    /sentence|semicolon|contrast/.test(clause.opener);
  // "Ruled out: memory leak, traffic spike" denies the whole list.
  if (isHeading) return [{ start: cue.end, end: clause.sentenceEnd, polarity: "negated" }];
  return previousScopes(cue, around);
}

function previousScopes(cue: Cue, { text, clauses, index, clause }: Surroundings): PolarityScope[] {
  const before = text.slice(clause.start, cue.start);
  const start = clause.start + lastStop(before, text.slice(cue.start, cue.end));
  const scopes: PolarityScope[] = [{ start, end: cue.start, polarity: "negated" }];

  const isElided = clause.opener !== "sentence" && clause.opener !== "semicolon" && ONLY_FILLER.test(before);
  const subject = isElided ? subjectClause(clauses, index) : undefined;
  if (subject !== undefined) {
    const from = subject.start + lastStop(text.slice(subject.start, subject.end), "");
    scopes.push({ start: from, end: subject.end, polarity: "negated" });
  }
  return scopes;
}

/** The clause before; where a bracket has just closed, the one before the bracket. */
function subjectClause(clauses: readonly Clause[], index: number): Clause | undefined {
  if (clauses[index]?.opener !== "close-bracket") return clauses[index - 1];
  const opened = clauses.findLastIndex(({ opener }, at) => at < index && opener === "open-bracket");
  return clauses[opened - 1];
}

/** "and" joins two subjects of "were ruled out", but begins a new statement before "was ruled out". */
function lastStop(before: string, cue: string): number {
  const stops = [...before.matchAll(STOPS_BACKWARD)];
  // "considered and then ruled out": with no subject of its own the denial looks back through "and".
  const ands = [...before.matchAll(AND)].filter(
    ({ 0: and, index }) => !ELIDED.test(before.slice(index + and.length)),
  );
  if (!PLURAL_CUE.test(cue)) stops.push(...ands);
  return Math.max(0, ...stops.map((stop) => stop.index + stop[0].length));
}

function forwardEnd(cue: Cue, { text, clauses, cues, index, clause }: Surroundings): number {
  const clauseEnd = endOfList(clauses, index, text);
  const isHeading = clauses[index + 1]?.opener === "colon" && text.slice(cue.end, clause.end).trim() === "";
  let end = isHeading ? clause.sentenceEnd : clauseEnd;

  const next = cues.find((other) => other.start >= cue.end && DENIES_ON_ITS_OWN.has(other.effect));
  if (next !== undefined) end = Math.min(end, next.start);
  if (cue.effect !== "denies-next") return end;

  const rest = text.slice(cue.end, end);
  for (const stop of rest.matchAll(STOPS_FORWARD)) {
    // Directly after the cue it belongs to it: "not because of", "没有导致".
    if (rest.slice(0, stop.index).trim() === "") continue;
    end = cue.end + stop.index;
    break;
  }
  return Math.min(end, cue.end + cutAfterUnits(text.slice(cue.end, end), REACH));
}

/** "no leak, traffic spike or cache fault": short pieces up to one that begins with "or" are one list. */
function endOfList(clauses: readonly Clause[], index: number, text: string): number {
  const here = clauses[index];
  if (here === undefined) return text.length;
  for (let i = index + 1; i < clauses.length; i++) {
    const item = clauses[i];
    if (item === undefined || item.opener !== "comma" || item.sentenceEnd !== here.sentenceEnd) break;
    const words = text.slice(item.start, item.end);
    if (LIST_CONTINUES.test(words)) return item.end;
    if (cutAfterUnits(words, { words: LIST_ITEM_WORDS, han: LIST_ITEM_HAN }) < words.length) break;
  }
  return here.end;
}
