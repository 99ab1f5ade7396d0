import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { compareForGate } from "../compare/compare-for-gate.ts";
import type { TrialFigures } from "../contracts/comparison.ts";
import { gatePolicySchema } from "../contracts/gate.ts";
import { decideGate } from "../gate/decide-gate.ts";
import { judgeNewFailures } from "../gate/judge-new-failures.ts";
import { figures } from "../testing/trial-figures.ts";
import type { GateView } from "./gate-view.ts";
import { renderGate } from "./render-gate.ts";
import { renderGateAnnotations } from "./render-gate-annotations.ts";
import { renderGateJson } from "./render-gate-json.ts";
import { renderGateJunit } from "./render-gate-junit.ts";
import { renderGateMarkdown } from "./render-gate-markdown.ts";

const HOSTILE = "\u001b[2J\u202e\u0000\uffff</failure>]]>\n::add-mask::x\n@octocat #12 | 100%, a: b";

function viewOf(
  baseline: readonly TrialFigures[],
  candidate: readonly TrialFigures[],
  policy: object = {},
): GateView {
  const parsed = gatePolicySchema.parse({ tolerances: { headline: 3 }, ...policy });
  const comparison = compareForGate(
    { label: "v1 (baseline)", trials: baseline },
    { label: "v2", trials: candidate },
    { policy: parsed, scenarioFacts: new Map() },
  );
  return {
    suiteId: "smoke",
    decision: decideGate({ comparison, candidate }, parsed),
    candidate: { promptId: "v2", trials: candidate },
    baseline: {
      promptId: "v1",
      trials: baseline,
      runId: "2026-06-01T10-00-00Z-smoke-aaaaaa",
      approvedAt: "2026-06-01T10:05:00.000Z",
    },
    comparison,
    ...judgeNewFailures(comparison.newGateFailures, []),
    replays: [],
    runId: "2026-06-02T14-02-00Z-smoke-bbbbbb",
    callsMade: 0,
    spentUsd: null,
  };
}

function side(promptId: string, valueAt: (scenario: number) => number, finding: string | null = null) {
  return Array.from({ length: 9 }, (_, scenario) => {
    const value = valueAt(scenario);
    return figures({ scenarioId: `s${scenario}`, promptId, value, finding: value < 0.7 ? finding : null });
  });
}

const before = side("v1", (s) => 0.9 + s / 100);
const go = viewOf(before, before);
const noGo = viewOf(
  before,
  side("v2", (s) => (s === 2 ? 0.2 : 0.9), "evidence: quotes 'payment failed', which is in no log").map(
    (trial) => (trial.scenarioId === "s2" ? { ...trial, gates: ["invented-quote"] } : trial),
  ),
);
const hostile = viewOf(
  before,
  side("v2", () => 0.2, HOSTILE).map((trial) => ({ ...trial, gates: ["invented-quote"] })),
);
const inconclusive = viewOf(
  before,
  side("v2", (s) => (s % 2 === 0 ? 0.75 : 1)),
);

describe("for a terminal", () => {
  it.each([60, 100, 200])("fits %s columns", (width) => {
    for (const view of [go, noGo, hostile, inconclusive])
      for (const line of renderGate(view, { width, colour: false }).split("\n"))
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it("says the decision first, broken rules before kept ones, then what flipped and what it cost", async () => {
    await expect(renderGate(noGo, { width: 100, colour: false })).toMatchFileSnapshot(
      "__snapshots__/gate.no-go.txt",
    );
  });

  it.each([
    { view: go, starts: "GO  smoke: prompt v2 against v1" },
    { view: noGo, starts: "NO-GO  smoke" },
    { view: inconclusive, starts: "INCONCLUSIVE  smoke" },
  ])("starts with $starts", ({ view, starts }) => {
    expect(renderGate(view, { width: 100, colour: false }).startsWith(starts)).toBe(true);
  });

  it("shows nothing that a terminal would act on", () => {
    const text = renderGate(hostile, { width: 100, colour: false });
    expect(text).not.toContain("\u001b");
    expect(text).not.toContain("\u202e");
  });
});

describe("as Markdown", () => {
  it("starts with the gate's marker", async () => {
    expect(renderGateMarkdown(noGo).split("\n")[0]).toBe("<!-- firedrill-gate:smoke -->");
    await expect(renderGateMarkdown(noGo)).toMatchFileSnapshot("__snapshots__/gate.no-go.md");
  });

  it("mentions nobody and links to no issue", () => {
    expect(renderGateMarkdown(hostile)).not.toMatch(/@octocat|#12/);
  });
});

describe("as annotations", () => {
  it("puts every broken rule on the candidate's prompt", () => {
    expect(renderGateAnnotations(noGo).split("\n")[0]).toMatch(
      /^::error file=prompts\/v2\/system\.md,title=gate smoke%3A never new-gate-failure broken::1, first s2/,
    );
  });

  it("keeps a finding on its line, with nothing in it a command of its own", () => {
    const lines = renderGateAnnotations(hostile).trim().split("\n");
    expect(lines.every((line) => /^::(error|warning) file=/.test(line))).toBe(true);
    expect(lines.find((line) => line.includes("never"))).toContain("100%25, a: b");
  });

  it("says that it may ship", () => {
    expect(renderGateAnnotations(go)).toMatch(
      /^::notice file=prompts\/v2\/system\.md,title=gate smoke%3A go::/,
    );
  });
});

describe("as JUnit", () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    isArray: (name) => /^test(suite|case)$/.test(name),
  });
  const parsed = (view: GateView) => parser.parse(renderGateJunit(view)).testsuites;

  it("has a suite of rules and one per model and language", () => {
    const { testsuite } = parsed(noGo);
    expect(
      testsuite.map(({ name, tests, failures }: Record<string, string>) => ({ name, tests, failures })),
    ).toEqual([
      { name: "smoke · gate rules", tests: "5", failures: "1" },
      { name: "smoke · m · en", tests: "9", failures: "1" },
    ]);
    const failed = testsuite[1].testcase.find(({ failure }: { failure?: object }) => failure !== undefined);
    expect(failed).toMatchObject({
      name: "s2",
      classname: "smoke.m.en",
      failure: { type: "new invented-quote" },
    });
  });

  it("is XML whatever a finding holds", () => {
    const xml = renderGateJunit(hostile);
    expect(XMLValidator.validate(xml)).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these characters.
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    const finding = parsed(hostile).testsuite[1].testcase[0].failure["#text"];
    expect(finding).toContain("</failure>]]>");
  });

  it("is red exactly where the decision is no-go", () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    const inconclusiveMeans = fc.constantFrom("fail", "warn", "pass");
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 9, maxLength: 9 }),
        inconclusiveMeans,
        fc.boolean(),
        (values, meaning, isCut) => {
          const after = side("v2", (s) => values[s] ?? 0).map((trial, at) =>
            isCut && at === 0 ? { ...trial, values: null } : trial,
          );
          const view = viewOf(before, after, { inconclusive: meaning });
          const { failures, errors } = parsed(view);
          expect(Number(failures) + Number(errors) > 0).toBe(view.decision.decision === "no-go");
        },
      ),
      { numRuns: 60 },
    );
  });
});

it("is JSON with the decision and every rule", () => {
  expect(JSON.parse(renderGateJson(noGo))).toMatchObject({
    schemaVersion: 1,
    decision: "no-go",
    rules: noGo.decision.rules,
    standing: [{ scenarioId: "s2", gate: "invented-quote", askedAgain: "not asked again" }],
    callsMade: 0,
    spentUsd: null,
  });
});
