import { XMLBuilder } from "fast-xml-parser";
import type { TrialFigures } from "../contracts/comparison.ts";
import type { GateRule } from "../contracts/gate.ts";
import type { GateView } from "./gate-view.ts";
import { printable, printableLine } from "./printable.ts";

/**
 * The decision as JUnit XML: a test suite of the gate's rules, then one per model and language with a test case per
 * scenario.
 *
 * It holds a failure or an error exactly where the decision is no-go, so that a CI that reads only this file comes to
 * the same end. An undecided rule is skipped, or a failure where the policy says so. A cell that passes less often
 * than before is a failure in a no-go and a remark in a go.
 */
export function renderGateJunit(view: GateView): string {
  const suites = [
    testsuite(
      `${view.suiteId} · gate rules`,
      view.decision.rules.map((rule) => ruleCase(rule, view)),
    ),
    ...cellSuites(view),
  ];
  const root = { "@name": xmlLine(`firedrill gate ${view.suiteId}`), ...totals(suites), testsuite: suites };
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, testsuites: root });
}

const builder = new XMLBuilder({
  attributeNamePrefix: "@",
  ignoreAttributes: false,
  textNodeName: "#text",
  format: true,
  suppressEmptyNode: true,
});

interface Problem {
  readonly "@message": string;
  readonly "@type": string;
  readonly "#text": string;
}

interface Testcase {
  readonly "@classname": string;
  readonly "@name": string;
  /** Seconds that the replies took; absent where that was not measured. */
  readonly "@time"?: string;
  readonly failure?: Problem;
  readonly error?: Problem;
  readonly skipped?: { readonly "@message": string };
  readonly "system-out"?: string;
}

type Testsuite = ReturnType<typeof testsuite>;

function testsuite(name: string, cases: readonly Testcase[]) {
  const count = (kind: "failure" | "error" | "skipped") =>
    cases.filter((testcase) => testcase[kind] !== undefined).length;
  return {
    "@name": xmlLine(name),
    "@tests": cases.length,
    "@failures": count("failure"),
    "@errors": count("error"),
    "@skipped": count("skipped"),
    testcase: cases,
  };
}

function totals(suites: readonly Testsuite[]) {
  const sum = (key: "@tests" | "@failures" | "@errors" | "@skipped") =>
    suites.reduce((total, suite) => total + suite[key], 0);
  return {
    "@tests": sum("@tests"),
    "@failures": sum("@failures"),
    "@errors": sum("@errors"),
    "@skipped": sum("@skipped"),
  };
}

function ruleCase({ rule, outcome, reason }: GateRule, { suiteId, decision }: GateView): Testcase {
  const identity = { "@classname": xmlLine(`${suiteId}.gate`), "@name": xmlLine(rule) };
  const isFailure =
    outcome === "broken" ||
    (outcome === "undecided" && decision.strict === "inconclusive" && decision.decision === "no-go");
  if (isFailure) return { ...identity, failure: problem(`rule ${outcome}`, reason) };
  if (outcome === "undecided") return { ...identity, skipped: { "@message": xmlLine(reason) } };
  return { ...identity, "system-out": xmlText(reason) };
}

function cellSuites(view: GateView): Testsuite[] {
  const byGroup = Map.groupBy(view.candidate.trials, ({ modelId, language }) => `${modelId} · ${language}`);
  return [...byGroup].map(([group, trials]) => {
    const byScenario = Map.groupBy(trials, ({ scenarioId }) => scenarioId);
    return testsuite(
      `${view.suiteId} · ${group}`,
      [...byScenario.values()].map((repeats) => cellCase(repeats, view)),
    );
  });
}

function cellCase(repeats: readonly TrialFigures[], view: GateView): Testcase {
  const [first] = repeats;
  if (first === undefined) throw new Error("a group has at least one member");
  const { scenarioId, modelId, language } = first;
  const latencies = repeats.flatMap(({ values }) => values?.latency ?? []);
  const identity = {
    "@classname": xmlLine([view.suiteId, modelId, language].join(".")),
    "@name": xmlLine(scenarioId),
    ...(latencies.length === repeats.length
      ? { "@time": (latencies.reduce((total, latency) => total + latency, 0) / 1000).toFixed(3) }
      : {}),
  };
  const missing = repeats.find(({ values }) => values === null);
  if (missing !== undefined)
    return { ...identity, error: problem("no reply", missing.finding ?? "no reply is recorded") };

  const isHere = (cell: Pick<TrialFigures, "scenarioId" | "modelId" | "language">) =>
    cell.scenarioId === scenarioId && cell.modelId === modelId && cell.language === language;
  const hard = view.standing.find(isHere);
  const lost = view.comparison.flips.find((flip) => flip.direction === "pass-to-fail" && isHere(flip));
  const passed = `${repeats.filter((trial) => trial.passed).length} of ${repeats.length} passed`;
  const isNoGo = view.decision.decision === "no-go";
  if (hard !== undefined && isNoGo)
    return {
      ...identity,
      failure: problem(`new ${hard.gate}`, `${hard.finding ?? hard.gate}; ${hard.askedAgain}`),
    };
  if (lost !== undefined && isNoGo) {
    const before = `${lost.baseline.passed} of ${lost.baseline.trials} before`;
    return {
      ...identity,
      failure: problem("passes less often", `${passed}, ${before}: ${lost.finding ?? ""}`),
    };
  }
  const finding = repeats.find((trial) => !trial.passed)?.finding ?? null;
  return { ...identity, "system-out": xmlText(finding === null ? passed : `${passed}: ${finding}`) };
}

function problem(type: string, message: string): Problem {
  return { "@message": xmlLine(message), "@type": xmlLine(type), "#text": xmlText(message) };
}

function xmlLine(text: string): string {
  return withoutNoncharacters(printableLine(text));
}

function xmlText(text: string): string {
  return withoutNoncharacters(printable(text));
}

/** Control characters and lone surrogates are gone by then; these two XML forbids as well. */
function withoutNoncharacters(text: string): string {
  return text.replace(/[\uFFFE\uFFFF]/gu, "");
}
