import { allValues, encodePart, lastValue, type QueryPair } from "./address-parts.ts";
import { GATE_IDS, isOneOf, LANGUAGES, PROVENANCES, SEVERITIES } from "./known-values.ts";
import { ALL_TRIALS, type RunView, type SortKey } from "./run-view.ts";

/** A view of a run as the query of its address. What filters nothing and what is the default is left out. */
export function viewQuery(view: RunView): QueryPair[] {
  const { sort, heat } = view;
  const isSorted = sort.by !== ALL_TRIALS.sort.by || sort.isDescending;
  const pairs: [string, string][] = [
    ...view.prompts.map((id): [string, string] => ["prompt", id]),
    ...view.models.map((id): [string, string] => ["model", id]),
    ...view.languages.map((language): [string, string] => ["language", language]),
    ...view.categories.map((category): [string, string] => ["category", category]),
    ...view.severities.map((severity): [string, string] => ["severity", severity]),
    ...view.provenances.map((provenance): [string, string] => ["provenance", provenance]),
    ...view.gates.map((gate): [string, string] => ["gate", gate]),
  ];
  if (view.weakOn !== null) pairs.push(["weak", view.weakOn]);
  if (view.verdict !== "all") pairs.push(["verdict", view.verdict]);
  if (view.text !== "") pairs.push(["text", view.text]);
  if (isSorted) pairs.push(["sort", `${sort.isDescending ? "-" : ""}${sort.by}`]);
  if (heat !== ALL_TRIALS.heat) pairs.push(["heat", heat]);
  return pairs.map(([name, text]) => [name, encodePart(text)]);
}

/** The view that a query asks for; what it does not know of is ignored. */
export function viewOfQuery(pairs: readonly QueryPair[]): RunView {
  const verdict = lastValue(pairs, "verdict");
  return {
    prompts: allValues(pairs, "prompt"),
    models: allValues(pairs, "model"),
    languages: knownValues(pairs, "language", LANGUAGES),
    categories: allValues(pairs, "category"),
    severities: knownValues(pairs, "severity", SEVERITIES),
    provenances: knownValues(pairs, "provenance", PROVENANCES),
    gates: knownValues(pairs, "gate", GATE_IDS),
    weakOn: lastValue(pairs, "weak"),
    verdict: verdict === "passed" || verdict === "failed" ? verdict : "all",
    text: lastValue(pairs, "text") ?? "",
    sort: sortOf(lastValue(pairs, "sort") ?? ""),
    heat: heatOf(lastValue(pairs, "heat") ?? ""),
  };
}

const SORT_KEYS: readonly SortKey[] = ["order", "scenario", "headline", "passed", "gates", "latency", "cost"];

function knownValues<T extends string>(
  pairs: readonly QueryPair[],
  name: string,
  known: readonly T[],
): readonly T[] {
  return allValues(pairs, name).filter((text): text is T => isOneOf(known, text));
}

function sortOf(text: string): RunView["sort"] {
  const isDescending = text.startsWith("-");
  const by = isDescending ? text.slice(1) : text;
  return isScore(by) || isOneOf(SORT_KEYS, by) ? { by, isDescending } : ALL_TRIALS.sort;
}

function heatOf(text: string): RunView["heat"] {
  return text === "pass" || isScore(text) ? text : ALL_TRIALS.heat;
}

function isScore(text: string): text is `score:${string}` {
  return text.startsWith("score:");
}
