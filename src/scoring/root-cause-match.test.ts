import { describe, expect, it } from "vitest";
import type { Hypothesis } from "../contracts/triage-report.ts";
import { aReport } from "../testing/builders.ts";
import { aHypothesis, committedReport, paymentPool } from "./__fixtures__/payment-pool.ts";
import { matchRootCause } from "./root-cause-match.ts";

const { expected } = paymentPool();
const silent = { ...aReport().postmortem, rootCause: "[FILL IN]" };

const match = (...hypotheses: (string | Hypothesis)[]) =>
  matchRootCause(
    expected,
    aReport({
      postmortem: silent,
      hypotheses: hypotheses.map((one) => (typeof one === "string" ? aHypothesis(one) : one)),
    }),
  );

const RIGHT = "The settlement batch runs a full table scan and exhausts all connections.";

describe("credit of one cause", () => {
  it.each([
    { cause: RIGHT, value: 1, why: "all three facts" },
    { cause: "The new cron job exhausts the connections.", value: 0.85, why: "trigger and effect" },
    { cause: "The settlement batch does a full table scan.", value: 0.8, why: "trigger and mechanism" },
    { cause: "A full table scan exhausts the connections.", value: 0.6, why: "no trigger" },
    { cause: "The settlement batch.", value: 0.4, why: "trigger only" },
    { cause: "The connections are exhausted.", value: 0.3, why: "a symptom" },
    {
      cause: "The cron job scans with no index on status; connections exhausted.",
      value: 1,
      why: "lexicalised negative",
    },
    {
      cause: "Probably the settlement batch, scanning an unindexed table, exhausted the connections.",
      value: 1,
      why: "hedged",
    },
    {
      cause: "Not a traffic spike but the settlement batch exhausted the connections.",
      value: 0.85,
      why: "contrast",
    },
    { cause: "结算批处理任务对 ledger_entries 做全表扫描，耗尽了连接。", value: 1, why: "all three facts" },
    { cause: "定时任务没走索引，连接被占满。", value: 1, why: "lexicalised negative" },
    { cause: "结算任务查询没有索引，导致连接池耗尽。", value: 1, why: "lexicalised negative before 导致" },
    { cause: "并非流量突增，而是结算批处理任务耗尽了连接。", value: 0.85, why: "contrast" },
    { cause: "结算批处理任务耗尽了连接，与流量突增无关。", value: 0.85, why: "another cause denied" },
    {
      cause: "The new deployment brought a cron job that exhausts the connections.",
      value: 0.85,
      why: "families on the chain",
    },
    { cause: "连接耗尽。", value: 0.3, why: "a symptom" },
    {
      cause: "A connection leak in the settlement batch exhausts everything.",
      value: 0.425,
      why: "the other cause stands in the gap of an alias",
    },
    {
      cause: "The settlement batch exhausted the connections, or a memory leak did.",
      value: 0.425,
      why: "one other cause",
    },
    { cause: "结算批处理任务耗尽了连接，同时存在内存泄漏。", value: 0.425, why: "one other cause" },
  ])("$value for $cause ($why)", ({ cause, value }) => {
    expect(match(cause).value).toBeCloseTo(value);
  });
});

describe("what is not the cause", () => {
  it.each([
    { cause: "The settlement batch is not the cause; a traffic spike exhausted nothing.", why: "denied" },
    { cause: "Settlement batch: unlikely given the low CPU", why: "colon style" },
    { cause: "We ruled out the settlement batch.", why: "denied" },
    { cause: "External traffic spike.", why: "another family" },
    { cause: "DB looks healthy.", why: "a red herring of no family" },
    { cause: "The settlement batch would show up in the slow log.", why: "counterfactual" },
    { cause: "结算批处理任务缺少证据支持。", why: "denied" },
    { cause: "结算批处理任务：可能性低。", why: "colon style" },
    { cause: "已排除结算批处理任务，怀疑是内存泄漏。", why: "denied, another family" },
    { cause: " ", why: "empty" },
    { cause: "[FILL IN]", why: "left open" },
  ])("rejects $cause ($why)", ({ cause }) => {
    expect(match(cause)).toMatchObject({ state: "reject", value: 0, best: null });
  });

  it("rejects a report without hypotheses", () => {
    expect(match()).toMatchObject({ state: "reject", value: 0 });
  });

  it.each([
    "An accounting routine walks every row and starves the web tier.",
    "Is the settlement batch exhausting the connections?",
    "对账程序把整张流水翻了一遍。",
  ])("leaves open what it does not recognise or what is not asserted: %s", (cause) => {
    expect(match(cause)).toMatchObject({ state: "unresolved", value: null, isHitAt3: false });
  });

  it("does not leave open a report whose second hypothesis is right", () => {
    expect(match("An unknown fault.", RIGHT)).toMatchObject({ state: "reject", value: 0.5 });
  });
});

describe("evidence", () => {
  const evidence = ["full table scan over 12M rows", "connections are exhausted"];

  it("completes a cause that names a fact", () => {
    expect(match(aHypothesis("The settlement batch.", { evidence })).value).toBe(1);
  });

  it("does not stand in for a cause", () => {
    expect(match(aHypothesis("Something is slow.", { evidence })).value).toBe(null);
    expect(match(aHypothesis("A memory leak.", { evidence })).value).toBe(0);
  });

  it("does not affirm what the cause denies", () => {
    const cause = "The settlement batch is to blame, although connections are not exhausted.";
    expect(match(aHypothesis(cause, { evidence })).best?.credit).toBe(0.8);
  });
});

