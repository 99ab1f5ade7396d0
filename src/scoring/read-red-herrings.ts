import type { Expected, RedHerring } from "../contracts/scenario.ts";
import type { ReportSpan } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { findPatterns, isStated, spanIn } from "./find-patterns.ts";
import { findQuotations } from "./grounding/quotes.ts";
import { proseFields } from "./report-fields.ts";
import { saysSomething } from "./says-something.ts";
import { type AliasMatch, findAliasGroups } from "./text/match-aliases.ts";
import { type SentencePart, sentenceParts } from "./text/sentence-parts.ts";
import { isToldAsMistake } from "./told-as-mistake.ts";
import type { ReportField } from "./verdict.ts";

/** How a report stands to one wrong cause that the incident text invites. */
export interface RedHerringReading {
  readonly redHerring: RedHerring;
  /** The first hypothesis asserts it. */
  readonly rankedFirst: ReportSpan | null;
  /** The first such place in every other field where a report says what it holds true. */
  readonly asserted: readonly ReportSpan[];
  /** Where it is ruled out, marked low or told as a mistake; with its reason, if any place gives one. */
  readonly dismissed: { readonly at: ReportSpan; readonly hasReason: boolean } | null;
}

const HOLDS_TRUE = /^(?:summary|severityReasoning|postmortem\.(?:summary|rootCause))$/;
/** Steps and actions ask and propose; they dismiss nothing. */
const TELLS = /^(?:summary|severityReasoning|hypotheses|postmortem)\b/;
const REASON =
  /\b(?:because|since|given|as|due to|despite|shows?|showed|evidence|observed|seen|flat|stable|normal|unchanged|would)\b|\d|因|由于|鉴于|显示|表明|证据|迹象|未见|没有(?:观察|发现|出现|明显)|平稳|稳定|正常|无关|吻合|本应/i;
const CONCEDES = /^\s*(?:although|though|even though|while|whereas|despite|虽然|虽|尽管)/i;

/** What somebody said is told, not held. */
const SAID_BY_OTHERS =
  /(?:\b(?:on-?call|responders?|engineers?|operators?|somebody|someone|notes?|slack)\b[^.;]{0,40}\b(?:says?|said|not(?:ed|es?)|thought|believ\w+|claim\w*|stat(?:ed|es)|report(?:ed|s)|wrote|conclud\w+|assum\w+)\b|(?:值班|工程师|同事|记录|备注|有人|Slack)[^。；]{0,30}(?:认为|称|说|写|判断|觉得|指出|以为))[^.;。；]*$/i;

/**
 * Reads what a report makes of each red herring, in the scenario's order.
 *
 * Asserted: affirmed, hedged or not, in a hypothesis above low confidence, a summary, the severity reasoning or the
 * postmortem's cause. The first hypothesis counts whatever its confidence. Nothing is asserted that is told as a
 * mistake ("initially thought", 误判), quoted or reported outside a hypothesis, conceded ("although the DB looks healthy, the batch …"), or part of the
 * words by which the field affirms the true cause.
 */
export function readRedHerrings(
  { redHerrings, rootCause }: Pick<Expected, "redHerrings" | "rootCause">,
  report: TriageReport,
): RedHerringReading[] {
  const named = proseFields(report)
    .filter(({ path }) => TELLS.test(path))
    .flatMap((field) => {
      const found = findPatterns(field, redHerrings, { beside: rootCause.facts });
      if (found.length === 0) return [];
      const facts = affirmedFacts(field, { redHerrings, rootCause });
      return found.flatMap(({ pattern, matches }) =>
        matches
          .filter((match) => !isPartOf(match, facts))
          .map((match) => ({ redHerring: pattern, field, match, stance: stanceOf(match, field, facts) })),
      );
    });

  return redHerrings.map((redHerring) => {
    const mentions = named.filter((one) => one.redHerring === redHerring);
    const stated = mentions.filter(
      ({ stance, field }, i) =>
        stance === "stated" &&
        mentions.findIndex((other) => other.field === field && other.stance === "stated") === i,
    );
    const places = (holds: (path: string) => boolean) =>
      stated.filter(({ field }) => holds(field.path)).map(({ field, match }) => spanIn(field, match));
    return {
      redHerring,
      rankedFirst: places((path) => path === "hypotheses[0].cause")[0] ?? null,
      asserted: places((path) => HOLDS_TRUE.test(path) || isLaterSuspect(path, report)),
      dismissed: bestDismissal(
        mentions.flatMap(({ field, match, stance }) => {
          const hasReason = reasonFor({ field, match, stance, report });
          return hasReason === null ? [] : [{ at: spanIn(field, match), hasReason }];
        }),
      ),
    };
  });
}

