import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceSchema } from "../contracts/triage-report.ts";
import { countLabels, detailsOf, type LabelCounts, measureReliability } from "./reliability.ts";

const label = fc
  .tuple(fc.nat(200), fc.nat(200))
  .map(([a, b]) => ({ given: Math.max(a, b), right: Math.min(a, b) }));
const counts: fc.Arbitrary<LabelCounts> = fc.record({ high: label, medium: label, low: label });

describe("reliability", () => {
  it("says per label how often it was right, and how far that is from its promise", () => {
    const measured = measureReliability({
      high: { given: 20, right: 17 },
      medium: { given: 0, right: 0 },
      low: { given: 20, right: 11 },
    });
    expect(measured).toMatchObject({
      hypotheses: 40,
      labels: [
        { confidence: "high", statedChance: 0.85, given: 20, right: 17, rightShare: 0.85 },
        {
          confidence: "medium",
          statedChance: 0.5,
          given: 0,
          right: 0,
          rightShare: null,
          rightLow: null,
          rightHigh: null,
        },
        { confidence: "low", statedChance: 0.15, given: 20, right: 11, rightShare: 0.55 },
      ],
    });
    expect(measured?.error).toBeCloseTo(0.5 * 0.4);
    expect(measured?.labels[0]?.rightLow).toBeCloseTo(0.6396, 3);
    expect(measured?.labels[0]?.rightHigh).toBeCloseTo(0.9476, 3);
  });

  it.each([
    { low: 19, isKnown: false },
    { low: 20, isKnown: true },
  ])("is known from 20 hypotheses on: $isKnown at $low", ({ low, isKnown }) => {
    const none = { given: 0, right: 0 };
    const measured = measureReliability({ high: none, medium: none, low: { given: low, right: 0 } });
    expect(measured !== null).toBe(isKnown);
  });

  it("keeps every share within 0 and 1 and its interval round it", () => {
    fc.assert(
      fc.property(counts, (some) => {
        const measured = measureReliability(some);
        if (measured === null) return;
        expect(measured.error).toBeGreaterThanOrEqual(0);
        expect(measured.error).toBeLessThanOrEqual(0.85);
        for (const { rightShare, rightLow, rightHigh } of measured.labels) {
          if (rightShare === null) continue;
          expect(rightLow).toBeLessThanOrEqual(rightShare);
          expect(rightHigh).toBeGreaterThanOrEqual(rightShare);
        }
      }),
    );
  });

  it("reads back what was filed, sums over scores, and passes over a score without details", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const summed = countLabels([{ details: detailsOf(a) }, {}, { details: detailsOf(b) }]);
        for (const one of confidenceSchema.options) {
          expect(summed[one]).toEqual({
            given: a[one].given + b[one].given,
            right: a[one].right + b[one].right,
          });
        }
      }),
    );
  });
});