describe("rank", () => {
  it.each([
    { hypotheses: ["A memory leak.", RIGHT], value: 0.5 },
    { hypotheses: ["A memory leak.", "A DNS fault.", RIGHT], value: 1 / 3 },
    { hypotheses: ["A memory leak.", "A DNS fault.", "A disk full.", RIGHT], value: 0 },
  ])("$value for the right cause after $hypotheses.length", ({ hypotheses, value }) => {
    expect(match(...hypotheses).value).toBeCloseTo(value);
  });

  it("is shared by more than two hypotheses marked high", () => {
    const high = (cause: string) => aHypothesis(cause, { confidence: "high" });
    expect(match(high(RIGHT), high("A memory leak.")).value).toBe(1);
    expect(match(high(RIGHT), high("A memory leak."), high("A DNS fault.")).value).toBe(0.5);
  });

  it("gives hit@3 and a reciprocal rank diluted by a long list", () => {
    expect(match("A memory leak.", RIGHT)).toMatchObject({ isHitAt3: true, reciprocalRank: 0.5 });
    const six = match(RIGHT, ...Array.from({ length: 5 }, () => "A memory leak."));
    expect(six.reciprocalRank).toBeCloseTo(5 / 6);
  });
});

describe("words of a fact", () => {
  const cause = "A cold cache after the restart.";
  const any = { en: ["cold cache"], zh: [] };
  const rootCause = {
    ...expected.rootCause,
    facts: [{ id: "cold-cache", means: "the cache is empty", essential: false, any }],
    accept: [{ all: ["cold-cache"], credit: 1 }],
  };

  it("are no foreign family, even where the scenario lists no such family", () => {
    const report = aReport({ postmortem: silent, hypotheses: [aHypothesis(cause)] });
    expect(matchRootCause({ ...expected, rootCause }, report).value).toBe(1);
    // The same report object against another scenario is read afresh.
    expect(matchRootCause(expected, report).value).toBe(0);
  });
});

describe("an essential fact", () => {
  it("keeps a generous clause below correct when it is missing", () => {
    const generous = {
      ...expected,
      rootCause: { ...expected.rootCause, accept: [{ all: ["connections-exhausted"], credit: 1 }] },
    };
    const report = aReport({ postmortem: silent, hypotheses: [aHypothesis("Connections are exhausted.")] });
    expect(matchRootCause(generous, report)).toMatchObject({ state: "reject", value: 0.6 });
  });
});

describe("stuffing", () => {
  const EVERYTHING =
    "The settlement batch with a full table scan exhausted the connections, or DNS, an expired certificate, a memory leak, a DDoS attack or packet loss.";
  const ALLES = "结算批处理任务全表扫描耗尽连接，或者证书过期、内存泄漏、DNS 故障、网络丢包、磁盘写满。";
  const OTHERS = [
    "A memory leak.",
    "A DNS fault.",
    "An expired certificate.",
    "A DDoS attack.",
    "Packet loss.",
  ];

  it.each([
    { name: "one cause that lists everything", hypotheses: [EVERYTHING] },
    { name: "the same in Chinese", hypotheses: [ALLES] },
    {
      name: "three red herrings beside the cause",
      hypotheses: [
        "The settlement batch with a full table scan exhausts the connections, or a connection leak, or the database is down, or the pool is too small.",
      ],
    },
    {
      name: "the same in Chinese",
      hypotheses: [
        "结算批处理任务全表扫描耗尽连接，或者连接泄漏，或者数据库是健康的，或者 max_connections 设置过小。",
      ],
    },
    { name: "six hypotheses over five families", hypotheses: [RIGHT, ...OTHERS] },
    { name: "ten hypotheses", hypotheses: [RIGHT, ...Array.from({ length: 9 }, () => "A memory leak.")] },
    {
      name: "bare keywords of every kind",
      hypotheses: ["settlement batch full table scan exhausted connections dns oom ddos bgp ntp"],
    },
  ])("earns at most .25: $name", ({ hypotheses }) => {
    const { value, stuffing, state } = match(...hypotheses);
    expect(value).toBeLessThanOrEqual(0.25);
    expect(value).toBeGreaterThan(0);
    expect(stuffing).not.toBe(null);
    expect(state).toBe("reject");
  });

  it("is not seen in an honest differential", () => {
    expect(match(RIGHT, "A memory leak.", "A DNS fault.", "A DDoS attack.").stuffing).toBe(null);
  });
});

describe("a postmortem that blames something else", () => {
  const report = (rootCause: string, cause = RIGHT) =>
    aReport({ summary: "", postmortem: { ...silent, rootCause }, hypotheses: [aHypothesis(cause)] });

  it.each([
    { rootCause: "A memory leak in the new code.", isContradicted: true },
    { rootCause: "结算批处理任务不是根因。", isContradicted: true },
    { rootCause: "An accounting routine walked every row.", isContradicted: false },
    { rootCause: "The settlement batch.", isContradicted: false },
    { rootCause: "", isContradicted: false },
    { rootCause: "[FILL IN] a memory leak?", isContradicted: false },
  ])("$isContradicted for '$rootCause'", ({ rootCause, isContradicted }) => {
    expect(matchRootCause(expected, report(rootCause))).toMatchObject({
      isContradicted,
      value: isContradicted ? 0.5 : 1,
    });
  });
});

describe("committed reports", () => {
  it.each(["en", "zh"] as const)("names the cause at rank 1 and nowhere else (%s)", (language) => {
    const { state, value, hypotheses } = matchRootCause(expected, committedReport(language));
    expect(state).toBe("accept");
    expect(value).toBeGreaterThanOrEqual(0.7);
    expect(hypotheses.map(({ credit }) => credit >= 0.7)).toEqual([true, false, false]);
  });
});
