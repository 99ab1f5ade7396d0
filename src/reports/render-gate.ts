import type { GateDecision, GateRule } from "../contracts/gate.ts";
import { formatCount, formatInstant, formatMoney } from "./format-figures.ts";
import { countRules, type GateView, knownCostUsd, policyNote, rulesWorstFirst } from "./gate-view.ts";
import { printableLine } from "./printable.ts";
import { provenanceLines } from "./provenance-lines.ts";
import { flipLines, type Page } from "./render-comparison.ts";
import { coloursFor, type Terminal } from "./terminal.ts";
import { inTone, type Tone } from "./tone.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";
const MOST_LISTED = 20;

const DECISIONS: Readonly<Record<GateDecision["decision"], { word: string; tone: Tone }>> = {
  go: { word: "GO", tone: "good" },
  "no-go": { word: "NO-GO", tone: "bad" },
  inconclusive: { word: "INCONCLUSIVE", tone: "warning" },
};

const OUTCOMES: Readonly<Record<GateRule["outcome"], { mark: string; tone: Tone }>> = {
  kept: { mark: "✓ ", tone: "good" },
  broken: { mark: "✗ ", tone: "bad" },
  undecided: { mark: "? ", tone: "warning" },
};

/** May the candidate ship? For a terminal: the decision, every rule with its reason, what flipped, what it cost. */
export function renderGate(view: GateView, terminal: Terminal): string {
  const page: Page = { width: terminal.width, colours: coloursFor(terminal) };
  const parts = [
    decisionLines(view, page),
    ruleLines(view.decision, page),
    failureLines(view, page),
    flipLines(view.comparison.flips, page),
    provenanceLines([view.comparison.baseline.provenance, view.comparison.candidate.provenance], page),
    costLines(view, page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function decisionLines({ suiteId, decision, candidate, baseline }: GateView, page: Page): string[] {
  const { word, tone } = DECISIONS[decision.decision];
  const { bold } = page.colours;
  const title = `${bold(inTone(word, tone, page.colours))}  ${printableLine(suiteId)}: prompt ${printableLine(candidate.promptId)} against ${printableLine(baseline.promptId)}`;
  const graded = candidate.trials.filter(({ values }) => values !== null).length;
  const facts = [
    countRules(decision),
    `${graded} of ${formatCount(candidate.trials.length, "trial")} graded`,
    `baseline approved ${formatInstant(baseline.approvedAt)}`,
  ].join(" · ");
  const note = policyNote(decision);
  return [title, facts, ...(note === null ? [] : [note])].flatMap((text) => wrapProse(text, page));
}

function ruleLines(decision: GateDecision, page: Page): string[] {
  return [
    page.colours.bold("Rules"),
    ...rulesWorstFirst(decision).flatMap(({ rule, outcome, reason }) => {
      const { mark, tone } = OUTCOMES[outcome];
      const text = `${printableLine(rule)}: ${inTone(outcome, tone, page.colours)}\n${printableLine(reason)}`;
      return wrapItem(text, { width: page.width, indent: INDENT, marker: mark });
    }),
  ];
}

function failureLines({ standing, cleared }: GateView, page: Page): string[] {
  const listed = [
    ...standing.map((failure) => ({ ...failure, mark: "✗ " })),
    ...cleared.map((failure) => ({
      ...failure,
      mark: "✓ ",
      askedAgain: "fresh replies did not confirm it",
    })),
  ];
  if (listed.length === 0) return [];
  const more = listed.length - MOST_LISTED;
  return [
    page.colours.bold(`New hard failures (${standing.length} standing, ${cleared.length} not confirmed)`),
    ...listed
      .slice(0, MOST_LISTED)
      .flatMap(({ gate, scenarioId, modelId, language, finding, askedAgain, mark }) => {
        const cell = [gate, scenarioId, modelId, language].map(printableLine).join(" · ");
        const lines = [
          cell,
          ...(finding === null ? [] : [printableLine(finding)]),
          printableLine(askedAgain),
        ];
        return wrapItem(lines.join("\n"), { width: page.width, indent: INDENT, marker: mark });
      }),
    ...(more > 0 ? [`${INDENT}and ${more} more: --json lists every one`] : []),
  ];
}

function costLines({ baseline, candidate, callsMade, spentUsd, runId }: GateView, page: Page): string[] {
  const replies = `The suite's replies cost ${formatMoney(knownCostUsd(baseline))} before and ${formatMoney(knownCostUsd(candidate))} now`;
  const calls = `${formatCount(callsMade, "call")} made, ${formatMoney(callsMade === 0 ? 0 : spentUsd)} spent`;
  return wrapProse(`${replies} · ${calls} · run ${printableLine(runId)}`, page);
}
