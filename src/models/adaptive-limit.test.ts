import fc from "fast-check";
import { expect, it } from "vitest";
import { type AdaptiveLimit, afterRefusal, afterReply, startLimit } from "./adaptive-limit.ts";

const MANY = 1_000_000;

function afterReplies(limit: AdaptiveLimit, count: number, waiting = MANY): AdaptiveLimit {
  let next = limit;
  for (let reply = 0; reply < count; reply += 1) next = afterReply(next, { waiting });
  return next;
}

/** Full rounds against a server that takes `capacity` calls; gives the level of each round. */
function levelsAgainst(
  capacity: number,
  { configured, rounds }: { configured: number; rounds: number },
): number[] {
  let limit = startLimit(configured);
  return Array.from({ length: rounds }, () => {
    const { inFlight } = limit;
    limit = inFlight > capacity ? afterRefusal(limit) : afterReplies(limit, inFlight);
    return inFlight;
  });
}

it("starts at the configured concurrency and never passes it", () => {
  expect(afterReplies(startLimit(8), 10_000).inFlight).toBe(8);
});

it("settles from ten times the capacity within ten refused rounds, and never falls below 70 % of it", () => {
  const levels = levelsAgainst(20, { configured: 200, rounds: 200 });
  expect(levels.findIndex((level) => level <= 20)).toBeLessThanOrEqual(10);
  expect(Math.min(...levels)).toBeGreaterThanOrEqual(14);
});

it("then uses more than 95 % of the capacity", () => {
  const settled = levelsAgainst(20, { configured: 200, rounds: 400 }).slice(20);
  const used = settled.reduce((sum, level) => sum + Math.min(level, 20), 0);
  expect(used / (settled.length * 20)).toBeGreaterThan(0.95);
  expect(settled.filter((level) => level > 20).length).toBeLessThan(settled.length * 0.05);
});

it("loses one step, not thirty percent, when a step up is refused", () => {
  const proven = afterReplies({ ...startLimit(200), inFlight: 20 }, 20);
  expect(proven.inFlight).toBe(21);
  expect(afterRefusal(proven).inFlight).toBe(20);
});

it("steps up ever more rarely after refused steps", () => {
  let limit: AdaptiveLimit = { ...startLimit(200), inFlight: 20 };
  const rounds = Array.from({ length: 6 }, () => {
    let replies = 0;
    for (; limit.inFlight === 20; replies += 1) limit = afterReply(limit, { waiting: MANY });
    limit = afterRefusal(limit);
    return replies / 20;
  });
  expect(rounds).toEqual([1, 10, 20, 40, 80, 80]);
});

it("takes no step up when less than a round is waiting", () => {
  expect(afterReplies({ ...startLimit(200), inFlight: 20 }, 500, 19).inFlight).toBe(20);
});

it("recovers one step a round when the capacity comes back", () => {
  const lowered = afterRefusal(startLimit(100));
  expect(lowered.inFlight).toBe(70);
  expect(afterReplies(lowered, 70 + 71 + 72).inFlight).toBe(73);
});

it("stays between one and the configured concurrency, whatever happens", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.array(fc.boolean(), { maxLength: 500 }),
      (max, events) => {
        let limit = startLimit(max);
        for (const isReply of events) {
          limit = isReply ? afterReply(limit, { waiting: MANY }) : afterRefusal(limit);
          expect(limit.inFlight).toBeGreaterThanOrEqual(1);
          expect(limit.inFlight).toBeLessThanOrEqual(max);
          expect(Number.isInteger(limit.inFlight)).toBe(true);
        }
      },
    ),
  );
});
