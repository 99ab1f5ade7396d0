import { GENERIC_EN, GENERIC_ZH, VERBS_EN, VERBS_ZH, type VerbKind } from "./action-words.ts";
import { parseQuantities } from "./grounding/parse-quantities.ts";
import { splitClauses } from "./text/clauses.ts";
import { contentWords } from "./text/content-words.ts";
import { normaliseText } from "./text/normalise.ts";
import { withoutPlaceholders } from "./text/placeholders.ts";
import { countUnits, HAN_PER_WORD } from "./text/scripts.ts";

/** What a task asks for: whether somebody could start on it and somebody else see that it is done. */
export interface ActionReading {
  /** `actionable`, or what it lacks. */
  readonly verdict: "actionable" | "no-verb" | "no-object" | "vague";
  /** Whether one of its verbs changes something, rather than looking into it. */
  readonly changes: boolean;
}

/** Words that an object needs beyond generic ones, so that it says which thing is meant. */
const WORDS_NEEDED: Readonly<Record<VerbKind, number>> = { change: 1, inquiry: 2, vague: 5 };

interface Part {
  readonly kind: VerbKind;
  /** Specific words of its object, a Han character as 1 / 1.6. */
  readonly words: number;
  readonly isAnchored: boolean;
}

/**
 * Reads a task, in English or Chinese: verb and object in any of its parts ("Review X to require Y" is as good as
 * "Require Y"). A figure or a metric's name in the object makes even "improve" checkable.
 *
 * Limit: verbs come from lists, and whether the object exists is not asked. English passives ("X should be
 * indexed") have no verb here.
 */
export function readAction(action: string): ActionReading {
  const { text } = normaliseText(withoutPlaceholders(action));
  const parts = [...englishParts(text), ...chineseParts(text)];
  return { verdict: verdictOn(parts), changes: parts.some(({ kind }) => kind === "change") };
}

function verdictOn(parts: readonly Part[]): ActionReading["verdict"] {
  if (parts.length === 0) return "no-verb";
  if (parts.some(isSpecific)) return "actionable";
  return parts.every(({ kind }) => kind === "vague") ? "vague" : "no-object";
}

function isSpecific({ kind, words, isAnchored }: Part): boolean {
  return isAnchored || words >= WORDS_NEEDED[kind];
}

const LEAD =
  /^(?:\[?p[0-3]\]?[:\s-]+|(?:we|the team|they|please|also|immediately|urgently|then|should|must|will|need to|needs to|have to|to)\s+)*/;
const NEXT_PART = /[,;:.]\s+|\n[\s*-]*|\b(?:and|then|to|by|so that|or)\s+/g;
const DETERMINER = /^(?:the|a|an|all|each|every|any|our|its|their|this|these|those)\b/;
const NOT_VERBS =
  /^(?:for|in|on|at|of|with|from|than|that|when|while|before|after|during|as|which|is|are|if|under|over)$/;

function englishParts(text: string): Part[] {
  const starts = [0, ...Array.from(text.matchAll(NEXT_PART), ({ 0: found, index }) => index + found.length)];
  return starts.flatMap((start, index) => {
    const piece = text.slice(start, starts[index + 1]).replace(/^[\s*>•"'-]+/, "");
    const [word = "", ...rest] = piece.replace(LEAD, "").split(/\s+/);
    const object = rest.join(" ");
    const kind = englishVerb(word) ?? (DETERMINER.test(object) && isWord(word) ? "change" : null);
    return kind === null ? [] : [partOf(kind, object, specificEnglish(object))];
  });
}

function isWord(word: string): boolean {
  return /^[a-z]{3,}$/.test(word) && !NOT_VERBS.test(word);
}

/** "adding" and "adds" are "add"; "creating" is "create", "capping" is "cap". */
function englishVerb(word: string): VerbKind | null {
  const stem = word.replace(/ing$/, "");
  const forms = [word, stem, `${stem}e`, stem.replace(/(.)\1$/, "$1"), word.replace(/s$/, "")];
  for (const kind of ["change", "inquiry", "vague"] as const) {
    if (forms.some((form) => VERBS_EN[kind].has(form))) return kind;
  }
  return null;
}

const GENERIC_WORDS = contentWords(GENERIC_EN);

function specificEnglish(object: string): number {
  const { han } = countUnits(object);
  const words = [...contentWords(object)].filter(
    (word) => !/\p{Script=Han}/u.test(word) && !GENERIC_WORDS.has(word),
  );
  return words.length + han / HAN_PER_WORD;
}

const WORDS_ZH = new RegExp(
  [
    `(?<none>${VERBS_ZH.none})`,
    // At the start of a clause these are what is done; elsewhere they are things: 完善数据库监控.
    "(?<watch>^(?:持续|实时|定期|单独)?(?:监控|监测))",
    `(?<vague>${VERBS_ZH.vague})`,
    `(?<change>${VERBS_ZH.change})`,
    `(?<inquiry>${VERBS_ZH.inquiry})`,
  ].join("|"),
  "gu",
);
const GENERIC_HAN = new RegExp(GENERIC_ZH, "gu");

function chineseParts(text: string): Part[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  return splitClauses(text).flatMap(({ start, end, sentenceEnd }) => {
    const clause = text.slice(start, end).trim();
    const kinds = Array.from(clause.matchAll(WORDS_ZH), ({ groups = {} }) => kindOf(groups)).filter(
      (kind) => kind !== null,
    );
    const object = clause.replace(WORDS_ZH, (word, ...found) => (isVerb(found.at(-1)) ? " " : word));
    const { words, han } = countUnits(object.replace(GENERIC_HAN, " "));
    // 完善监控，连接数超过 80% 时告警: what makes it checkable may stand in the next clause, not in another sentence.
    return kinds.map((kind) => partOf(kind, text.slice(start, sentenceEnd), words + han / HAN_PER_WORD));
  });
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): VerbKind | null {
  if (groups.change !== undefined) return "change";
  if (groups.inquiry !== undefined || groups.watch !== undefined) return "inquiry";
  return groups.vague === undefined ? null : "vague";
}

function isVerb(groups: unknown): boolean {
  return typeof groups === "object" && groups !== null && kindOf({ ...groups }) !== null;
}

/** A metric (`pool_wait_ms`), a table or a figure with its unit; a service's name alone says too little. */
function partOf(kind: VerbKind, object: string, words: number): Part {
  const isAnchored = parseQuantities(object).some((quantity) =>
    quantity.type === "name"
      ? /[_.(]/.test(quantity.name) && quantity.kind === "identifier"
      : !quantity.isBare,
  );
  return { kind, words, isAnchored };
}
