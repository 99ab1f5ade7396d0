import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../contracts/scenario.ts";
import { aReport, aScenario } from "../../testing/builders.ts";
import { normaliseText } from "../text/normalise.ts";
import { assessReport } from "./assess-report.ts";
import { findCommandTargets } from "./command-targets.ts";
import { findName, findVerbatim } from "./find-words.ts";
import { groundMeasure } from "./ground-measure.ts";
import { indexIncident } from "./incident-index.ts";
import { parseQuantities } from "./parse-quantities.ts";
import { findQuotations } from "./quotes.ts";
import { findVagueMagnitudes } from "./vague-magnitudes.ts";

const INCIDENT = `09:00 UTC — billing-api v3.2 shipped. Cron: */30 * * * *
09:12 UTC p99 latency from 120ms to 4.8s, error rate from 0.1% to 12%. A query runs every 30s over ~12M rows.
heap 3.1 GiB, active_connections 500 / 500, 7 orders stuck, 09:20:37 paged. See "disk almost full". HTTP 504.
Memory 15.8 GiB of maxmemory 16 GiB, evicted_keys 41,000/s, QPS: 18.4k, timeout 9s.`;

function incident(changes: Partial<Scenario["expected"]> = {}): Scenario {
  const base = aScenario({ occurredAt: "2026-06-02T09:12:00Z", context: { en: INCIDENT } });
  const timeline = [
    { at: "2026-06-02T09:00:00Z", event: { en: "shipped" }, required: true },
    { at: "2026-06-02T09:20:37Z", event: { en: "paged" }, required: true },
  ];
  return { ...base, expected: { ...base.expected, timeline, ...changes } };
}

/** What of a summary is not grounded. */
function ungrounded(summary: string, scenario = incident()): string[] {
  const { items } = assessReport({ scenario, language: "en", report: aReport({ summary }) });
  return items
    .filter(({ inReport, grounding }) => inReport.path === "summary" && !grounding.grounded)
    .map(({ inReport }) => inReport.quote);
}

describe("a figure is grounded", () => {
  it.each([
    ["4800ms", "converted"],
    ["4.8 秒", "in the other language"],
    ["5s", "rounded to the digits shown"],
    ["about 4.5s", "within its hedge"],
    ["over 4s", "a fair comparator"],
    ["under 5s", "a fair comparator"],
    ["4-5 seconds", "a narrow range"],
    ["from 12M to 9M rows", "a range of millions, not of minutes"],
    ["504s", "a status in the plural"],
    ["information_schema.columns", "a catalog of the database"],
    ["12,000,000 rows", "12M"],
    ["1200 万行", "12M"],
    ["every 30 minutes", "the cron line"],
    ["2 per minute", "every 30s"],
    ["40x", "before and after of one metric"],
    ["11.9 percentage points", "the points between"],
    ["100%", "a / b as written"],
    ["12 minutes", "from one event to the onset"],
    ["3.1 GB", "GB for GiB"],
    ["from 120 to 4800ms", "its unit comes later"],
    ["09:20", "no seconds shown"],
    ["17:12 +08:00", "another zone"],
    ["09:12 to 09:20:37, 8 min 37 s", "the report names both instants"],
    ["7 orders", "counted as such"],
    ["billing-api v3.2", "named"],
    ["HTTP 504.", "the stop ends a sentence"],
    ["15.8 of 16 GiB, 98.75%", "a share with its unit at the end"],
    ["41k keys evicted per second", "whatever is counted"],
    ["18.4k QPS", "its unit stands before the figure"],
    ["below the 10s", "an article between"],
  ])("%s: %s", (text) => expect(ungrounded(`${text}.`)).toEqual([]));
});

describe("a figure is not grounded", () => {
  it.each([
    ["4.7s", ["4.7s"], "another value"],
    ["over 1s", ["1s"], "a comparator too far off"],
    ["1-50 seconds", ["1-50 seconds"], "a range too wide"],
    ["30 hours", ["30 hours"], "another unit"],
    ["0.1 percentage points", ["0.1 percentage points"], "points are not percent"],
    ["about 11 minutes", ["11 minutes"], "a derived figure is exact"],
    ["20 minutes", ["20 minutes"], "no pair of arbitrary times"],
    ["500 customers", ["500"], "500 are connections"],
    ["09:13 UTC", ["09:13 UTC"], "another minute"],
    ["09:12 +08:00", ["09:12 +08:00"], "another zone"],
    ["v3.1", ["v3.1"], "another version"],
    ["billing-worker", ["billing-worker"], "another service"],
    ["every 2 hours", ["2 hours"], "another rhythm"],
  ])("%s → %j: %s", (text, expected) => expect(ungrounded(`${text}.`)).toEqual(expected));
});

it("says whether a figure contradicts its own metric, and what the text has", () => {
  const { items } = assessReport({
    scenario: incident(),
    language: "en",
    report: aReport({ summary: "p99 latency 7s" }),
  });
  const seven = items.find(({ inReport }) => inReport.quote === "7s");
  expect(seven?.grounding).toEqual({
    grounded: false,
    contradicts: true,
    nearest: { start: INCIDENT.indexOf("4.8s"), end: INCIDENT.indexOf("4.8s") + 4, quote: "4.8s" },
  });
});

