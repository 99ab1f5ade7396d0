import { describe, expect, it } from "vitest";
import { idealMs, planEngineCases } from "./engine-cases.ts";

describe("the engine benchmark's cases", () => {
  it("leaves out what takes minutes unless asked for", () => {
    const usual = planEngineCases({ isFull: false });
    expect(usual.filter(({ trials, serverLimit }) => trials === 10_000 && serverLimit !== null)).toEqual([]);
    expect(usual.filter(({ trials, runner }) => trials === 10_000 && runner === "promptfoo")).toEqual([]);
    expect(planEngineCases({ isFull: true })).toEqual(expect.arrayContaining(usual));
  });

  it("measures each runner but the bare loop on every combination", () => {
    const ours = planEngineCases({ isFull: true }).filter(({ runner }) => runner === "firedrill");
    expect(new Set(ours.map((one) => JSON.stringify(one))).size).toBe(8);
  });

  it.each([
    { trials: 1000, concurrency: 50, serverLimit: null, ms: 4_000 },
    { trials: 1000, concurrency: 200, serverLimit: 20, ms: 10_000 },
    { trials: 1000, concurrency: 10, serverLimit: 20, ms: 20_000 },
    { trials: 11, concurrency: 10, serverLimit: null, ms: 400 },
  ])(
    "calls $ms ms ideal for $trials trials, $concurrency at once, limit $serverLimit",
    ({ ms, ...sizes }) => {
      expect(idealMs(sizes)).toBe(ms);
    },
  );
});
