import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Language } from "../../contracts/language.ts";
import { scenarioSchema } from "../../contracts/scenario.ts";
import type { ReportScorerInput, Scorer } from "../../contracts/score.ts";
import { type TriageReport, triageReportSchema } from "../../contracts/triage-report.ts";
import { decidePassed } from "../headline.ts";
import { claims } from "../scorers/claims.ts";
import { evidence } from "../scorers/evidence.ts";
import { numbers } from "../scorers/numbers.ts";
import { countUnsupported } from "./count-unsupported.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const ID = "payment-pool-exhaustion";
const scenario = scenarioSchema.parse(parse(readFileSync(resolve(ROOT, `scenarios/${ID}.yaml`), "utf8")));

function recorded(prompt: string, language: Language): ReportScorerInput {
  const path = resolve(ROOT, `results/recordings/sources/${ID}.${prompt}.${language}.json`);
  const { text } = JSON.parse(readFileSync(path, "utf8")).reply as { text: string };
  return inputOf(triageReportSchema.parse(JSON.parse(text.replace(/^```json\n|\n```$/g, ""))), language);
}

function inputOf(report: TriageReport, language: Language): ReportScorerInput {
  const parsed = { ok: true, report, repairs: [] } as const;
  return { scenario, language, report, parsed, reply: { text: "", finishReason: "stop" } };
}

function verdictOf(scorer: Scorer, input: ReportScorerInput) {
  return scorer.score(input);
}

const SCORERS = [evidence, numbers, claims];
const RECORDED = [
  ["v1", "en"],
  ["v1", "zh"],
  ["v2", "en"],
  ["v2", "zh"],
] as const;

/** Every bad or warning finding of the three scorers: "tone path: quote". */
function complaints(input: ReportScorerInput): string[] {
  return SCORERS.flatMap((scorer) =>
    verdictOf(scorer, input)
      .findings.filter(({ tone }) => tone === "bad" || tone === "warning")
      .map(({ tone, inReport }) => `${tone} ${inReport?.path}: ${inReport?.quote}`),
  );
}

describe("the recorded reports, complaint by complaint", () => {
  it("the seed report: all that is invented, and a rhythm that does not fit its cron line", () => {
    expect(complaints(recorded("v2", "en"))).toEqual([
      "bad customerImpact: 'payment failed'",
      "bad mitigations[1].action: v2.40",
      "bad customerImpact: 15 minutes",
      "bad postmortem.impact: 15 minutes",
      "bad checklist[0].command: prod",
      "bad checklist[3].command: prod",
      "warning hypotheses[0].cause: 30s",
      "bad customerImpact: thousands of users",
      // Not a figure, yet invented: the incident text says nothing of reviews.
      "bad postmortem.wentPoorly[1]: No pre-deploy review",
    ]);
  });

  it("v2 in Chinese: an invented namespace, and one line quoted with altered words", () => {
    expect(complaints(recorded("v2", "zh"))).toEqual([
      "bad postmortem.wentPoorly[0]: “DB 看起来健康，CPU 正常”",
      "bad mitigations[0].action: payment",
      "bad checklist[2].command: payment",
      "bad checklist[3].command: payment",
    ]);
  });

  it("v1 in English: invented customers, duration and rollback", () => {
    expect(complaints(recorded("v1", "en"))).toEqual([
      "bad customerImpact: 3,000",
      "bad postmortem.impact: 20 minutes",
      "bad postmortem.timeline[4].time: 14:10 UTC",
      "bad postmortem.response: rolled back the release",
    ]);
  });

  it("v1 in Chinese: an invented gap in testing", () => {
    expect(complaints(recorded("v1", "zh"))).toEqual(["bad postmortem.wentPoorly[1]: 没有做压测"]);
  });

  it("fail the gates they should", () => {
    const gates = Object.fromEntries(
      RECORDED.map(([prompt, language]) => [
        `${prompt}.${language}`,
        SCORERS.flatMap((scorer) =>
          verdictOf(scorer, recorded(prompt, language)).gates.map(({ gate }) => gate),
        ),
      ]),
    );
    expect(gates).toEqual({
      "v1.en": ["ungrounded-impact"],
      "v1.zh": [],
      "v2.en": ["invented-quote", "ungrounded-impact"],
      "v2.zh": [],
    });
  });

  it("carry values that follow from their counts", () => {
    const value = (scorer: Scorer, prompt: string) => verdictOf(scorer, recorded(prompt, "en")).value;
    expect(value(evidence, "v2")).toBeCloseTo(2 / 3);
    expect(value(numbers, "v2")).toBeCloseTo(Math.exp((-5 * 5) / 41));
    expect(value(claims, "v2")).toBe(0.5);
  });
});

it("points at the nearest value in the incident text", () => {
  const { findings } = verdictOf(numbers, recorded("v2", "en"));
  const nearest = findings.map(({ inReport, inContext }) => [inReport?.quote, inContext?.quote]);
  expect(nearest).toContainEqual(["v2.40", "v2.41"]);
  expect(nearest).toContainEqual(["15 minutes", "5min"]);
  expect(nearest).toContainEqual(["30s", "*/30 * * * *"]);
});

