import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { aReport } from "../../testing/builders.ts";
import { anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { followUps } from "./follow-ups.ts";

type Task = TriageReport["followUps"][number];
const scenario = paymentPool();
const withoutPrevention = { ...scenario, expected: { ...scenario.expected, prevention: [] } };

const task = (action: string, owner = "Database team", priority: Task["priority"] = "P1"): Task => ({
  action,
  owner,
  priority,
});
const verdictOf = (tasks: readonly Task[], subject = scenario) =>
  followUps.score(anInput(subject, aReport({ followUps: [...tasks] })));

const INDEX = task("Add an index on ledger_entries.status");
const INDEX_ZH = task("为 ledger_entries.status 建索引", "数据库团队");
const RUNBOOK = task("Write a runbook for full pools", "SRE team", "P2");

describe("follow-ups", () => {
  it.each([
    { why: "an owned task against the cause", tasks: [INDEX], value: 1 },
    { why: "the same in Chinese", tasks: [INDEX_ZH], value: 1 },
    { why: "no team", tasks: [{ ...INDEX, owner: "TBD" }], value: 0.5 },
    { why: "no team, in Chinese", tasks: [{ ...INDEX_ZH, owner: "全员" }], value: 0.5 },
    { why: "a person", tasks: [{ ...INDEX_ZH, owner: "张伟" }], value: 0.5 },
    { why: "a wish beside it", tasks: [INDEX, task("Improve monitoring")], value: 0.75 },
    { why: "a wish beside it, in Chinese", tasks: [INDEX_ZH, task("加强监控", "运维团队")], value: 0.75 },
    { why: "nothing against the cause", tasks: [RUNBOOK], value: 0.5 },
    { why: "a task not to do it", tasks: [task("Do not add an index on status")], value: 0.25 },
    { why: "two of three P0", tasks: [INDEX, RUNBOOK, task("Patch the driver")].map(asP0(2)), value: 0.8 },
    { why: "one of three P0", tasks: [INDEX, RUNBOOK, task("Patch the driver")].map(asP0(1)), value: 1 },
    { why: "two tasks, both P0", tasks: [INDEX, RUNBOOK].map(asP0(2)), value: 1 },
    { why: "none", tasks: [], value: 0 },
  ])("gives $value for $why", ({ tasks, value }) => {
    expect(verdictOf(tasks).value).toBeCloseTo(value, 10);
  });

  it.each([
    { action: "Rewrite the settlement batch to read by key", value: 1 },
    { action: "重写结算批处理任务的查询语句", value: 1 },
    { action: "Investigate the settlement batch logs", value: 0.5 },
    { action: "排查结算批处理任务的日志", value: 0.5 },
    { action: "Write a runbook for the on-call", value: 0.5 },
  ])("without prevention patterns asks for a change to a fact of the cause: $action ($value)", (row) => {
    expect(verdictOf([task(row.action)], withoutPrevention).value).toBe(row.value);
  });

  it("counts a repeated task once, and says where it was said first", () => {
    const again = { ...INDEX, action: "add an  INDEX on `ledger_entries.status`." };
    const { value, summary, findings } = verdictOf([INDEX, again]);
    expect({ value, summary }).toEqual({ value: 1, summary: "1 of 1 are owned, concrete tasks" });
    expect(findings.map(({ tone, message, inReport }) => [tone, message, inReport?.path])).toContainEqual([
      "warning",
      "Says follow-up 1 again; counted once.",
      "followUps[1].action",
    ]);
  });

  it("points at what is wrong", () => {
    const { findings } = verdictOf([task("Improve testing", "Everyone")]);
    expect(findings.map(({ tone, message, inReport }) => [tone, message, inReport?.quote])).toEqual([
      ["bad", "A wish: nobody could tell when it is done.", "Improve testing"],
      ["bad", "What everybody owns, nobody does.", "Everyone"],
      ["bad", "No follow-up addresses the cause.", undefined],
    ]);
  });

  it("has no complaint about the seed report, and one about the Chinese one: half of it is P0", () => {
    const complaints = (language: "en" | "zh") =>
      followUps
        .score(anInput(scenario, committedReport(language), { language }))
        .findings.filter(({ tone }) => tone !== "good")
        .map(({ tone, inReport }) => [tone, inReport?.path]);
    expect(complaints("en")).toEqual([]);
    expect(complaints("zh")).toEqual([
      ["warning", "followUps[0].priority"],
      ["warning", "followUps[1].priority"],
    ]);
  });
});

describe("laws", () => {
  const anyTask = fc.record({
    action: fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(INDEX.action, INDEX_ZH.action, "加强监控"),
    ),
    owner: fc.oneof(fc.string(), fc.constantFrom("SRE team", "TBD", "全员", "支付团队")),
    priority: fc.constantFrom("P0" as const, "P1" as const, "P2" as const),
  });
  const tasks = fc.array(anyTask, { maxLength: 6 });

  it("stays within 0 and 1, says the same again, and does not gain from saying a task twice", () => {
    fc.assert(
      fc.property(tasks, (some) => {
        const { value } = verdictOf(some);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(verdictOf(structuredClone(some)).value).toBe(value);
        const [first] = some;
        if (first !== undefined) expect(verdictOf([...some, first]).value).toBe(value);
      }),
    );
  });
});

function asP0(count: number) {
  return (one: Task, index: number): Task => ({ ...one, priority: index < count ? "P0" : "P2" });
}
