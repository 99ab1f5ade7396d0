import { describe, expect, it } from "vitest";
import {
  formatChange,
  formatCount,
  formatHeadline,
  formatInstant,
  formatLatency,
  formatLatencyExact,
  formatMoney,
  formatPercent,
  formatScore,
  formatTokens,
  formatUsage,
} from "./format-figures.ts";

describe("figures", () => {
  it.each([
    [0.00209753, "$0.00210"],
    [0, "$0.00"],
    [0.0000004, "<$0.000001"],
    [0.00000123, "$0.00000123"],
    [0.05, "$0.0500"],
    [0.5, "$0.500"],
    [0.9994, "$0.999"],
    [0.9996, "$1.00"],
    [12.4, "$12.40"],
    [1234.5, "$1,234.50"],
    [null, "–"],
  ])("money: %s reads %s", (value, text) => expect(formatMoney(value)).toBe(text));

  it.each([
    [10567, "10.6 s"],
    [0, "0 ms"],
    [850.4, "850 ms"],
    [999.6, "1.0 s"],
    [99_949, "99.9 s"],
    [99_960, "100 s"],
    [1_234_000, "1,234 s"],
    [null, "–"],
  ])("latency in tables: %s reads %s", (value, text) => expect(formatLatency(value)).toBe(text));

  it.each([
    [10567, "10567ms"],
    [10566.6, "10567ms"],
    [null, "–"],
  ])("latency of one reply: %s reads %s", (value, text) => expect(formatLatencyExact(value)).toBe(text));

  it.each([
    [{ inputTokens: 1739, outputTokens: 1480 }, "1739↑ / 1480↓ tok"],
    [null, "– tok"],
  ])("usage: %j reads %s", (value, text) => expect(formatUsage(value)).toBe(text));

  it.each([
    [0, "0"],
    [9999, "9999"],
    [12_345, "12.3k"],
    [869_500, "870k"],
    [999_600, "1.00M"],
    [1_234_567, "1.23M"],
    [null, "–"],
  ])("tokens: %s reads %s", (value, text) => expect(formatTokens(value)).toBe(text));

  it.each([
    [0.75, "75%"],
    [1, "100%"],
    [0, "0%"],
    [0.998, "99.8%"],
    [0.9999, ">99.9%"],
    [0.004, "0.4%"],
    [0.0001, "<0.1%"],
    [null, "–"],
  ])("share: %s reads %s", (value, text) => expect(formatPercent(value)).toBe(text));

  it.each([
    [0.85, "85"],
    [1, "100"],
    [0.996, "99.6"],
    [0, "0"],
    [null, "–"],
  ])("score: %s reads %s", (value, text) => expect(formatScore(value)).toBe(text));

  it.each([
    [72.44, "72.4"],
    [100, "100.0"],
    [null, "–"],
  ])("headline: %s reads %s", (value, text) => expect(formatHeadline(value)).toBe(text));

  it.each([
    [3.24, "+3.2"],
    [-1, "-1.0"],
    [-0.01, "±0.0"],
    [0, "±0.0"],
    [null, "–"],
  ])("change: %s reads %s", (value, text) => expect(formatChange(value)).toBe(text));

  it.each([
    ["2026-06-02T23:35:28.000Z", "2026-06-02 23:35:28 UTC"],
    ["2026-06-03T07:35:28+08:00", "2026-06-02 23:35:28 UTC"],
    ["yesterday", "yesterday"],
    [null, "–"],
  ])("instant: %s reads %s", (value, text) => expect(formatInstant(value)).toBe(text));

  it("counts in singular and plural", () => {
    expect([0, 1, 1200].map((count) => formatCount(count, "trial"))).toEqual([
      "0 trials",
      "1 trial",
      "1,200 trials",
    ]);
  });
});
