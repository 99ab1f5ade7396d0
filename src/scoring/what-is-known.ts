import type { Aliases, Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { ContextSpan } from "../contracts/score.ts";
import { indexIncident } from "./grounding/incident-index.ts";
import type { Measure } from "./grounding/quantity.ts";
import { findAliases } from "./text/match-aliases.ts";

/** Ways to say that somebody or something noticed. */
export const NOTICING: Aliases = {
  en: [
    "alert*",
    "alarm*",
    "pager*",
    "paged",
    "monitor*",
    "health check*",
    "synthetic check*",
    "customer* report*",
    "customer* complain*",
    "user* report*",
    "user* complain*",
    "customer support",
    "support ticket*",
    "support report*",
    "CS report*",
    "ticket*",
    "noticed",
    "detected",
    "reported by",
  ],
  zh: [
    "告警",
    "报警",
    "警报",
    "监控",
    "客服",
    "用户反馈",
    "用户报告",
    "用户投诉",
    "投诉",
    "工单",
    "反馈",
    "发现",
    "巡检",
    "拨测",
  ],
};

const IMPACT_SUBJECTS = new Set(["errors", "latency"]);

/** Where the incident text says how the trouble was noticed; null where it does not. */
export function findDetection(scenario: Scenario, language: Language): ContextSpan | null {
  const byLanguage = detections.get(scenario) ?? new Map<Language, ContextSpan | null>();
  detections.set(scenario, byLanguage);
  const known = byLanguage.get(language);
  if (known !== undefined) return known;
  const text = scenario.context[language] ?? scenario.context.en;
  const found = findAliases(text, NOTICING).find(
    ({ polarity }) => polarity === "asserted" || polarity === "hedged",
  );
  const span = found === undefined ? null : { start: found.start, end: found.end, quote: found.quote };
  byLanguage.set(language, span);
  return span;
}

const detections = new WeakMap<Scenario, Map<Language, ContextSpan | null>>();

/** The figure of the incident text that best says how bad it was: a share, an error rate, a latency, a head count. */
export function findImpactFigure(scenario: Scenario, language: Language): ContextSpan | null {
  const figures = indexIncident(scenario, language).measures.filter(
    ({ quantity, inContext }) => inContext !== null && saysHowBad(quantity),
  );
  // A share says more than the latency before it, and the worst of them more than the normal one.
  const shares = figures.filter(({ quantity }) => quantity.subject === "errors");
  const best = shares.toSorted((a, b) => b.quantity.high - a.quantity.high)[0] ?? figures[0];
  return best?.inContext ?? null;
}

function saysHowBad({ kind, subject, counted }: Measure): boolean {
  if (counted !== null || (subject !== null && IMPACT_SUBJECTS.has(subject))) return true;
  return (kind === "percent" || kind === "points") && subject === null;
}