type Stance = "stated" | "denied" | "mistake" | "open";

function stanceOf(match: AliasMatch, field: ReportField, facts: readonly AliasMatch[]): Stance {
  if (isToldAsMistake(field.text, match)) return "mistake";
  if (match.polarity === "negated") return "denied";
  if (!isStated(match) || isConceded(match, field.text, facts)) return "open";
  return isReported(match, field) ? "open" : "stated";
}

/** Not so in a hypothesis, whose cause is the report's own whatever marks stand round it. */
function isReported({ start, end }: AliasMatch, { path, text }: ReportField): boolean {
  if (path.startsWith("hypotheses[")) return false;
  const isQuoted = findQuotations(text).some((quotation) => quotation.start <= start && end <= quotation.end);
  return isQuoted || SAID_BY_OTHERS.test(text.slice(0, start));
}

function affirmedFacts(
  { text }: ReportField,
  { redHerrings, rootCause }: Pick<Expected, "redHerrings" | "rootCause">,
): AliasMatch[] {
  const groups = [...rootCause.facts, ...redHerrings].map(({ any }) => any);
  return findAliasGroups(text, groups).slice(0, rootCause.facts.length).flat().filter(isStated);
}

/** Covered by words that an alias of the true cause spells out; what only stands in its gap is said on its own. */
function isPartOf({ start, end }: AliasMatch, facts: readonly AliasMatch[]): boolean {
  return facts.some(({ words }) => words.some((word) => word.start <= start && end <= word.end));
}

/** Granted, to say the true cause against it: "the DB looks healthy, but the batch holds every connection". */
function isConceded(match: AliasMatch, text: string, facts: readonly AliasMatch[]): boolean {
  const parts = sentenceParts(text);
  const here = partAt(parts, match.start);
  const turn = parts.find(
    ({ start, opener, quote, sentence }) =>
      sentence === here?.sentence && start > match.start && opener === "contrast" && !CONCEDES.test(quote),
  );
  const from = here !== undefined && CONCEDES.test(here.quote) ? here.end : turn?.start;
  if (from === undefined) return false;
  return facts.some(({ start }) => start >= from && partAt(parts, start)?.sentence === here?.sentence);
}

function partAt(parts: readonly SentencePart[], at: number): SentencePart | undefined {
  return parts.findLast(({ start }) => start <= at);
}

function hypothesisOf(path: string, { hypotheses }: TriageReport) {
  const found = /^hypotheses\[(\d+)\]\.(cause|evidence)/.exec(path);
  return found === null ? null : { index: Number(found[1]), part: found[2], ...hypotheses[Number(found[1])] };
}

function isLaterSuspect(path: string, report: TriageReport): boolean {
  const hypothesis = hypothesisOf(path, report);
  return (
    hypothesis !== null &&
    hypothesis.part === "cause" &&
    hypothesis.index > 0 &&
    hypothesis.confidence !== "low"
  );
}

interface Mention {
  readonly field: ReportField;
  readonly match: AliasMatch;
  readonly stance: Stance;
  readonly report: TriageReport;
}

/** Whether a dismissal gives a reason; null where the mention dismisses nothing. */
function reasonFor({ field, match, stance, report }: Mention): boolean | null {
  if (stance === "mistake") return true;
  const hypothesis = hypothesisOf(field.path, report);
  const isCause = hypothesis?.part === "cause";
  const isListedLow = isCause && hypothesis?.confidence === "low";
  if (stance !== "denied" && !(isListedLow && hypothesis.index > 0)) return null;
  return (isCause && (hypothesis?.evidence ?? []).some(saysSomething)) || givesReason(field.text, match);
}

/** A reason stands in the same sentence, outside the words that name the red herring. */
function givesReason(text: string, match: AliasMatch): boolean {
  const parts = sentenceParts(text);
  const sentence = partAt(parts, match.start)?.sentence;
  const own = parts.filter((part) => part.sentence === sentence);
  const rest =
    text.slice(own[0]?.start ?? 0, match.start) + text.slice(match.end, own.at(-1)?.end ?? text.length);
  return REASON.test(rest);
}

function bestDismissal(
  found: readonly NonNullable<RedHerringReading["dismissed"]>[],
): RedHerringReading["dismissed"] {
  return found.find(({ hasReason }) => hasReason) ?? found[0] ?? null;
}
