import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { aReport, aScenario } from "../../testing/builders.ts";
import { aHypothesis, anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { redHerring } from "./red-herring.ts";

/** It declares five. */
const scenario = paymentPool();
const RIGHT = aHypothesis("The settlement batch exhausts all connections.", { confidence: "high" });
const silent = { ...aReport().postmortem, rootCause: "[FILL IN]" };

function score(changes: Partial<TriageReport>) {
  const quiet = {
    summary: "Checkout fails.",
    severityReasoning: "12% of requests fail.",
    postmortem: silent,
  };
  return redHerring.score(anInput(scenario, aReport({ ...quiet, hypotheses: [RIGHT], ...changes })));
}
const later = (cause: string, confidence: "high" | "medium" | "low", ...evidence: string[]) => ({
  hypotheses: [RIGHT, aHypothesis(cause, { confidence, evidence })],
});

describe("the first hypothesis", () => {
  it.each([
    { cause: "A traffic spike fills the pool.", value: 0 },
    { cause: "流量突增占满了连接池。", value: 0 },
    { cause: "v2.41 可能存在连接泄漏", value: 0 },
    { cause: "A connection leak exhausts the pool.", value: 0 },
    { cause: "ＴＲＡＦＦＩＣ ＳＰＩＫＥ", value: 0 },
    { cause: "Not a traffic spike: the settlement batch exhausts the connections.", value: 1 },
    { cause: "并非流量突增，而是结算批处理任务耗尽了连接。", value: 0.7 },
    { cause: "Although the DB looks healthy, the settlement batch exhausts all connections.", value: 0.7 },
    { cause: "虽然 DB 看起来正常，但结算批处理任务耗尽了连接。", value: 0.7 },
    { cause: "The settlement batch of v2.41 exhausts the connections.", value: 0.7 },
  ])("$value for $cause", ({ cause, value }) => {
    // "Not a traffic spike" is a dismissal; its reason stands in evidence, when there is any.
    const evidence = cause.startsWith("Not") ? ["CPU: 35% (normal)"] : [];
    const { value: found } = score({ hypotheses: [aHypothesis(cause, { confidence: "low", evidence })] });
    expect(found).toBe(value);
  });
});

describe("later hypotheses", () => {
  it.each([
    { why: "medium", ...later("A traffic spike.", "medium", "No data."), value: 0.7 * 0.8 },
    { why: "medium, zh", ...later("外部流量突增。", "medium"), value: 0.7 * 0.8 },
    { why: "low with evidence", ...later("A traffic spike.", "low", "No request rate is given."), value: 1 },
    { why: "low with evidence, zh", ...later("流量突增。", "low", "原文没有请求量数据。"), value: 1 },
    { why: "low without", ...later("A traffic spike.", "low"), value: 0.7 },
    { why: "low, with a word for nothing", ...later("流量突增。", "low", "无"), value: 0.7 },
    { why: "refuted in its own words", ...later("流量突增：可能性较低，因为 CPU 平稳。", "low"), value: 1 },
    { why: "ruled out", ...later("A traffic spike was ruled out, since CPU is flat.", "medium"), value: 1 },
    { why: "not declared", ...later("A full moon.", "high"), value: 0.7 },
    {
      why: "one aside, one taken",
      hypotheses: [
        ...later("A traffic spike.", "low", "x 12%").hypotheses,
        aHypothesis("Connections never released."),
      ],
      value: 0.85 * 0.8,
    },
  ])("$value: $why", ({ hypotheses, value }) => {
    expect(score({ hypotheses }).value).toBeCloseTo(value);
  });
});

describe("other fields", () => {
  const rootCause = (text: string) => ({ postmortem: { ...silent, rootCause: text } });
  const wentPoorly = (text: string) => ({ postmortem: { ...silent, wentPoorly: [text] } });
  it.each([
    { changes: { summary: "A traffic spike fills the pool." }, asserted: true },
    { changes: { summary: "疑似连接泄漏。" }, asserted: true },
    { changes: { summary: "It is unclear whether there is a traffic spike." }, asserted: false },
    { changes: { summary: "是否有流量突增尚不清楚。" }, asserted: false },
    { changes: { severityReasoning: "A network partition breaks checkout." }, asserted: true },
    { changes: rootCause("连接没有归还。"), asserted: true },
    {
      changes: rootCause("Initially thought to be a network issue; a slow query was found."),
      asserted: false,
    },
    { changes: rootCause("起初认为是网络故障，后来发现慢查询。"), asserted: false },
    { changes: rootCause("最初误判为数据库没有问题。"), asserted: false },
    { changes: rootCause("First blamed on the network, but it was a connection leak."), asserted: true },
    { changes: { summary: '"DB looks healthy" (initial mis-diagnosis).' }, asserted: false },
    { changes: { summary: "“DB 看起来正常”（误判）。" }, asserted: false },
    {
      changes: { summary: "DB looks healthy, but the settlement batch exhausts all connections." },
      asserted: false,
    },
    { changes: { summary: "The on-call note says the DB looks healthy." }, asserted: false },
    { changes: { summary: "On-call noted 'DB looks healthy, CPU is fine'." }, asserted: false },
    { changes: { summary: "The database is healthy by CPU, which misled the responder." }, asserted: false },
    { changes: { summary: "值班人员看到 CPU 正常就认为数据库没有问题。" }, asserted: false },
    { changes: { summary: "The database is healthy. The note says CPU is fine." }, asserted: true },
    { changes: { summary: "数据库没有问题。" }, asserted: true },
    { changes: wentPoorly("The traffic spike alert was missing."), asserted: false },
    { changes: { customerImpact: "A traffic spike hits customers." }, asserted: false },
  ])("asserts one: $asserted in $changes", ({ changes, asserted }) => {
    const { findings } = score(changes);
    expect(findings.some(({ tone }) => tone === "bad")).toBe(asserted);
  });

  it("does not take the words of the true cause for a red herring", () => {
    const base = aScenario();
    const trap = { id: "failover", means: "a failover", bait: "standby", any: { en: ["failover"], zh: [] } };
    const facts = base.expected.rootCause.facts.map((fact) => ({
      ...fact,
      any: { en: ["missing failover settings"], zh: [] },
    }));
    const expected = {
      ...base.expected,
      redHerrings: [trap],
      rootCause: { ...base.expected.rootCause, facts },
    };
    const value = (cause: string) =>
      redHerring.score(anInput({ ...base, expected }, aReport({ hypotheses: [aHypothesis(cause)] }))).value;
    expect(value("Missing failover settings.")).toBe(0.7);
    expect(value("Missing failover settings after a failover.")).toBe(0);
  });
});

describe("findings", () => {
  it("point into the report and at the bait", () => {
    expect(score(later("Connection pool leak in the new code.", "medium")).findings).toEqual([
      {
        tone: "bad",
        message: "Asserts a red herring: New code takes connections and never gives them back.",
        inReport: { path: "hypotheses[1].cause", start: 0, end: 20, quote: "Connection pool leak" },
        inContext: { start: 182, end: 220, quote: "FATAL: sorry, too many clients already" },
      },
    ]);
  });

  it.each([
    { language: "en", value: 0.85 * 0.8, tones: ["bad", "good"] },
    { language: "zh", value: 1, tones: ["good", "good", "good"] },
  ] as const)("of the committed $language report", ({ language, value, tones }) => {
    const verdict = redHerring.score(anInput(scenario, committedReport(language), { language }));
    expect(verdict.value).toBeCloseTo(value);
    expect(verdict.findings.map(({ tone }) => tone)).toEqual(tones);
  });

  it("are none, and the value null, where none is declared", () => {
    expect(redHerring.score(anInput(aScenario(), aReport()))).toEqual({
      value: null,
      summary: "the scenario declares no red herring",
      findings: [],
      gates: [],
    });
  });
});

const PIECES = [
  "A traffic spike",
  "连接泄漏",
  "ruled out",
  "误判",
  "the settlement batch",
  "but",
  "，",
  "因为",
  "no",
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(" "));
const hypotheses = fc.array(
  fc.record({
    cause: text,
    confidence: fc.constantFrom("high" as const, "medium" as const, "low" as const),
    evidence: fc.array(text, { maxLength: 2 }),
  }),
  { maxLength: 4 },
);

it("stays in 0 to 1, is pure, and looks at no checklist, mitigation or follow-up", () => {
  fc.assert(
    fc.property(hypotheses, text, text, (list, summary, unrelated) => {
      const verdict = score({ hypotheses: list, summary });
      expect(verdict.value).toBeGreaterThanOrEqual(0);
      expect(verdict.value).toBeLessThanOrEqual(1);
      expect(score({ hypotheses: structuredClone(list), summary })).toEqual(verdict);
      const elsewhere = {
        checklist: [{ step: unrelated, command: unrelated, expected: unrelated }],
        mitigations: [{ action: unrelated, risk: unrelated, rollback: unrelated }],
        customerImpact: unrelated,
      };
      expect(score({ ...elsewhere, hypotheses: list, summary })).toEqual(verdict);
    }),
  );
});

it("asserting one more never raises the value", () => {
  fc.assert(
    fc.property(hypotheses, (list) => {
      const before = score({ hypotheses: list }).value ?? 0;
      const after = score({ hypotheses: list, summary: "A firewall cuts the database off." }).value ?? 0;
      expect(after).toBeLessThanOrEqual(before);
    }),
  );
});
