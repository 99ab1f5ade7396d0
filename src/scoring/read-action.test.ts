import { describe, expect, it } from "vitest";
import { readAction } from "./read-action.ts";

describe("a task that somebody could start on", () => {
  it.each([
    "Add index on ledger_entries.status column",
    "Set up alert on Postgres active_connections > 80% max",
    "Review deploy process to require approval for new cron jobs",
    "Implement feature flag for settlement batch to disable without rollback",
    "Update runbook for connection pool exhaustion",
    "Fix the connection leak in payment-svc",
    "We should cap the connections of the batch",
    "[P0] Adding a statement timeout to the batch role",
    "ＡＤＤ ａｎ ｉｎｄｅｘ ｏｎ ｓｔａｔｕｓ",
    "Shard the ledger table",
    "Communicate with the affected customers",
    "统计受影响用户数",
    "Improve alerting: page when the pool is above 80%",
    "Improve monitoring and add an alert on pool usage",
    "Reduce p99 of the pending query below 50ms",
    "1. Write a runbook for full connection pools",
    "Do not ship the batch again before the index exists; add it first",
    "为 ledger_entries.status 建索引",
    "修正结算批处理任务的查询和调度后再上线",
    "为 Postgres 连接使用率增加告警",
    "在值班手册中写明：CPU 正常不代表数据库健康，先看连接数",
    "上线前增加压测",
    "给结算批处理任务设置独立的连接上限",
    "核对结算批处理任务的调度配置",
    "优化 ledger_entries 的查询语句",
    "监控连接池使用率",
    "完善监控，连接数超过 80% 时告警",
    "将 max_connections 告警阈值调低",
    "Add index，并评审结算任务的 SQL",
    "确保每个批处理任务都有独立的连接池",
  ])("%s", (action) => {
    expect(readAction(action).verdict).toBe("actionable");
  });
});

describe("what is no task", () => {
  it.each([
    ["Improve monitoring", "vague"],
    ["更加小心", "no-verb"],
    ["提高可靠性。另有 1301 台主机重启过。", "vague"],
    ["Improve monitoring of the database", "vague"],
    ["Improve testing", "vague"],
    ["Enhance overall system reliability", "vague"],
    ["Consider better alerting", "vague"],
    ["Improve payment-svc monitoring", "vague"],
    ["Fix the root cause", "no-object"],
    ["Add monitoring", "no-object"],
    ["Review processes", "no-object"],
    ["Fix it", "no-object"],
    ["Connection pool monitoring", "no-verb"],
    ["Better alerts", "no-verb"],
    ["[FILL IN]", "no-verb"],
    ["", "no-verb"],
    ["Add [FILL IN]", "no-object"],
    ["加强监控", "vague"],
    ["完善数据库监控", "vague"],
    ["优化慢查询", "vague"],
    ["提升系统稳定性", "vague"],
    ["加强团队培训", "no-object"],
    ["加强对数据库连接池的监控", "vague"],
    ["增加监控和告警", "no-object"],
    ["修复根因", "no-object"],
    ["评审流程", "no-object"],
    ["数据库监控", "no-verb"],
    ["【待填写】", "no-verb"],
    ["添加 [待补充]", "no-object"],
  ] as const)("%s: %s", (action, verdict) => {
    expect(readAction(action).verdict).toBe(verdict);
  });
});

it.each([
  { action: "Add an index on status", changes: true },
  { action: "Investigate the settlement batch", changes: false },
  { action: "给 status 加索引", changes: true },
  { action: "排查结算批处理任务", changes: false },
  { action: "加强结算批处理任务的管理", changes: false },
])("tells changing from looking: $action ($changes)", ({ action, changes }) => {
  expect(readAction(action).changes).toBe(changes);
});