it("takes declared derived figures", () => {
  expect(ungrounded("8%")).toEqual(["8%"]);
  expect(ungrounded("8%", incident({ derived: [{ value: "8%", from: "2.4s per 30s" }] }))).toEqual([]);
});

it("grounds every figure of the incident text in that text", () => {
  const index = indexIncident(incident(), "en");
  for (const quantity of parseQuantities(INCIDENT)) {
    if (quantity.type === "measure")
      expect([quantity.quote, groundMeasure(quantity, index).grounded]).toEqual([quantity.quote, true]);
  }
});

it("is as sure of a figure in another unit", () => {
  const index = indexIncident(incident(), "en");
  const verdict = (text: string) => {
    const [quantity] = parseQuantities(text);
    return quantity?.type === "measure" && groundMeasure(quantity, index).grounded;
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9000 }), (ms) => {
      expect(verdict(`${ms / 1000} s`.replace(/^(\d+) /, "$1.000 "))).toBe(verdict(`${ms} ms`));
    }),
  );
});

it("holds each zone as strictly as it should be", () => {
  const report = aReport({
    severityReasoning: "More than 1% for >5 minutes; 12% and 13%.",
    checklist: [
      {
        step: "Wait 10 minutes",
        command: "kubectl logs -n prod deployment/billing-api --since=30m",
        expected: "99% at 11:11",
      },
    ],
    mitigations: [{ action: "Set the limit to 750 in v9.9, on <host>", risk: "20 s", rollback: "[FILL IN]" }],
  });
  const { items } = assessReport({ scenario: incident(), language: "en", report });
  const flagged = items.filter(
    ({ inReport, grounding }) => !grounding.grounded && /^(severityR|checklist|mitig)/.test(inReport.path),
  );
  expect(flagged.map(({ inReport }) => inReport.quote)).toEqual(["13%", "v9.9", "prod"]);
});

describe("command targets", () => {
  it.each([
    ["kubectl logs -n prod -l app=pay-svc --since=30m | head -n 20", ["prod", "pay-svc"]],
    ["看 kubectl -n payment rollout undo deployment/pay-svc，然后", ["payment", "pay-svc"]],
    ["kubectl -n <namespace> get pods", []],
    ["SELECT a FROM pg_stat_activity WHERE x IS DISTINCT FROM y", ["pg_stat_activity"]],
    ["SELECT EXTRACT(EPOCH FROM now()) FROM ledger l JOIN foo f", ["ledger", "foo"]],
    ["WITH x AS (SELECT 1 FROM a) SELECT * FROM x", ["a"]],
    ["CREATE INDEX CONCURRENTLY i ON ledger (status)", ["ledger"]],
    ["psql -h db-1 -d shop -c 'SELECT 1'", ["db-1", "shop"]],
    ["systemctl status nginx", ["nginx"]],
    ["Remove the rows from the table", []],
  ])("%s", (command, names) => expect(findCommandTargets(command).map(({ name }) => name)).toEqual(names));
});

describe("quotations", () => {
  it.each([
    [`see 'payment failed' and "it's gone"`, ["payment failed", "it's gone"]],
    ["“连接已经占满”和「没有可用连接」", ["连接已经占满", "没有可用连接"]],
    ["status='pending', 'pending', [FILL IN], \"[FILL IN]\", customers' and users'", []],
  ])("%s", (text, words) => expect(findQuotations(text).map((quotation) => quotation.words)).toEqual(words));

  it("knows one that is said to be absent", () => {
    expect(findQuotations("There are no 'out of memory' lines").map(({ isDenied }) => isDenied)).toEqual([
      true,
    ]);
    expect(findQuotations("没有出现“内存不足”的日志").map(({ isDenied }) => isDenied)).toEqual([true]);
    expect(findQuotations("The log shows 'no space left'").map(({ isDenied }) => isDenied)).toEqual([false]);
  });
});

it("finds words whatever their width, case and space, but whole", () => {
  const text = normaliseText("active_connections：500 / 500 (max), 35% of “CPU  time”");
  expect(findVerbatim("Active_connections: 500/500（max）", text)?.quote).toBe(
    "active_connections：500 / 500 (max)",
  );
  expect(findVerbatim("active_connections … cpu time", text)?.quote).toContain("CPU  time");
  expect(findVerbatim("5%", text)).toBeNull();
  expect(findName("payment", normaliseText("payment-svc"))).toBeNull();
  expect(findName("payment-svc", normaliseText("payment-svc."))?.quote).toBe("payment-svc");
});

describe("vague magnitudes", () => {
  it.each([
    ["thousands of users", ["thousands of users"]],
    ["tens of thousands of paying customers", ["tens of thousands of paying customers"]],
    ["数千用户受影响，上万笔订单", ["数千用户", "上万笔订单"]],
    ["3,000 customers, several thousand lines, 数据库", []],
  ])("%s", (text, quotes) => expect(findVagueMagnitudes(text).map(({ quote }) => quote)).toEqual(quotes));
});
