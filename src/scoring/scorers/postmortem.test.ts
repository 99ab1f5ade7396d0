import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Language } from "../../contracts/language.ts";
import type { Scenario } from "../../contracts/scenario.ts";
import type { Finding } from "../../contracts/score.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { postmortem } from "./postmortem.ts";

type Postmortem = TriageReport["postmortem"];
const scenario = paymentPool();
const SECTIONS = 9;

/** Drafts in which every section is as it should be. */
const GOOD: Readonly<Record<Language, TriageReport>> = {
  en: {
    ...committedReport("en"),
    postmortem: {
      ...committedReport("en").postmortem,
      summary: "Checkouts fail because the settlement batch of v2.41 exhausts the connections.",
      impact: "12% of requests failed with HTTP 500. Duration and customers: [FILL IN].",
    },
  },
  zh: committedReport("zh"),
};

function verdictOf(language: Language, changes: Partial<Postmortem>, subject: Scenario = scenario) {
  const good = GOOD[language];
  const report = { ...good, postmortem: { ...good.postmortem, ...changes } };
  return postmortem.score(anInput(subject, report, { language }));
}

const complaints = (findings: readonly Finding[]) =>
  findings
    .filter(({ tone }) => tone !== "good")
    .map(({ tone, inReport }) => [tone, inReport?.path, inReport?.quote]);

const lost = (sections: number) => (SECTIONS - sections) / SECTIONS;

describe("a whole draft", () => {
  it.each(["en", "zh"] as const)("earns 1 in %s, with nothing to complain of", (language) => {
    const { value, findings } = verdictOf(language, {});
    expect({ value, complaints: complaints(findings) }).toEqual({ value: 1, complaints: [] });
  });
});

