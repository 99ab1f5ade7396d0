import { describe, expect, it } from "vitest";
import type { ReportSpan } from "../../contracts/score.ts";
import { aReport } from "../../testing/builders.ts";
import { aHypothesis, anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { rootCause } from "./root-cause.ts";
import { rootCauseDepth } from "./root-cause-depth.ts";

const scenario = paymentPool();
const silent = { ...aReport().postmortem, rootCause: "[FILL IN]" };
const inputOf = (...causes: string[]) =>
  anInput(scenario, aReport({ postmortem: silent, hypotheses: causes.map((cause) => aHypothesis(cause)) }));

const quotes = (findings: readonly { tone: string; inReport: ReportSpan | null }[]) =>
  findings.map(({ tone, inReport }) => [tone, inReport?.path, inReport?.quote]);

describe("root-cause", () => {
  it("accepts the seed report and shows where its facts stand, in cause and evidence", () => {
    const { value, summary, findings } = rootCause.score(anInput(scenario, committedReport("en")));
    expect(value).toBe(1);
    expect(summary).toBe("right at rank 1, 3 of 3 facts");
    expect(quotes(findings)).toEqual([
      ["good", "hypotheses[0].cause", "New cron"],
      ["good", "hypotheses[0].evidence[0]", "query log shows SELECT * FROM ledger_entries"],
      ["good", "hypotheses[0].cause", "consuming connections"],
      ["info", undefined, undefined],
    ]);
  });

  it.each([
    { causes: ["A memory leak."], summary: "none of the first three hypotheses names the cause" },
    { causes: [], summary: "no hypothesis is given" },
    {
      causes: ["A memory leak.", "The settlement batch exhausts the connections."],
      summary: "right, but only at rank 2",
    },
    { causes: ["The settlement batch."], summary: "partly right at rank 1, 1 of 3 facts" },
  ])("says in one line: $summary", ({ causes, summary }) => {
    expect(rootCause.score(inputOf(...causes)).summary).toBe(summary);
  });

  it("points at a denied fact, a foreign cause and a red herring", () => {
    const { findings } = rootCause.score(inputOf("Not the settlement batch but a traffic spike."));
    expect(quotes(findings)).toEqual([
      ["bad", "hypotheses[0].cause", "traffic spike"],
      ["bad", "hypotheses[0].cause", "traffic spike"],
      ["bad", "hypotheses[0].cause", "settlement batch"],
    ]);
  });

  it("has no verdict on what it does not recognise, and says so at the cause", () => {
    const cause = "An accounting routine walks every row.";
    expect(rootCause.score(inputOf(cause))).toMatchObject({
      value: null,
      findings: [{ tone: "warning", inReport: { path: "hypotheses[0].cause", quote: cause } }],
    });
  });
});

describe("root-cause-depth", () => {
  it.each([
    { causes: ["The settlement batch runs a full table scan and exhausts all connections."], value: 1 },
    { causes: ["The settlement batch exhausts all connections."], value: 2 / 3 },
    { causes: ["A memory leak.", "结算批处理任务耗尽了连接。"], value: 2 / 3 },
    { causes: ["A memory leak."], value: 0 },
    { causes: ["An accounting routine walks every row."], value: null },
  ])("$value for $causes", ({ causes, value }) => {
    expect(rootCauseDepth.score(inputOf(...causes)).value).toBe(value);
  });

  it("names what is missing", () => {
    const { findings } = rootCauseDepth.score(inputOf("The settlement batch exhausts all connections."));
    expect(findings).toEqual([
      {
        tone: "warning",
        message: "Not named: Its query scans the whole of ledger_entries, because status has no index.",
        inReport: null,
        inContext: null,
      },
    ]);
  });
});
