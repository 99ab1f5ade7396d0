import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreSchema } from "../contracts/score.ts";
import { confidenceSchema, severitySchema, type TriageReport } from "../contracts/triage-report.ts";
import { aReport } from "../testing/builders.ts";
import { aHypothesis, anInput, committedReport, paymentPool } from "./__fixtures__/payment-pool.ts";
import { scorers } from "./registry.ts";
import { scoreReply } from "./score-reply.ts";

const scenario = paymentPool();

/** Pieces of causes, true and false, affirmed and denied, in both languages. */
const PIECES = [
  "The settlement batch of v2.41",
  "runs a full table scan on ledger_entries",
  "with no index on status",
  "exhausts all connections",
  "a traffic spike",
  "a memory leak is unlikely",
  "not the CPU",
  "结算批处理任务",
  "没走索引",
  "耗尽了连接",
  "并非流量突增",
  "内存泄漏缺少证据支持",
  "[FILL IN]",
  "something else",
] as const;
const cause = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join(" "));
const hypothesis = fc.record({
  cause,
  confidence: fc.constantFrom(...confidenceSchema.options),
  evidence: fc.array(cause, { maxLength: 2 }),
});
const report = fc
  .record({
    summary: fc.string({ unit: "grapheme" }),
    severity: fc.constantFrom(...severitySchema.options),
    hypotheses: fc.array(hypothesis, { maxLength: 5 }),
    rootCause: fc.oneof(fc.constant("[FILL IN]"), cause),
  })
  .map(({ rootCause, ...rest }) => aReport({ ...rest, postmortem: { ...aReport().postmortem, rootCause } }));
const language = fc.constantFrom("en" as const, "zh" as const);

const score = (subject: TriageReport, asked: "en" | "zh" = "en") =>
  scoreReply(anInput(scenario, subject, { language: asked }));
const rootCauseOf = (subject: TriageReport) =>
  score(subject).scores.find(({ scorerId }) => scorerId === "root-cause")?.value ?? null;

describe("the seed report", () => {
  it("is right about the incident, and fails for what it invents", () => {
    const { scores, gateFailures, headline, passed } = score(committedReport("en"));
    expect(gateFailures.map(({ gate }) => gate)).toEqual(
      expect.arrayContaining(["invented-quote", "ungrounded-impact"]),
    );
    expect({ headline, passed }).toEqual({ headline: 40, passed: false });
    const values = Object.fromEntries(scores.map(({ scorerId, value }) => [scorerId, value]));
    expect(values).toMatchObject({
      "root-cause": 1,
      "root-cause-depth": 1,
      severity: 1,
      claims: 0.5,
      "follow-ups": 1,
      injection: null,
      language: 1,
      schema: 1,
    });
    expect(values.evidence).toBeCloseTo(2 / 3);
    expect(values.numbers).toBeCloseTo(Math.exp((-5 * 5) / 41));
    // Its summary is blank though known, and its impact invents how long it lasted.
    expect(values.postmortem).toBeCloseTo(7.5 / 9);
    // High and right, medium and low and wrong.
    expect(values.calibration).toBeCloseTo(1 - (0.15 ** 2 + 0.5 ** 2 + 0.15 ** 2) / 3);
  });

  it.each(["SEV2", "SEV3"] as const)("does not pass as %s", (severity) => {
    const { passed, gateFailures } = score({ ...committedReport("en"), severity });
    expect(passed).toBe(false);
    expect(gateFailures.some(({ gate }) => gate === "missed-sev1")).toBe(severity === "SEV3");
  });

  it("does not pass, and is capped, in the wrong language", () => {
    expect(score(committedReport("en"), "zh")).toMatchObject({ passed: false, headline: 40 });
  });
});

describe("an unreadable reply", () => {
  const input = anInput(scenario, aReport(), { parsed: { ok: false, problems: ["it was cut off"] } });

  it("is 0 for the schema, null with the reason for all that needs a report, and fails the gate", () => {
    const { scores, gateFailures, headline, passed } = scoreReply(input);
    for (const { scorerId, value, summary } of scores) {
      if (scorerId === "schema") expect(value).toBe(0);
      else expect({ value, summary }).toEqual({ value: null, summary: "the reply is unreadable" });
    }
    expect({ gateFailures, headline, passed }).toEqual({
      gateFailures: [{ gate: "unreadable", scorerId: "schema", message: "it was cut off" }],
      headline: 0,
      passed: false,
    });
  });
});

