import type { Flip } from "../contracts/comparison.ts";
import type { GateDecision } from "../contracts/gate.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { formatCount, formatInstant, formatMoney } from "./format-figures.ts";
import { countRules, type GateView, knownCostUsd, policyNote, rulesWorstFirst } from "./gate-view.ts";
import { provenanceLine } from "./render-comparison-markdown.ts";

const MOST_LISTED = 20;

const WORDS: Readonly<Record<GateDecision["decision"], string>> = {
  go: "Go",
  "no-go": "No-go",
  inconclusive: "Inconclusive",
};

/** What finds the comment of an earlier run of this gate, to be replaced. */
export function gateMarker(suiteId: string): string {
  return `<!-- firedrill-gate:${suiteId} -->`;
}

/** The decision as the body of a pull request's comment, or a step's summary. Starts with the gate's marker. */
export function renderGateMarkdown(view: GateView): string {
  const { suiteId, decision, candidate, baseline, comparison } = view;
  const title = `### ${WORDS[decision.decision]}: prompt ${safe(candidate.promptId)} against ${safe(baseline.promptId)} on ${safe(suiteId)}`;
  const parts = [
    `${gateMarker(suiteId)}\n${title}`,
    factsLine(view),
    ruleTable(decision),
    failureList(view),
    flipList(comparison.flips),
    provenanceLine(comparison),
    costLine(view),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function factsLine({ decision, candidate, baseline }: GateView): string {
  const graded = candidate.trials.filter(({ values }) => values !== null).length;
  const note = policyNote(decision);
  return [
    countRules(decision),
    `${graded} of ${formatCount(candidate.trials.length, "trial")} graded`,
    `baseline approved ${formatInstant(baseline.approvedAt)}`,
    ...(note === null ? [] : [note]),
  ].join(" · ");
}

function ruleTable(decision: GateDecision): string {
  const rows = rulesWorstFirst(decision).map(({ rule, outcome, reason }) => {
    const shown = outcome === "kept" ? outcome : `**${outcome}**`;
    return `| ${safe(rule)} | ${shown} | ${safe(reason)} |`;
  });
  return ["| rule | | why |", "| --- | --- | --- |", ...rows].join("\n");
}

function failureList({ standing, cleared }: GateView): string {
  const items = [
    ...standing,
    ...cleared.map((failure) => ({ ...failure, askedAgain: "fresh replies did not confirm it" })),
  ].map(({ gate, scenarioId, modelId, language, finding, askedAgain }) => {
    const cell = [gate, scenarioId, modelId, language].map(safe).join(" · ");
    return `- ${cell}: ${finding === null ? "" : `${safe(finding)}; `}${safe(askedAgain)}`;
  });
  return section(`New hard failures (${standing.length} standing, ${cleared.length} not confirmed)`, items);
}

function flipList(flips: readonly Flip[]): string {
  const lost = flips.filter(({ direction }) => direction === "pass-to-fail").length;
  const items = flips.map(({ scenarioId, modelId, language, baseline, candidate, finding }) => {
    const cell = [scenarioId, modelId, language].map(safe).join(" · ");
    const passes = `${baseline.passed}/${baseline.trials} → ${candidate.passed}/${candidate.trials} passed`;
    return `- ${cell}: ${passes}${finding === null ? "" : `: ${safe(finding)}`}`;
  });
  return section(`Flips (${lost} lost, ${flips.length - lost} gained)`, items);
}

function section(heading: string, items: readonly string[]): string {
  if (items.length === 0) return "";
  const more = items.length - MOST_LISTED;
  const shown = [...items.slice(0, MOST_LISTED), ...(more > 0 ? [`- and ${more} more`] : [])];
  return `**${heading}**\n\n${shown.join("\n")}`;
}

function costLine({ baseline, candidate, callsMade, spentUsd, runId }: GateView): string {
  const cost = `The suite's replies cost ${safe(formatMoney(knownCostUsd(baseline)))} before and ${safe(formatMoney(knownCostUsd(candidate)))} now`;
  return `${cost} · ${formatCount(callsMade, "call")} made, ${safe(formatMoney(callsMade === 0 ? 0 : spentUsd))} spent · run ${safe(runId)}`;
}

/** Text that is also no mention and no reference: a model must not notify people or link into other issues. */
function safe(text: string): string {
  return escapeMarkdown(text).replace(/@(?=\w)|#(?=\d)|\bGH-(?=\d)/giu, "$&<!-- -->");
}
