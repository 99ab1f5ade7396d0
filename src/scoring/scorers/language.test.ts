import { describe, expect, it } from "vitest";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { aReport } from "../../testing/builders.ts";
import { anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { language } from "./language.ts";

const scenario = paymentPool();
const scoreOf = (report: TriageReport, asked: "en" | "zh") =>
  language.score(anInput(scenario, report, { language: asked }));

/** A report whose only prose is its summary. */
function withSummary(summary: string): TriageReport {
  return {
    ...aReport({
      summary,
      severityReasoning: "",
      hypotheses: [],
      checklist: [],
      mitigations: [],
      followUps: [],
    }),
    customerImpact: "",
    postmortem: {
      summary: "",
      timeline: [],
      impact: "",
      rootCause: "",
      detection: "",
      response: "",
      wentWell: [],
      wentPoorly: [],
      actionItems: [],
    },
  };
}

describe("language", () => {
  it.each([
    { report: "en", asked: "en", value: 1, gates: 0 },
    { report: "zh", asked: "zh", value: 1, gates: 0 },
    { report: "en", asked: "zh", value: 0, gates: 1 },
    { report: "zh", asked: "en", value: 0, gates: 1 },
  ] as const)(
    "gives $value to the $report report when $asked is asked for",
    ({ report, asked, value, gates }) => {
      const verdict = scoreOf(committedReport(report), asked);
      if (value === 1) expect(verdict.value).toBe(1);
      else expect(verdict.value).toBeLessThan(0.1);
      expect(verdict.gates.map(({ gate }) => gate)).toEqual(Array(gates).fill("wrong-language"));
    },
  );

  it.each([
    "用户结账失败，日志出现 `FATAL: sorry, too many clients already and more`。",
    '日志反复出现 “FATAL: sorry, too many clients already” 与 "connection refused"。',
    "日志反复出现 FATAL: sorry, too many clients already。",
    "payment-svc 的 p99 latency_ms 升到 4.8s，postgres-primary 的 active_connections 已满。",
    "执行 SELECT pid, state FROM pg_stat_activity WHERE state = 'active' LIMIT 20; 查看连接。",
    "用 kubectl -n prod rollout undo deployment/payment-svc 回滚服务。",
    "慢查询日志写着 a new query running every 30s。",
    "把 state 与 cron 都改回 pending，再看 status。",
    "在 Kubernetes 上重启 Pod，再看 Grafana 与 Prometheus。",
  ])("leaves out what is the same in every language: %s", (summary) => {
    expect(scoreOf(withSummary(summary), "zh").value).toBe(1);
  });

  it.each([
    { summary: "worker panic 退出", asked: "zh" },
    { summary: "Checkout 支付 fails", asked: "en" },
  ] as const)("lets two foreign words pass as terms: $summary", ({ summary, asked }) => {
    expect(scoreOf(withSummary(summary), asked).value).toBe(1);
  });

  it.each([
    { summary: "服务 returns many errors", asked: "zh" },
    { summary: "crash loop", asked: "zh" },
    { summary: "Checkout 服务返回大量错误", asked: "en" },
  ] as const)("lets no more than that pass: $summary", ({ summary, asked }) => {
    expect(scoreOf(withSummary(summary), asked).value).toBe(0);
  });

  it("counts fields, points at the wrong one and keeps the gate for a report mostly in another language", () => {
    const report = { ...committedReport("zh"), customerImpact: "Users cannot pay and are leaving the site." };
    const { value, findings, gates } = scoreOf(report, "zh");
    expect(value).toBeGreaterThan(0.9);
    expect(value).toBeLessThan(1);
    expect(findings.map(({ tone, inReport }) => [tone, inReport?.path])).toEqual([["bad", "customerImpact"]]);
    expect(gates).toEqual([]);
  });

  it.each([
    { customerImpact: "Users cannot pay at all.", severityReasoning: "", value: 0.5, gates: 0 },
    {
      customerImpact: "Users cannot pay at all.",
      severityReasoning: "A core function fails.",
      value: 1 / 3,
      gates: 1,
    },
  ])("gates below one half: $gates at $value", ({ value, gates, ...fields }) => {
    const verdict = scoreOf({ ...withSummary("支付服务无法结账。"), ...fields }, "zh");
    expect(verdict.value).toBe(value);
    expect(verdict.gates).toHaveLength(gates);
  });

  it("is null without prose", () => {
    expect(scoreOf(withSummary("[FILL IN]"), "zh")).toMatchObject({ value: null, gates: [] });
  });

  it("warns of mixed Chinese scripts, at the odd character, without lowering the value", () => {
    const { value, findings } = scoreOf(withSummary("支付服务的連接池已经耗尽，用户无法结账。"), "zh");
    expect(value).toBe(1);
    expect(findings).toMatchObject([
      { tone: "warning", inReport: { path: "summary", start: 5, end: 6, quote: "連" } },
    ]);
  });

  it.each(["支付服务的连接池已经耗尽。", "支付服務的連接池已經耗盡。"])(
    "finds no mixture in %s",
    (summary) => {
      expect(scoreOf(withSummary(summary), "zh").findings).toEqual([]);
    },
  );
});