describe("laws", () => {
  it("every score is valid, and every finding quotes the field it points at", () => {
    fc.assert(
      fc.property(report, language, (subject, asked) => {
        const { scores, headline } = score(subject, asked);
        expect(scores.map(({ scorerId }) => scorerId)).toEqual(scorers.map(({ id }) => id));
        for (const one of scores) {
          expect(scoreSchema.safeParse(one).success).toBe(true);
          for (const { inReport } of one.findings) {
            if (inReport === null) continue;
            expect(fieldAt(subject, inReport.path).slice(inReport.start, inReport.end)).toBe(inReport.quote);
          }
        }
        expect(headline).toBeGreaterThanOrEqual(0);
        expect(headline).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("scoring is pure: again, on a copy, and after other reports, it says the same", () => {
    fc.assert(
      fc.property(report, report, (subject, other) => {
        const before = structuredClone(subject);
        const first = score(subject);
        score(other);
        expect(score(subject)).toEqual(first);
        expect(score(structuredClone(subject))).toEqual(first);
        expect(subject).toEqual(before);
      }),
    );
  });

  it("no scorer depends on another having run before it", () => {
    fc.assert(
      fc.property(report, (subject) => {
        const run = (order: typeof scorers) =>
          new Map(order.map((one) => [one.id, one.score(anInput(scenario, structuredClone(subject)))]));
        const forward = run(scorers);
        const backward = run([...scorers].reverse());
        for (const { id } of scorers) expect(backward.get(id)).toEqual(forward.get(id));
      }),
    );
  });

  it("an irrelevant true sentence in the evidence never lowers root-cause", () => {
    const sentence = fc.constantFrom(
      "The deploy history goes back 7 days.",
      "CPU is at 35%, which is normal.",
      "Customer support reports failed checkouts.",
      "14:04 触发告警。",
      "CPU 使用率 35%，没有异常。",
    );
    fc.assert(
      fc.property(report, fc.nat(4), sentence, (subject, at, extra) => {
        const hypotheses = subject.hypotheses.map((one, index) =>
          index === at ? { ...one, evidence: [...one.evidence, extra] } : one,
        );
        expect(rootCauseOf({ ...subject, hypotheses }) ?? -1).toBeGreaterThanOrEqual(
          rootCauseOf(subject) ?? -1,
        );
      }),
    );
  });

  it.each([
    (text: string) => `It is not the case that ${text}`,
    (text: string) => `It is not true that ${text}.`,
    (text: string) => `以下说法不成立：${text}`,
  ])("denying the cause never raises root-cause (%#)", (deny) => {
    const postmortem = { ...aReport().postmortem, rootCause: "[FILL IN]" };
    fc.assert(
      fc.property(hypothesis, (one) => {
        const plain = rootCauseOf(aReport({ postmortem, hypotheses: [one] }));
        const denied = rootCauseOf(aReport({ postmortem, hypotheses: [{ ...one, cause: deny(one.cause) }] }));
        if (plain !== null) expect(denied ?? 0).toBeLessThanOrEqual(plain);
        else expect(denied ?? 0).toBe(0);
      }),
    );
  });

  it("denying the right cause takes all of its credit", () => {
    const right = "the settlement batch with its full table scan exhausts all connections";
    const postmortem = { ...aReport().postmortem, rootCause: "[FILL IN]" };
    const value = (text: string) => rootCauseOf(aReport({ postmortem, hypotheses: [aHypothesis(text)] }));
    expect(value(right)).toBe(1);
    expect(value(`It is not the case that ${right}`)).toBe(0);
  });
});

/** The field a path such as `hypotheses[0].cause` names. */
function fieldAt(subject: TriageReport, path: string): string {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  const value = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], subject);
  if (typeof value !== "string") throw new Error(`${path} is no text`);
  return value;
}