describe("[FILL IN] exactly where the incident text is silent", () => {
  it.each([
    { language: "en", changes: { summary: "[FILL IN]" }, sections: 1, tones: ["bad"] },
    { language: "zh", changes: { summary: "[FILL IN]" }, sections: 1, tones: ["bad"] },
    { language: "en", changes: { rootCause: "[FILL IN]" }, sections: 1, tones: ["bad"] },
    { language: "zh", changes: { rootCause: "【待填写】" }, sections: 1, tones: ["bad", "warning"] },
    { language: "en", changes: { detection: "[FILL IN]" }, sections: 1, tones: ["bad"] },
    { language: "zh", changes: { detection: "待补充" }, sections: 1, tones: ["bad", "warning"] },
    { language: "en", changes: { impact: "[FILL IN]" }, sections: 1, tones: ["bad"] },
    { language: "zh", changes: { impact: "[FILL IN]" }, sections: 1, tones: ["bad"] },
    {
      language: "en",
      changes: { impact: "[FILL IN]% of requests failed for [FILL IN]" },
      sections: 0.5,
      tones: ["bad"],
    },
    {
      language: "zh",
      changes: { impact: "部分请求失败，占比 [FILL IN]，时长 [FILL IN]。" },
      sections: 0.5,
      tones: ["bad"],
    },
    {
      language: "en",
      changes: { impact: "12% of requests failed for 45 minutes" },
      sections: 0.5,
      tones: ["bad"],
    },
    { language: "zh", changes: { impact: "12% 的请求失败，持续 45 分钟。" }, sections: 0.5, tones: ["bad"] },
    {
      language: "zh",
      changes: { impact: "数千用户受影响，12% 的请求失败。" },
      sections: 0.5,
      tones: ["bad"],
    },
    { language: "en", changes: { impact: "12% of requests failed" }, sections: 0, tones: ["warning"] },
    { language: "zh", changes: { impact: "12% 的请求失败。" }, sections: 0, tones: ["warning"] },
    {
      language: "en",
      changes: { response: "The team scaled up the pods and failed over." },
      sections: 1,
      tones: ["bad"],
    },
    { language: "zh", changes: { response: "团队扩容了实例并切换流量。" }, sections: 1, tones: ["bad"] },
    {
      language: "zh",
      changes: { response: "值班人员收到告警后立即扩容。" },
      sections: 1,
      tones: ["bad"],
    },
    { language: "en", changes: { response: "TBD" }, sections: 0, tones: ["warning"] },
    { language: "zh", changes: { response: "[待补充]" }, sections: 0, tones: ["warning"] },
    {
      language: "en",
      changes: { response: 'At 14:06 "DB looks healthy, CPU is fine"; then [FILL IN].' },
      sections: 0,
      tones: [],
    },
    {
      language: "en",
      changes: { wentWell: ["The pager fired 2 minutes after onset"] },
      sections: 0,
      tones: [],
    },
    { language: "en", changes: { wentWell: ["The alert fired quickly"] }, sections: 0, tones: [] },
    { language: "zh", changes: { wentWell: ["告警及时"] }, sections: 0, tones: [] },
    { language: "en", changes: { wentWell: ["Great teamwork all round"] }, sections: 1, tones: ["bad"] },
    { language: "zh", changes: { wentWell: ["团队响应迅速"] }, sections: 1, tones: ["bad"] },
    { language: "en", changes: { wentPoorly: ["[FILL IN]"] }, sections: 0, tones: [] },
    { language: "en", changes: { wentWell: [] }, sections: 1, tones: ["bad"] },
    { language: "zh", changes: { response: "无" }, sections: 1, tones: ["bad"] },
    { language: "en", changes: { detection: "-" }, sections: 1, tones: ["bad"] },
    { language: "en", changes: { summary: "see above" }, sections: 1, tones: ["bad"] },
    { language: "zh", changes: { actionItems: [] }, sections: 1, tones: ["bad"] },
    { language: "en", changes: { timeline: [] }, sections: 1, tones: ["bad"] },
  ] as const)("$language $changes costs $sections sections", ({ language, changes, sections, tones }) => {
    const { value, findings } = verdictOf(language, structuredClone(changes) as Partial<Postmortem>);
    expect(value).toBeCloseTo(lost(sections), 10);
    expect(complaints(findings).map(([tone]) => tone)).toEqual(tones);
  });

  it("points at the figure that was asked for, and at how it was noticed", () => {
    const inContext = (changes: Partial<Postmortem>, language: Language) =>
      verdictOf(language, changes).findings.find(({ tone }) => tone === "bad")?.inContext?.quote;
    expect(inContext({ impact: "[FILL IN]" }, "en")).toBe("12%");
    expect(inContext({ detection: "[FILL IN]" }, "en")).toBe("CS reports");
    expect(inContext({ detection: "[FILL IN]" }, "zh")).toBe("客服");
  });

  it("asks for no detection where the incident text has none", () => {
    const silent = {
      ...scenario,
      context: { en: "12% of requests fail since 14:02 UTC. v2.41 shipped 13:50." },
    };
    expect(verdictOf("en", { detection: "[FILL IN]" }, silent).findings).not.toContainEqual(
      expect.objectContaining({
        tone: "bad",
        inReport: expect.objectContaining({ path: "postmortem.detection" }),
      }),
    );
  });

  it("does not judge Chinese statements against an incident that is only in English", () => {
    const english = { ...scenario, context: { en: scenario.context.en } };
    const { findings } = verdictOf("zh", { wentWell: ["团队响应迅速"] }, english);
    expect(findings).toContainEqual(
      expect.objectContaining({
        tone: "warning",
        message: "Cannot be traced: the incident text is only in English.",
      }),
    );
  });
});

