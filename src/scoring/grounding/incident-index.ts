import type { Language } from "../../contracts/language.ts";
import type { Scenario } from "../../contracts/scenario.ts";
import type { ContextSpan } from "../../contracts/score.ts";
import { type NormalisedText, normaliseText } from "../text/normalise.ts";
import { parseQuantities } from "./parse-quantities.ts";
import type { Measure, Name, Quantity } from "./quantity.ts";

/** A quantity that a report may use, and where it comes from. */
export interface Known<Q extends Quantity = Quantity> {
  readonly quantity: Q;
  /** In the incident text shown to the model; null when it only stands in the other language or is derived. */
  readonly inContext: ContextSpan | null;
  /** Derived figures follow from the text exactly: no hedge may stretch them. */
  readonly isDerived: boolean;
}

/** All that a report on one scenario can be traced to. */
export interface IncidentIndex {
  /** The incident text as shown to the model. */
  readonly shown: NormalisedText;
  readonly other: NormalisedText | null;
  readonly measures: readonly Known<Measure>[];
  readonly names: readonly Known<Name>[];
}

/**
 * Indexes the incident text in the language shown, in the other one (Chinese reports quote English), the
 * scenario's declared `derived` figures, and what follows by a typed derivation:
 *
 * - from one instant of the scenario's timeline to its onset or back;
 * - a / b written as such, as a percentage;
 * - before / after of one metric ("from 120ms to 4.8s"): the factor, and for percentages the points between;
 * - a period as a rate.
 *
 * Never any two times: in a long text nearly every duration is some pair's difference.
 */
export function indexIncident(scenario: Scenario, language: Language): IncidentIndex {
  const byLanguage = indexes.get(scenario) ?? new Map<Language, IncidentIndex>();
  indexes.set(scenario, byLanguage);
  const known = byLanguage.get(language);
  if (known !== undefined) return known;
  const fresh = buildIndex(scenario, language);
  byLanguage.set(language, fresh);
  return fresh;
}

const indexes = new WeakMap<Scenario, Map<Language, IncidentIndex>>();

function buildIndex({ context, expected, occurredAt }: Scenario, language: Language): IncidentIndex {
  const shown = context[language] ?? context.en;
  const otherText = language === "en" ? context.zh : context.en;
  const other = otherText === shown ? undefined : otherText;

  const inShown = parseQuantities(shown);
  const inOther = other === undefined ? [] : parseQuantities(other);
  const derived = [
    ...expected.derived.flatMap(({ value }) => parseQuantities(value)),
    ...derive(shown, inShown),
    ...derive(other ?? "", inOther),
    ...expected.timeline.flatMap(({ at }) => [anInstant(at), aDuration(secondsBetween(at, occurredAt))]),
  ];
  const all: Known[] = [
    ...inShown.map((quantity) => ({ quantity, inContext: spanOf(quantity), isDerived: false })),
    ...inOther.map((quantity) => ({ quantity, inContext: null, isDerived: false })),
    ...derived.map((quantity) => ({ quantity, inContext: null, isDerived: true })),
  ];
  return {
    shown: normaliseText(shown),
    other: other === undefined ? null : normaliseText(other),
    measures: all.filter((one): one is Known<Measure> => one.quantity.type === "measure"),
    names: all.filter((one): one is Known<Name> => one.quantity.type === "name"),
  };
}

const FRACTION = /^\s?(?:\/|(?:out )?of(?: [a-z_]+)?)\s?$/;
const BECOMES =
  /^\s?(?:to|up to|→|->|=>|at|升至|升到|飙升到|飙升至|涨到|涨至|降至|降到|跌至|跌到|到|至|变为|增至|增加到)\s?$/;

function derive(text: string, quantities: readonly Quantity[]): Measure[] {
  const measures = quantities.filter((one): one is Measure => one.type === "measure");
  const rates = measures
    .filter(({ isPeriod, low }) => isPeriod && low > 0)
    .map(({ low }) => aMeasure("rate", 1 / low));
  const pairs = measures.flatMap((first, i) => {
    const second = measures[i + 1];
    if (second === undefined || second.kind !== first.kind || first.low === 0) return [];
    const between = text.slice(first.end, second.start).toLowerCase();
    if ((first.kind === "count" || first.kind === "size") && FRACTION.test(between) && second.low > 0) {
      return [aMeasure("percent", (100 * first.low) / second.low)];
    }
    if (first.kind === "instant" || !BECOMES.test(between)) return [];
    const change = second.low - first.low;
    return [
      aMeasure("multiple", second.low / first.low),
      aMeasure("percent", Math.abs((100 * change) / first.low)),
      ...(first.kind === "percent" ? [aMeasure("points", Math.abs(change))] : []),
    ];
  });
  return [...rates, ...pairs];
}

function anInstant(at: string): Measure {
  const date = new Date(at);
  const seconds = date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds();
  return { ...aMeasure("instant", seconds), utcOffset: 0 };
}

function aDuration(seconds: number): Measure {
  return aMeasure("duration", seconds);
}

function secondsBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 1000;
}

function aMeasure(kind: Measure["kind"], value: number): Measure {
  return {
    type: "measure",
    kind,
    low: value,
    high: value,
    halfStep: 0,
    hedge: "exact",
    shown: value,
    isBare: false,
    isPeriod: false,
    counted: null,
    subject: null,
    utcOffset: null,
    start: 0,
    end: 0,
    quote: "",
  };
}

function spanOf({ start, end, quote }: Quantity): ContextSpan {
  return { start, end, quote };
}
