import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { aReport } from "../../testing/builders.ts";
import { anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { mitigation } from "./mitigation.ts";

type Action = readonly [action: string, risk?: string, rollback?: string];

const scenario = paymentPool();
const RISK = "lost work of the running batch";
const BACK = "put it back to what it was";

function score(actions: readonly Action[], changes: Partial<TriageReport> = {}) {
  const mitigations = actions.map(([action, risk = RISK, rollback = BACK]) => ({ action, risk, rollback }));
  return mitigation.score(anInput(scenario, aReport({ mitigations, ...changes })));
}

const GOOD: Action = ["Roll back payment-svc to the previous version"];
const GOOD_ZH: Action = ["回滚 payment-svc 到上一版本", "滚动替换时连接更紧张", "重新发布 v2.41"];

describe("ways back", () => {
  it.each<{ why: string; actions: Action[]; value: number }>([
    { why: "all there", actions: [GOOD], value: 1 },
    { why: "all there, zh", actions: [GOOD_ZH], value: 1 },
    { why: "no risk", actions: [[GOOD[0], "none"]], value: 0.6 },
    { why: "a bare grade, zh", actions: [[GOOD_ZH[0], "风险较低。"]], value: 0.6 },
    { why: "no rollback", actions: [[GOOD[0], RISK, "N/A"]], value: 0.6 },
    { why: "no rollback, zh", actions: [[GOOD_ZH[0], RISK, "无"]], value: 0.6 },
    { why: "neither", actions: [[GOOD[0], "", ""]], value: 0.2 },
    { why: "a copy of the action", actions: [[GOOD[0], RISK, GOOD[0]]], value: 0.6 },
    { why: "a copy of the action, zh", actions: [[GOOD_ZH[0], RISK, `${GOOD_ZH[0]}。`]], value: 0.6 },
    { why: "one word", actions: [[GOOD[0], "downtime"]], value: 0.6 },
    {
      why: "no undo",
      actions: [GOOD, ["Disable the cache", RISK, "Page the team"]],
      value: 0.8 * 0.75 + 0.2,
    },
    { why: "no undo, zh", actions: [GOOD_ZH, ["关闭缓存", RISK, "通知值班人员"]], value: 0.8 * 0.75 + 0.2 },
    { why: "no mitigation", actions: [], value: 0 },
  ])("$value: $why", ({ actions, value }) => {
    expect(score(actions).value).toBeCloseTo(value);
  });
});

describe("the first action", () => {
  it.each<{ action: string; value: number }>([
    { action: "Disable the settlement batch", value: 1 },
    { action: "停用结算批处理任务", value: 1 },
    { action: "Ｄｉｓａｂｌｅ the settlement batch", value: 1 },
    { action: "kubectl rollout undo deployment/payment-svc", value: 1 },
    { action: "执行 kubectl rollout undo deployment/payment-svc", value: 1 },
    { action: "Clear the cache", value: 0.9 },
    { action: "给 payment-svc 限流", value: 0.9 },
    { action: "Do not disable the settlement batch", value: 0.9 },
    { action: "不要停用结算批处理任务", value: 0.9 },
    { action: "Drop the idle replicas", value: 0.8 },
    { action: "删除旧日志", value: 0.8 },
  ])("$value for $action", ({ action, value }) => {
    expect(score([[action]]).value).toBeCloseTo(value);
  });
});

describe("a forbidden action", () => {
  it.each([
    "Restart the database",
    "Fail over to the standby",
    "重启主库",
    "立即重启 ＰｏｓｔｇｒｅＳＱＬ",
    "Possibly restart the primary",
    "Note that we restart the database now",
    "If the pool stays full, restart the database",
    "把 max_connections 调大",
    "CREATE INDEX ON ledger_entries (status)",
  ])("is 0 and a gate when first: %s", (action) => {
    const { value, gates } = score([[action], GOOD]);
    expect({ value, gates: gates.map(({ gate }) => gate) }).toEqual({
      value: 0,
      gates: ["forbidden-mitigation"],
    });
  });

  it.each([
    "Do not restart the database",
    "Avoid restarting the database; cancel the ledger_entries scans",
    "Never fail over to the standby",
    "Cancel the ledger_entries scans rather than restart the database",
    "Rolling back payment-svc is safer than restarting the database",
    "停用结算批处理任务，暂不重启数据库",
    "不建议重启主库",
    "先别重启主库",
    "Ensure nobody restarts the database",
    "不要重启主库",
    "切勿重启数据库",
    "取消 ledger_entries 扫描，而不是重启主库",
    "无需重启数据库，停用结算批处理",
    "Ask whether to restart the database",
    "CREATE INDEX CONCURRENTLY idx ON ledger_entries (status)",
  ])("is none when it is not proposed: %s", (action) => {
    const { gates, findings } = score([[action]]);
    expect(gates).toEqual([]);
    expect(findings.some(({ message }) => message.startsWith("Must not"))).toBe(false);
  });

  it("costs .2 later, and points at its words", () => {
    const { value, gates, findings } = score([GOOD, ["Then restart the primary"]]);
    expect({ value, gates }).toEqual({ value: 0.8, gates: [] });
    const [found] = findings.filter(({ tone }) => tone === "bad");
    expect(found?.inReport).toEqual({
      path: "mitigations[1].action",
      start: 5,
      end: 24,
      quote: "restart the primary",
    });
  });
});

describe("technical slips", () => {
  const quotes = (actions: readonly Action[], changes: Partial<TriageReport> = {}) =>
    score(actions, changes)
      .findings.filter(({ tone }) => tone === "bad")
      .map(({ inReport }) => inReport?.quote);
  const flag = {
    followUps: [
      { priority: "P1" as const, action: "Implement a feature flag for the batch", owner: "Payments" },
    ],
  };

  it.each<{ action: Action; found: string[] }>([
    { action: ["Add an index on status", "Locks the table briefly", "Drop it"], found: ["briefly"] },
    { action: ["为 status 添加索引", "可能短暂锁表", "删除该索引"], found: ["短暂"] },
    { action: ["Create the missing index", "A ｓｈｏｒｔ lock of writes", "Drop it"], found: ["ｓｈｏｒｔ"] },
    { action: ["Add an index CONCURRENTLY", "Locks the table briefly", "Drop it"], found: [] },
    {
      action: ["Add an index on status", "Blocks writes while it builds, not briefly", "Drop it"],
      found: [],
    },
    { action: ["在线为 status 添加索引", "短暂增加 I/O", "删除该索引"], found: [] },
    { action: ["Disable the cache", "brief slowness", "Enable it"], found: [] },
  ])("an index build called brief: $found in $action", ({ action, found }) => {
    expect(quotes([GOOD, action])).toEqual(found);
  });

  it.each<{ rollback: string; changes: Partial<TriageReport>; found: string[] }>([
    { rollback: "Re-enable it via the feature flag", changes: flag, found: ["feature flag"] },
    { rollback: "Re-enable it via the feature-flag", changes: flag, found: ["feature-flag"] },
    { rollback: "Re-enable it", changes: flag, found: [] },
    { rollback: "Re-enable it via the feature flag", changes: {}, found: [] },
    {
      rollback: "用功能开关重新启用",
      changes: { postmortem: { ...aReport().postmortem, actionItems: ["为批处理增加功能开关"] } },
      found: ["功能开关"],
    },
  ])("a way back still asked for: $found in $rollback", ({ rollback, changes, found }) => {
    expect(quotes([GOOD, ["Disable the cache", RISK, rollback]], changes)).toEqual(found);
  });

  it("point at the line that the index is about", () => {
    const { findings } = mitigation.score(anInput(scenario, committedReport("en")));
    expect(findings.at(-1)).toMatchObject({
      inReport: { path: "mitigations[2].risk", quote: "briefly" },
      inContext: { quote: expect.stringMatching(/^slow_query_log shows .*no index on status/) },
    });
  });

  it("cost .1 each", () => {
    const brief: Action = ["Add an index on status", "Locks the table briefly", "Drop it"];
    expect(score([GOOD, brief]).value).toBeCloseTo(0.9);
  });
});

describe("the committed report", () => {
  it("in English terminates first, which is sound, and slips three times", () => {
    const { value, gates, findings } = mitigation.score(anInput(scenario, committedReport("en")));
    expect(value).toBeCloseTo((0.8 * 5) / 6 + 0.2 - 0.2);
    expect(gates).toEqual([]);
    expect(findings.map(({ tone, inReport }) => [tone, inReport?.path])).toEqual([
      ["good", "mitigations[0].action"],
      ["bad", "mitigations[0].rollback"],
      ["good", "mitigations[1].action"],
      ["good", "mitigations[2].action"],
      ["bad", "mitigations[1].rollback"],
      ["bad", "mitigations[2].risk"],
    ]);
  });

  it("in Chinese is without fault", () => {
    const verdict = mitigation.score(anInput(scenario, committedReport("zh"), { language: "zh" }));
    expect(verdict.value).toBe(1);
    expect(verdict.findings.every(({ tone }) => tone === "good")).toBe(true);
  });
});

const text = fc.constantFrom(
  "Restart the database",
  "不要重启主库",
  "停用结算批处理",
  "none",
  "",
  "无",
  RISK,
  BACK,
  "CREATE INDEX idx",
);
const actions = fc.array(fc.tuple(text, text, text), { maxLength: 5 });

it("stays in 0 to 1, is pure, and does not read hypotheses or the checklist", () => {
  fc.assert(
    fc.property(actions, text, (list, unrelated) => {
      const verdict = score(list);
      expect(verdict.value).toBeGreaterThanOrEqual(0);
      expect(verdict.value).toBeLessThanOrEqual(1);
      expect(score(structuredClone(list))).toEqual(verdict);
      const elsewhere = { summary: unrelated, hypotheses: [], checklist: [], customerImpact: unrelated };
      expect(score(list, elsewhere)).toEqual(verdict);
    }),
  );
});

it("the order of later actions is irrelevant", () => {
  fc.assert(
    fc.property(actions, (list) => {
      expect(score([GOOD, ...[...list].reverse()]).value).toBeCloseTo(score([GOOD, ...list]).value ?? -1);
    }),
  );
});