describe("the cause of hypothesis 1", () => {
  it.each([
    { language: "en", rootCause: "Suspected: the settlement batch scans ledger_entries.", sections: 0 },
    { language: "en", rootCause: "A connection leak in payment-svc.", sections: 1 },
    { language: "en", rootCause: "A traffic spike exhausted the connections.", sections: 1 },
    { language: "en", rootCause: "Not a traffic spike: the new cron job exhausts connections.", sections: 0 },
    { language: "zh", rootCause: "疑似结算批处理任务占满连接。", sections: 0 },
    { language: "zh", rootCause: "连接泄漏占满了上限。", sections: 1 },
    { language: "zh", rootCause: "流量突增。", sections: 1 },
    { language: "zh", rootCause: "并非流量突增，而是结算批处理任务耗尽连接。", sections: 0 },
  ] as const)("$language: $rootCause costs $sections", ({ language, rootCause, sections }) => {
    const { value, findings } = verdictOf(language, { rootCause });
    expect(value).toBeCloseTo(lost(sections), 10);
    expect(complaints(findings).map(([, path]) => path)).toEqual(
      Array(sections).fill("postmortem.rootCause"),
    );
  });

  it("may be wrong in both: agreeing is what counts here", () => {
    const wrong = "Connection leak in payment-svc v2.41";
    const report = {
      ...GOOD.en,
      hypotheses: [{ cause: wrong, confidence: "high" as const, evidence: [] }],
      postmortem: { ...GOOD.en.postmortem, rootCause: `${wrong} (to be confirmed).` },
    };
    expect(postmortem.score(anInput(scenario, report)).value).toBe(1);
  });
});

describe("blame", () => {
  it.each([
    { language: "en", wentPoorly: ["Alice forgot the index", "CPU fine, DB unhealthy"], value: 0.8 },
    { language: "en", wentPoorly: ["Alice forgot the index", "Human error by the deployer"], value: 0.6 },
    { language: "zh", wentPoorly: ["张伟忘记加索引"], value: 0.8 },
    { language: "zh", wentPoorly: ["人为失误", "值班人员没有看连接数"], value: 0.6 },
    { language: "en", wentPoorly: ['Slack said "my mistake, I forgot the index"'], value: 1 },
    { language: "zh", wentPoorly: ["群里说“我忘了加索引，是我的失误”"], value: 1 },
    { language: "en", wentPoorly: ["The payments team shipped without a load limit"], value: 1 },
  ] as const)("$language $wentPoorly: $value", ({ language, wentPoorly, value }) => {
    expect(verdictOf(language, { wentPoorly: [...wentPoorly] }).value).toBeCloseTo(value, 10);
  });

  it("warns of a handle, at no cost", () => {
    const { value, findings } = verdictOf("en", { wentPoorly: ["@bob saw CPU at 35%"] });
    expect(value).toBe(1);
    expect(complaints(findings)).toEqual([["warning", "postmortem.wentPoorly[0]", "@bob"]]);
  });
});

describe("the committed reports", () => {
  const listOf = (language: Language) =>
    postmortem
      .score(anInput(scenario, committedReport(language), { language }))
      .findings.map(({ tone, inReport }) => `${tone} ${inReport?.path}: ${inReport?.quote}`);

  it("the seed report: its summary is blank though known; an invented duration; the rest is rightly open", () => {
    expect(listOf("en")).toEqual([
      "bad postmortem.summary: [FILL IN]",
      "bad postmortem.impact: 15 minutes",
      "good postmortem.response: [FILL IN]",
      "good postmortem.wentWell[0]: [FILL IN]",
    ]);
  });

  it("the Chinese one has no fault", () => {
    expect(listOf("zh")).toEqual([
      "good postmortem.impact: [FILL IN]",
      "good postmortem.response: [FILL IN]",
    ]);
  });
});

it("stays within 0 and 1 and says the same again, whatever the draft holds", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("[FILL IN]", "TBD", "Alice forgot it", "人为失误", "12%", "结算批处理任务", "@bob"),
  );
  const texts = fc.array(text, { maxLength: 4 });
  const draft = fc.record({
    summary: text,
    timeline: fc.array(fc.record({ time: text, event: text }), { maxLength: 2 }),
    impact: text,
    rootCause: text,
    detection: text,
    response: text,
    wentWell: texts,
    wentPoorly: texts,
    actionItems: texts,
  });
  fc.assert(
    fc.property(draft, fc.constantFrom("en" as const, "zh" as const), (some, language) => {
      const first = verdictOf(language, some);
      expect(first.value).toBeGreaterThanOrEqual(0);
      expect(first.value).toBeLessThanOrEqual(1);
      expect(verdictOf(language, structuredClone(some))).toEqual(first);
    }),
  );
});