describe("claims", () => {
  const count = (changes: Partial<TriageReport>) => {
    const { report } = recorded("v1", "zh");
    const clean = { ...report, postmortem: { ...report.postmortem, wentPoorly: [] } };
    return complaints(inputOf({ ...clean, ...changes }, "en")).filter((one) => one.includes("summary"));
  };
  it.each([
    ["There was data loss.", ["bad summary: data loss"]],
    ["Ensure no data loss.", []],
    ["No sign of data loss.", []],
    ["没有数据丢失。", []],
    ["发生了数据丢失。", ["bad summary: 数据丢失"]],
    ["Possibly some data loss.", ["warning summary: data loss"]],
    ["数百万请求失败。", ["bad summary: 数百万请求"]],
  ])("%s", (summary, expected) => expect(count({ summary })).toEqual(expected));

  it("cost a quarter each, down to 0, and a repeated one counts once", () => {
    const { report } = recorded("v1", "zh");
    const clean = { ...report, postmortem: { ...report.postmortem, wentPoorly: [] } };
    const value = (summary: string, customerImpact = "") =>
      verdictOf(claims, inputOf({ ...clean, summary, customerImpact }, "en")).value;
    expect(value("Fine.")).toBe(1);
    expect(value("Data loss occurred.", "Data loss occurred.")).toBe(0.75);
    expect(
      value("Data loss and double charges and a memory leak and a deadlock and lost revenue hit all users."),
    ).toBe(0);
  });
});

describe("the pass rule", () => {
  const rest = { scores: [{ scorerId: "root-cause", value: 1 }], gateFailures: [], isSeverityTooLow: false };
  it.each([
    { contradicted: 0, unsupported: 2, passed: true },
    { contradicted: 0, unsupported: 3, passed: false },
    { contradicted: 1, unsupported: 0, passed: false },
  ])("$contradicted contradicted and $unsupported unsupported: $passed", ({ passed, ...counts }) => {
    expect(decidePassed({ ...rest, ...counts })).toBe(passed);
  });

  it("counts an invention once, however often it is repeated", () => {
    // The namespace stands in three places; the misquoted line is the other one.
    expect(countUnsupported(recorded("v2", "zh"))).toEqual({ contradicted: 0, unsupported: 2 });
  });
});

describe("laws", () => {
  const reports = RECORDED.map(([prompt, language]) => recorded(prompt, language));
  const anyReport = fc.constantFrom(...reports);

  it("the same report gets the same verdict, whoever asked before", () => {
    for (const input of reports) {
      const again = inputOf(structuredClone(input.report), input.language);
      for (const scorer of [...SCORERS].reverse())
        expect(verdictOf(scorer, again)).toEqual(verdictOf(scorer, input));
    }
  });

  it("spans quote the report and the incident text", () => {
    for (const input of reports) {
      const context = scenario.context[input.language] ?? scenario.context.en;
      for (const { inReport, inContext } of SCORERS.flatMap((scorer) => [
        ...verdictOf(scorer, input).findings,
      ])) {
        if (inContext !== null) expect(context.slice(inContext.start, inContext.end)).toBe(inContext.quote);
        if (inReport !== null) {
          expect(textAt(input.report, inReport.path).slice(inReport.start, inReport.end)).toBe(
            inReport.quote,
          );
        }
      }
    }
  });

  it("an invented figure never raises a value, and lowers one", () => {
    const figure = fc.constantFrom(
      "7,341 customers",
      "37 minutes",
      "61%",
      "v9.13",
      "19:47",
      "3.3 GB",
      "百分之六十一",
      "37 分钟",
    );
    const place = fc.constantFrom("summary", "customerImpact", "evidence") as fc.Arbitrary<
      "summary" | "customerImpact" | "evidence"
    >;
    fc.assert(
      fc.property(anyReport, figure, place, (input, invented, where) => {
        const worse = inputOf(withText(input.report, where, ` ${invented}.`), input.language);
        const before = SCORERS.map((scorer) => verdictOf(scorer, input).value ?? 1);
        const after = SCORERS.map((scorer) => verdictOf(scorer, worse).value ?? 1);
        after.forEach((value, i) => {
          expect(value).toBeLessThanOrEqual(before[i] ?? 0);
        });
        expect(after).not.toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it("a true figure costs nothing, in whatever unit", () => {
    const figure = fc.constantFrom(
      "4.8s",
      "4800ms",
      "4.8 秒",
      "12M rows",
      "12,000,000 rows",
      "1200 万行",
      "一千二百万行",
      "12%",
      "百分之十二",
    );
    fc.assert(
      fc.property(anyReport, figure, (input, known) => {
        const more = inputOf(withText(input.report, "summary", ` ${known}.`), input.language);
        expect(complaints(more)).toEqual(complaints(input));
        expect(verdictOf(numbers, more).value).toBeGreaterThanOrEqual(verdictOf(numbers, input).value ?? 0);
      }),
      { numRuns: 60 },
    );
  });
});

function withText(
  report: TriageReport,
  where: "summary" | "customerImpact" | "evidence",
  added: string,
): TriageReport {
  if (where !== "evidence") return { ...report, [where]: report[where] + added };
  const hypotheses = report.hypotheses.map((hypothesis, i) =>
    i > 0
      ? hypothesis
      : { ...hypothesis, evidence: hypothesis.evidence.map((item, j) => (j > 0 ? item : item + added)) },
  );
  return { ...report, hypotheses };
}

/** The text of a field by its path, such as "hypotheses[0].cause". */
function textAt(report: TriageReport, path: string): string {
  const keys = path.match(/[a-zA-Z]+|\d+/g) ?? [];
  const value = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], report);
  return String(value);
}
