import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelCallError, type ModelCallErrorCode } from "../contracts/model-client.ts";
import { addFailure, mayRetry, NO_HISTORY, retryDelayMs } from "./retry-policy.ts";

/** How often a call that always fails this way is sent. */
function attemptsOf(code: ModelCallErrorCode, { maxRetries = 4, modelReplied = false } = {}): number {
  const error = new ModelCallError("m", { code });
  let history = NO_HISTORY;
  do history = addFailure(history, error, { modelReplied });
  while (mayRetry(error, history, maxRetries) && history.attempts < 1000);
  return history.attempts;
}

describe("attempts", () => {
  it.each<[ModelCallErrorCode, number]>([
    ["timeout", 5],
    ["server", 5],
    ["network", 5],
    ["malformed", 2],
    ["rejected", 1],
    ["unauthorized", 1],
    ["interrupted", 1],
    ["rate-limited", 13],
  ])("of a call that always ends in %s: %i", (code, attempts) => {
    expect(attemptsOf(code)).toBe(attempts);
  });

  it("are one without retries, but a refusal by our own burst is still waited out", () => {
    expect(attemptsOf("server", { maxRetries: 0 })).toBe(1);
    expect(attemptsOf("malformed", { maxRetries: 0 })).toBe(1);
    expect(attemptsOf("rate-limited", { maxRetries: 0 })).toBe(13);
  });

  it("do not run out on refusals while the model answers other calls", () => {
    expect(attemptsOf("rate-limited", { modelReplied: true })).toBe(1000);
  });
});

describe("retryDelayMs", () => {
  it("doubles its ceiling up to a minute", () => {
    const longest = (failures: number) => retryDelayMs(failures, { retryAfterMs: null, random: () => 1 });
    expect([1, 2, 3, 4, 20].map(longest)).toEqual([500, 1000, 2000, 4000, 60_000]);
  });

  it("uses the whole range below it, so that calls refused together part", () => {
    expect(retryDelayMs(3, { retryAfterMs: null, random: () => 0 })).toBe(0);
    expect(retryDelayMs(3, { retryAfterMs: null, random: () => 0.5 })).toBe(1000);
  });

  it("never waits less than the endpoint asked, up to a minute, nor more than two minutes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.option(fc.integer({ min: 0, max: 10 ** 9 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, retryAfterMs, chance) => {
          const delay = retryDelayMs(failures, { retryAfterMs, random: () => chance });
          expect(delay).toBeGreaterThanOrEqual(Math.min(retryAfterMs ?? 0, 60_000));
          expect(delay).toBeLessThanOrEqual(120_000);
        },
      ),
    );
  });
});
