import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { aReport, aTrialKey } from "../testing/builders.ts";
import type { ExplainView } from "./explain-view.ts";
import { renderExplain } from "./render-explain.ts";
import { renderExplainJson } from "./render-explain-json.ts";

const INCIDENT = "14:02 UTC payment-svc: too many clients already.";

function aView(changes: Partial<ExplainView> = {}): ExplainView {
  return {
    trial: aTrialKey(),
    provenance: "authored",
    parsed: { ok: true, report: aReport(), repairs: [] },
    incident: INCIDENT,
    scores: [
      {
        scorerId: "numbers",
        scorerVersion: 3,
        value: 0.5,
        summary: "1 of 2 figures",
        rule: "share traced",
        weight: 0.07,
        findings: [
          {
            tone: "bad",
            message: 'The figure "12%" is not there.',
            inReport: { path: "postmortem.impact", start: 0, end: 3, quote: "12%" },
            inContext: { start: 0, end: 9, quote: "14:02 UTC" },
          },
        ],
      },
      {
        scorerId: "claims",
        scorerVersion: 1,
        value: null,
        summary: "nothing to read",
        rule: "none",
        weight: 0.03,
        findings: [],
      },
    ],
    gateFailures: [{ gate: "ungrounded-impact", scorerId: "numbers", message: "12%" }],
    arithmetic: {
      parts: [{ scorerId: "numbers", value: 0.5, weight: 0.07 }],
      total: 0.035,
      weight: 0.07,
      mean: 50,
      cap: 40,
      headline: 40,
    },
    passRules: [
      { rule: "no gate failed", isMet: false, found: "1 failed" },
      { rule: "severity not too low", isMet: true, found: "not too low" },
    ],
    passed: false,
    ...changes,
  };
}

describe("one trial explained, on a terminal", () => {
  it("shows sum, cap, pass rule, gates and each finding with its spans in report and incident", () => {
    expect(renderExplain(aView(), { width: 80, colour: false })).toMatchInlineSnapshot(`
      "a-scenario/v1/a-model/en/0
      [failed] Headline: 40.0 / 100 · SEV1 · authored: written by hand; says nothing
      about a model

      Headline
      scorer                 value  weight  value × weight
      ────────────────────────────────────────────────────
      numbers                   50    0.07          0.0350
      claims                     –    0.03               –
      sum of what is scored           0.07          0.0350
      100 × 0.0350 ÷ 0.07 = 50.0; a gate failed, so at most 40.0: 40.0

      Pass rule [failed]
        - [not met] no gate failed: 1 failed
        - [met] severity not too low: not too low

      Gates (1)
        - [ungrounded-impact] numbers: 12%

      numbers [50]
        1 of 2 figures
        version 3 · weight 0.07 · rule: share traced
        - [bad] The figure "12%" is not there.
          report, postmortem.impact 0–3: «12%» of requests failed
          incident 0–9: «14:02 UTC» payment-svc: too many clients already.

      claims [–]
        nothing to read
        version 1 · weight 0.03 · rule: none
      "
    `);
  });

  it("says why there is nothing to explain in an unreadable reply", () => {
    const arithmetic = { parts: [], total: 0, weight: 0, mean: null, cap: 40, headline: null };
    const text = renderExplain(
      aView({ parsed: { ok: false, problems: ["the JSON object never closes"] }, arithmetic }),
      { width: 80, colour: false },
    );
    expect(text).toContain("✗ the JSON object never closes");
    expect(text).toContain("nothing is scored, so there is no headline");
  });

  it.each([60, 100, 200])("stays within %i columns and shows nothing hostile", (width) => {
    const hostile = "\u001b]0;title\u0007\u202e支付连接池耗尽 \u001b[2J".repeat(12);
    const report = aReport({ summary: hostile });
    const inReport = { path: "summary", start: 0, end: hostile.length, quote: hostile };
    const finding = { tone: "bad", message: hostile, inReport, inContext: null } as const;
    const [score] = aView().scores;
    if (score === undefined) throw new Error("no score");
    const text = renderExplain(
      aView({
        trial: aTrialKey({ scenarioId: hostile }),
        parsed: { ok: true, report, repairs: [] },
        scores: [{ ...score, summary: hostile, findings: [finding] }],
      }),
      { width, colour: false },
    );
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("colours only where a person looks", () => {
    expect(renderExplain(aView(), { width: 80, colour: true })).toContain("\u001b[");
    expect(renderExplain(aView(), { width: 80, colour: false })).not.toContain("\u001b[");
  });
});

it("is all there as JSON", () => {
  const { arithmetic, ...view } = aView();
  expect(JSON.parse(renderExplainJson(aView()))).toEqual({ schemaVersion: 1, ...view, headline: arithmetic });
});
