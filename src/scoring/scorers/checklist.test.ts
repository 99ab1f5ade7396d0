import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aReport, aScenario } from "../../testing/builders.ts";
import { anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { checklist } from "./checklist.ts";

type Step = readonly [command: string, expected: string, step?: string];

function score(steps: readonly Step[], scenario = aScenario()) {
  const written = steps.map(([command, expected, step = "Look"]) => ({ step, command, expected }));
  return checklist.score(anInput(scenario, aReport({ checklist: written })));
}

const GOOD: Step = ["kubectl get pods", "Pods in CrashLoopBackOff"];
const ALSO_GOOD: Step = ["SELECT 1", "若为空，则首要假设不成立", "看连接"];

describe("steps, where the scenario has no probes", () => {
  it.each([
    { why: "two good ones", steps: [GOOD, ALSO_GOOD], value: 1 },
    { why: "a single one", steps: [GOOD], value: 0.5 },
    { why: "no command", steps: [GOOD, ["", "500 rows"]], value: 0.75 },
    { why: "no command, zh", steps: [GOOD, ["查看监控大盘", "流量上涨"]], value: 0.75 },
    { why: "a placeholder", steps: [GOOD, ["<command>", "500 rows"]], value: 0.75 },
    { why: "no result", steps: [GOOD, ["SELECT 1", "无"]], value: 0.75 },
    { why: "a copied result", steps: [GOOD, ["SELECT 1", "看一下连接", "看一下连接"]], value: 0.75 },
    { why: "neither", steps: [GOOD, ["n/a", "Normal output"]], value: 0.5 },
    { why: "one good one twice", steps: [GOOD, ["kubectl  get pods", "500 rows", "Again"]], value: 0.5 },
    { why: "one twice beside another", steps: [GOOD, ALSO_GOOD, GOOD], value: 1 },
    {
      why: "the same words, no command",
      steps: [["", "", "看监控"], ["无", "", "看监控"], GOOD],
      value: 0.5,
    },
    { why: "a command in the step", steps: [GOOD, ["", "500 rows", "Run `kubectl get nodes`"]], value: 1 },
    { why: "none at all", steps: [], value: 0 },
  ] as { why: string; steps: Step[]; value: number }[])("$value: $why", ({ steps, value }) => {
    expect(score(steps).value).toBe(value);
  });
});

describe("probes", () => {
  const scenario = paymentPool();
  const covers = (...steps: Step[]) =>
    score(steps, scenario)
      .findings.filter(({ message }) => message.startsWith("Looks at"))
      .map(({ inReport }) => [inReport?.path, inReport?.quote]);

  it.each<{ step: Step; found: string[][] }>([
    {
      step: ["SELECT * FROM pg_stat_activity", "1 row"],
      found: [["checklist[0].command", "pg_stat_activity"]],
    },
    {
      step: ["SELECT 1", "1 row", "Which sessions hold the connections"],
      found: [["checklist[0].step", "hold the connections"]],
    },
    { step: ["SELECT 1", "请求量上涨"], found: [["checklist[0].expected", "请求量"]] },
    { step: ["SELECT 1", "1 行", "看 ＱＰＳ 有没有上涨"], found: [["checklist[0].step", "ＱＰＳ"]] },
    { step: ["SELECT 1", "1 row", "Do not run EXPLAIN"], found: [] },
    { step: ["SELECT 1", "1 row"], found: [] },
  ])("$found in $step", ({ step, found }) => {
    expect(covers(step)).toEqual(found);
  });

  it("weigh .3 and count once", () => {
    const step: Step = ["SELECT * FROM pg_stat_activity", "500 rows"];
    const other: Step = ["SELECT count(*) FROM pg_stat_activity", "500 rows"];
    expect(score([step, other], scenario).value).toBeCloseTo(0.7 + 0.3 / 5);
    expect(score([GOOD, ALSO_GOOD], scenario).value).toBeCloseTo(0.7);
  });
});

describe("findings", () => {
  it("point at what is missing, or at the step where nothing is written", () => {
    const { findings } = score([["", "", "Look at it"], GOOD]);
    expect(
      findings.map(({ tone, message, inReport }) => [tone, message, inReport?.path, inReport?.quote]),
    ).toEqual([
      ["bad", "No command that could be typed.", "checklist[0].step", "Look at it"],
      ["bad", "No expected result.", "checklist[0].step", "Look at it"],
      ["good", "A command to run, and a result that tells something.", "checklist[1].command", GOOD[0]],
    ]);
  });

  it.each([
    { language: "en", summary: "3 of 4 steps have a command and a telling result, 3 of 5 probes covered" },
    { language: "zh", summary: "4 of 4 steps have a command and a telling result, 4 of 5 probes covered" },
  ] as const)("of the committed $language report", ({ language, summary }) => {
    expect(checklist.score(anInput(paymentPool(), committedReport(language), { language })).summary).toBe(
      summary,
    );
  });
});

const text = fc.constantFrom(
  "SELECT 1",
  "kubectl get pods",
  "",
  "无",
  "500 rows",
  "查看监控",
  "若为空，则排除",
  "EXPLAIN SELECT 1",
);
const steps = fc.array(fc.tuple(text, text, text), { maxLength: 6 });

it("stays in 0 to 1, is pure, is free of order, and a step said twice changes nothing", () => {
  const scenario = paymentPool();
  fc.assert(
    fc.property(steps, fc.nat(), (list, which) => {
      const { value } = score(list, scenario);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(score(structuredClone(list), scenario).value).toBe(value);
      const twice = list[which % Math.max(1, list.length)];
      if (twice !== undefined) expect(score([...list, twice], scenario).value).toBeCloseTo(value ?? 0);
      const reports = aReport({ summary: "x", hypotheses: [], mitigations: [] });
      const written = list.map(([command, expected, step]) => ({ step, command, expected }));
      expect(checklist.score(anInput(scenario, { ...reports, checklist: written })).value).toBe(value);
    }),
  );
});
