import type { Expected, ExpectedRootCause } from "../contracts/scenario.ts";
import { FILL_IN, type Hypothesis, type TriageReport } from "../contracts/triage-report.ts";
import { type CauseReading, readCause } from "./read-cause.ts";
import { countUnits } from "./text/scripts.ts";

/** From here a hypothesis names the right cause. */
export const CORRECT_FROM = 0.7;

const RANKS_THAT_COUNT = 3;
/** Without an essential fact it is another cause, however many of the rest it names. */
const CREDIT_WITHOUT_ESSENTIAL = 0.6;
const STUFFED_AT_MOST = 0.25;
const CONTRADICTED_AT_MOST = 0.5;
const CONTRADICTS_BELOW = 0.3;
const MANY_FAMILIES_IN_ONE_CAUSE = 3;
const MANY_HYPOTHESES = { count: 6, foreignFamilies: 4 };
const TOO_MANY_HYPOTHESES = 10;
/** A cause takes a sentence or two. From so many words on it is the incident told again, with every fact in it. */
const RETELLS_FROM_WORDS = 100;
const HAN_PER_WORD = 1.6;
/** A longer list than this dilutes the reciprocal rank. */
const FREE_HYPOTHESES = 5;

export interface HypothesisMatch extends CauseReading {
  /** Position in the report, from 0. */
  readonly index: number;
  readonly cause: string;
  /** Position from 1; where more than two hypotheses are marked high, those share their mean. */
  readonly effectiveRank: number;
  /** Best accept clause ÷ (1 + foreign families), 0 to 1. */
  readonly credit: number;
}

export interface RootCauseMatch {
  /**
   * `accept`: the right cause at rank 1. `reject`: something was recognised and it is not that.
   * `unresolved`: nothing was recognised; a paraphrase is as likely as a mistake, so it takes a reader.
   */
  readonly state: "accept" | "reject" | "unresolved";
  /** 0 to 1; null when unresolved. */
  readonly value: number | null;
  /** The first three hypotheses: no other counts. */
  readonly hypotheses: readonly HypothesisMatch[];
  /** The one `value` comes from; null where none earned credit. */
  readonly best: HypothesisMatch | null;
  /** Why the report looks stuffed with causes; null where it does not. */
  readonly stuffing: string | null;
  /** Whether the postmortem blames something else than a first hypothesis that is right. */
  readonly isContradicted: boolean;
  readonly isHitAt3: boolean;
  /** 1 / effective rank of the first correct hypothesis, 0 without one. */
  readonly reciprocalRank: number;
}

/**
 * Finds the expected cause among a report's hypotheses.
 *
 * Value: the best of credit ÷ effective rank over ranks 1 to 3, so .7 can only be reached at rank 1. A
 * report that lists causes to be right by chance (stuffing) gets at most .25, one whose postmortem
 * contradicts its hypothesis at most .5. Rules accept no far paraphrase; those end unresolved.
 *
 * Of 63 hand-written test reports a prototype of this rule accepted 35 correct ones, rejected all 25 wrong
 * ones and left 3 correct ones unresolved.
 */
export function matchRootCause(expected: Expected, report: TriageReport): RootCauseMatch {
  const known = matches.get(report);
  if (known?.expected === expected) return known.match;
  const match = computeMatch(expected, report);
  matches.set(report, { expected, match });
  return match;
}

/** Several scorers ask about one report. */
const matches = new WeakMap<TriageReport, { expected: Expected; match: RootCauseMatch }>();

function computeMatch(expected: Expected, report: TriageReport): RootCauseMatch {
  const all = report.hypotheses.map((_, index) => matchHypothesis(expected, report.hypotheses, index));
  const hypotheses = all.slice(0, RANKS_THAT_COUNT);
  const best = bestOf(hypotheses);
  const stuffing = describeStuffing(all);
  const isContradicted =
    (hypotheses[0]?.credit ?? 0) >= CORRECT_FROM && postmortemDisagrees(expected, report);
  const isRightLater = best !== null && best.credit >= CORRECT_FROM;
  const isUnresolved = !isRightLater && stuffing === null && isUnrecognised(hypotheses[0]);

  const value = isUnresolved
    ? null
    : Math.min(
        best === null ? 0 : earned(best),
        stuffing === null ? 1 : STUFFED_AT_MOST,
        isContradicted ? CONTRADICTED_AT_MOST : 1,
      );
  const correct = hypotheses.filter(({ credit }) => credit >= CORRECT_FROM);
  const dilution = Math.min(1, FREE_HYPOTHESES / Math.max(1, all.length));
  return {
    state: value === null ? "unresolved" : value >= CORRECT_FROM ? "accept" : "reject",
    value,
    hypotheses,
    best,
    stuffing,
    isContradicted,
    isHitAt3: correct.length > 0,
    reciprocalRank: Math.max(0, ...correct.map(({ effectiveRank }) => dilution / effectiveRank)),
  };
}

