import { describe, expect, it } from "vitest";
import type { Price } from "../contracts/model.ts";
import type { ModelRequest } from "../contracts/model-client.ts";
import { costUsd, expectedCostUsd, replyCostUsd, upperBoundCostUsd } from "./cost.ts";

const price: Price = {
  inputPerMillion: 0.27,
  cachedInputPerMillion: 0.07,
  outputPerMillion: 1.1,
  asOf: "2025-02-08",
  source: "test",
};

function aRequest(
  content: string,
  parameters: ModelRequest["parameters"] = { max_tokens: 1000 },
): ModelRequest {
  return { provider: "p", model: "m", parameters, messages: [{ role: "user", content }], repeat: 0 };
}

describe("costUsd", () => {
  it("gives the first real report its real cost: 1739 in, 1480 out, $0.00210", () => {
    const cost = costUsd({ inputTokens: 1739, cachedInputTokens: null, outputTokens: 1480 }, price);
    expect(cost).toBeCloseTo(0.00209753, 12);
    expect(cost?.toFixed(5)).toBe("0.00210");
  });

  it.each([
    { why: "cached input at its own rate", cached: 1_000_000, cachedPrice: 0.07, cost: 0.07 },
    {
      why: "cached input at the full rate where there is no other",
      cached: 1_000_000,
      cachedPrice: null,
      cost: 0.27,
    },
    { why: "half of it cached", cached: 500_000, cachedPrice: 0.07, cost: 0.17 },
    { why: "more cached than read, as if all were", cached: 2_000_000, cachedPrice: 0.07, cost: 0.07 },
  ])("counts $why", ({ cached, cachedPrice, cost }) => {
    const usage = { inputTokens: 1_000_000, cachedInputTokens: cached, outputTokens: 0 };
    expect(costUsd(usage, { ...price, cachedInputPerMillion: cachedPrice })).toBeCloseTo(cost, 12);
  });

  it("is unknown, not zero, without usage or price", () => {
    expect(costUsd(null, price)).toBeNull();
    expect(costUsd({ inputTokens: 1, cachedInputTokens: null, outputTokens: 1 }, null)).toBeNull();
  });
});

describe("upperBoundCostUsd", () => {
  it.each(["checkout is down", "支付服务不可用", "🔥".repeat(50), ""])(
    "bounds one token per byte of %j plus the longest reply allowed",
    (content) => {
      const worst = { inputTokens: Buffer.byteLength(content), cachedInputTokens: null, outputTokens: 1000 };
      expect(upperBoundCostUsd(aRequest(content), price)).toBeGreaterThan(
        costUsd(worst, price) ?? Number.NaN,
      );
    },
  );

  it("counts the schema, which vendors bill as input", () => {
    const bare = upperBoundCostUsd(aRequest("x"), price) ?? 0;
    const format = { max_tokens: 1000, response_format: { type: "json_schema", schema: "s".repeat(10_000) } };
    expect((upperBoundCostUsd(aRequest("x", format), price) ?? 0) - bare).toBeGreaterThan(0.0026);
  });

  it("is unknown where nothing bounds it", () => {
    expect(upperBoundCostUsd(aRequest("x", {}), price)).toBeNull();
    expect(upperBoundCostUsd(aRequest("x"), null)).toBeNull();
  });
});

describe("expectedCostUsd", () => {
  it("takes a token for four bytes, so about 0.75 token for a Chinese character", () => {
    const perToken = { ...price, inputPerMillion: 1_000_000, outputPerMillion: 0 };
    const tokens = (content: string) =>
      expectedCostUsd(aRequest(content), perToken, { typicalOutputTokens: 0 });
    expect(tokens("abcd".repeat(25))).toBe(25);
    expect(tokens("断".repeat(100))).toBe(75);
  });

  it("lies below the upper bound and is unknown without a price", () => {
    const request = aRequest("支付服务 p99 4.8s".repeat(20));
    const expected = expectedCostUsd(request, price, { typicalOutputTokens: 900 });
    expect(expected).toBeLessThan(upperBoundCostUsd(request, price) ?? 0);
    expect(expectedCostUsd(request, null, { typicalOutputTokens: 900 })).toBeNull();
  });
});

it("takes what the provider says it charged over what the price would give", () => {
  const usage = { inputTokens: 1739, cachedInputTokens: null, outputTokens: 1480 };
  expect(replyCostUsd({ reportedCostUsd: 0.5, usage }, price)).toBe(0.5);
  expect(replyCostUsd({ reportedCostUsd: 0, usage }, price)).toBe(0);
  expect(replyCostUsd({ reportedCostUsd: null, usage }, price)).toBe(costUsd(usage, price));
  expect(replyCostUsd({ reportedCostUsd: null, usage }, null)).toBeNull();
});