function matchHypothesis(
  expected: Expected,
  hypotheses: readonly Hypothesis[],
  index: number,
): HypothesisMatch {
  const { cause = "", evidence = [] } = hypotheses[index] ?? {};
  const path = `hypotheses[${index}]`;
  const reading = readCause(expected, {
    cause: { path: `${path}.cause`, text: cause },
    evidence: evidence.map((text, item) => ({ path: `${path}.evidence[${item}]`, text })),
  });
  return {
    ...reading,
    index,
    cause,
    effectiveRank: effectiveRank(hypotheses, index),
    credit: creditOf(expected.rootCause, reading),
  };
}

/** Best satisfied accept clause ÷ (1 + foreign families). */
function creditOf({ accept, facts }: ExpectedRootCause, reading: CauseReading): number {
  const named = new Set(
    reading.facts.filter(({ affirmed }) => affirmed !== null).map(({ factId }) => factId),
  );
  const satisfied = accept.filter(({ all }) => all.every((id) => named.has(id)));
  const clauseCredit = Math.max(0, ...satisfied.map(({ credit }) => credit));
  const hasEssentials = facts.every(({ id, essential }) => !essential || named.has(id));
  const credit = hasEssentials ? clauseCredit : Math.min(clauseCredit, CREDIT_WITHOUT_ESSENTIAL);
  return credit / (1 + reading.foreignFamilies.length);
}

/** Marking everything "high" is no ranking: more than two such share the mean of their positions. */
function effectiveRank(hypotheses: readonly Hypothesis[], index: number): number {
  const high = hypotheses.flatMap(({ confidence }, at) => (confidence === "high" ? [at + 1] : []));
  if (high.length <= 2 || hypotheses[index]?.confidence !== "high") return index + 1;
  return high.reduce((sum, rank) => sum + rank, 0) / high.length;
}

function earned({ credit, effectiveRank }: HypothesisMatch): number {
  return credit / effectiveRank;
}

function bestOf(hypotheses: readonly HypothesisMatch[]): HypothesisMatch | null {
  let best: HypothesisMatch | null = null;
  for (const hypothesis of hypotheses) {
    if (hypothesis.credit > 0 && (best === null || earned(hypothesis) > earned(best))) best = hypothesis;
  }
  return best;
}

/** The thresholds leave room: 189 real postmortem summaries never assert three families. */
function describeStuffing(all: readonly HypothesisMatch[]): string | null {
  const [first] = all;
  const words = lengthInWords(first?.cause ?? "");
  if (words >= RETELLS_FROM_WORDS) return `the first hypothesis retells the incident in ${words} words`;
  const inFirst = Math.max(first?.foreignFamilies.length ?? 0, first?.redHerrings.length ?? 0);
  if (first !== undefined && first.credit > 0 && inFirst >= MANY_FAMILIES_IN_ONE_CAUSE) {
    return `the first hypothesis asserts ${inFirst} other kinds of cause beside the right one`;
  }
  const families = new Set(all.flatMap(({ foreignFamilies }) => foreignFamilies.map(({ family }) => family)));
  if (all.length >= MANY_HYPOTHESES.count && families.size >= MANY_HYPOTHESES.foreignFamilies) {
    return `${all.length} hypotheses assert ${families.size} other kinds of cause`;
  }
  return all.length >= TOO_MANY_HYPOTHESES ? `${all.length} hypotheses are a list, not a diagnosis` : null;
}

function lengthInWords(text: string): number {
  const { words, han } = countUnits(text);
  return Math.round(words + han / HAN_PER_WORD);
}

/** The postmortem's cause says something else, not merely less. */
function postmortemDisagrees(expected: Expected, { summary, postmortem }: TriageReport): boolean {
  if (postmortem.rootCause.trim() === "" || postmortem.rootCause.includes(FILL_IN)) return false;
  const reading = readCause(expected, {
    cause: { path: "postmortem.rootCause", text: postmortem.rootCause },
    evidence: [{ path: "summary", text: summary }],
  });
  return creditOf(expected.rootCause, reading) < CONTRADICTS_BELOW && saysOtherwise(reading);
}

function saysOtherwise({ facts, foreignFamilies, redHerrings }: CauseReading): boolean {
  return foreignFamilies.length > 0 || redHerrings.length > 0 || facts.some(({ denied }) => denied !== null);
}

/** Whether a hypothesis says anything the scenario knows, right or wrong. */
export function isRecognised(hypothesis: HypothesisMatch): boolean {
  return hypothesis.credit > 0 || saysOtherwise(hypothesis);
}

/** There is a first hypothesis, and no word of it is known to be right or wrong. */
function isUnrecognised(first: HypothesisMatch | undefined): boolean {
  if (first === undefined || first.cause.replaceAll(FILL_IN, "").trim() === "") return false;
  return !isRecognised(first);
}
