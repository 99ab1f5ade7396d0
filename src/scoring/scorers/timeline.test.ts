import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../contracts/scenario.ts";
import { aReport, aScenario } from "../../testing/builders.ts";
import { anInput, committedReport, paymentPool } from "../__fixtures__/payment-pool.ts";
import { timeline } from "./timeline.ts";

type Entry = string | readonly [time: string, event: string];

function score(entries: readonly Entry[], scenario: Scenario = paymentPool(), language: "en" | "zh" = "en") {
  const written = entries.map((one) => {
    const [time, event] = typeof one === "string" ? [one, "something"] : one;
    return { time, event };
  });
  const report = aReport({ postmortem: { ...aReport().postmortem, timeline: written } });
  return timeline.score(anInput(scenario, report, { language }));
}

/** 13:50, 14:02, 14:03, 14:04 and 14:06, all required, in UTC. */
const WHOLE = ["13:50", "14:02", "14:03", "14:04", "14:06"];

describe("reads a time", () => {
  it.each([
    "14:02",
    "14:02 UTC",
    "14:02（UTC）",
    "UTC 14:02",
    "１４：０２",
    "14点02分",
    "~14:02",
    "约 14:03",
    "2:02 pm",
    "2026-06-02T14:02:30Z",
    "2026-06-02 16:02 +02:00",
    "2026-06-02T09:02:00-05:00",
    "June 2, 14:02 UTC",
    "6 月 2 日 14:02",
    "22:02 +08:00",
    "北京时间 22:02",
    "14:02–14:06 UTC",
    "14:02 - 14:06",
    "14:02 ~ 14:06",
  ])("%s", (time) => {
    expect(score([time]).findings[0]).toMatchObject({
      tone: "good",
      inReport: { path: "postmortem.timeline[0].time", start: 0, end: time.length, quote: time },
    });
  });

  it.each([
    ["14:20", '"14:20" is no instant of the incident text; the nearest is 14:06 UTC.'],
    ["14:02-14:25", '"14:02-14:25" is no instant of the incident text; the nearest is 14:06 UTC.'],
    ["22:02 UTC", 'A zone slip: "22:02 UTC" is 14:02 UTC, off by +8 h.'],
    ["19:32", 'A zone slip: "19:32" is 14:02 UTC, off by +5.5 h.'],
    ["14:02 +08:00", 'A zone slip: "14:02 +08:00" is 14:02 UTC, off by -8 h.'],
    ["北京时间 14:02", 'A zone slip: "北京时间 14:02" is 14:02 UTC, off by -8 h.'],
    ["shortly after", '"shortly after" is no time of day.'],
    ["不久之后", '"不久之后" is no time of day.'],
    ["", '"" is no time of day.'],
  ])("and says what is wrong with %s", (time, message) => {
    expect(score([time]).findings[0]).toMatchObject({ tone: "bad", message });
  });

  it.each(["[FILL IN]", "［FILL IN］", "[待补充]", "14:[FILL IN]", "<time>"])("and lets %s be", (time) => {
    expect(score([...WHOLE, time]).value).toBe(1);
  });
});

describe("the value", () => {
  const one = { ...paymentPool() };
  it.each([
    { why: "whole", entries: WHOLE, value: 1 },
    { why: "one missing", entries: WHOLE.slice(1), value: 0.75 + 0.25 * 0.8 },
    { why: "one missing between", entries: ["13:50", "14:02", "14:04", "14:06"], value: 0.75 + 0.25 * 0.8 },
    { why: "one invented", entries: [...WHOLE, "14:20"], value: 0.75 * (5 / 6) + 0.25 },
    { why: "two swapped", entries: ["13:50", "14:03", "14:02", "14:04", "14:06"], value: 0.75 * 0.8 + 0.25 },
    { why: "the last one first", entries: ["14:06", ...WHOLE.slice(0, 4)], value: 0.75 * 0.8 + 0.25 },
    { why: "one twice", entries: [...WHOLE, "14:06"], value: 1 },
    { why: "all in another zone", entries: WHOLE.map((time) => `${time} +08:00`), value: 0 },
    { why: "all to be filled in", entries: ["[FILL IN]"], value: 0 },
    { why: "empty", entries: [], value: 0 },
  ])("is $value: $why", ({ entries, value }) => {
    expect(score(entries, one).value).toBeCloseTo(value);
  });

  it("counts entries alone where nothing is required, and is null without any", () => {
    expect(score(["14:02", "15:15 UTC"], aScenario()).value).toBe(0.5);
    expect(score(["[FILL IN]"], aScenario()).value).toBe(null);
  });

  it("names a required instant that is not told, and where the text has it", () => {
    expect(score(WHOLE.slice(0, 4), paymentPool(), "zh").findings.at(-1)).toMatchObject({
      tone: "bad",
      message: "Not told: 14:06 UTC, 最初误判：“DB 看起来正常，CPU 没问题”",
      inReport: null,
      inContext: { quote: "14:06" },
    });
  });

  it.each(["en", "zh"] as const)("is 1 for the committed %s report", (language) => {
    const verdict = timeline.score(anInput(paymentPool(), committedReport(language), { language }));
    expect(verdict.value).toBe(1);
    expect(verdict.findings.map(({ tone }) => tone)).toEqual(Array(5).fill("good"));
  });
});

function scenarioWith(
  context: string,
  events: Scenario["expected"]["timeline"],
  occurredAt: string,
): Scenario {
  const base = aScenario({ context: { en: context }, occurredAt });
  return { ...base, expected: { ...base.expected, timeline: events } };
}

describe("across midnight", () => {
  const at = (instant: string) => ({ at: instant, event: { en: "it" }, required: true });
  const night = scenarioWith(
    "23:58 deploy. 00:04 page. 00:10 recovery.",
    ["2026-06-02T23:58:00Z", "2026-06-03T00:04:00Z", "2026-06-03T00:10:00Z"].map(at),
    "2026-06-02T23:58:00Z",
  );
  it.each([
    { entries: ["23:58", "00:04", "00:10"], value: 1 },
    { entries: ["2026-06-02 23:58", "2026-06-03 00:04", "00:10 UTC"], value: 1 },
    { entries: ["23:58", "00:10", "00:04"], value: 0.75 * (2 / 3) + 0.25 },
    { entries: ["00:04", "00:10", "23:58"], value: 0.75 * (2 / 3) + 0.25 },
    { entries: ["2026-06-03 23:58", "2026-06-03 00:04", "2026-06-03 00:10"], value: 0.75 * (2 / 3) + 0.25 },
  ])("$value for $entries", ({ entries, value }) => {
    expect(score(entries, night).value).toBeCloseTo(value);
  });
});

describe("over days, without dates", () => {
  const at = (instant: string) => ({ at: instant, event: { en: "it" }, required: true });
  const days = scenarioWith(
    "09:00 deploy. 21:00 backlog. 09:00 page. 08:00 recovery.",
    ["2026-06-01T09:00:00Z", "2026-06-01T21:00:00Z", "2026-06-02T09:00:00Z", "2026-06-03T08:00:00Z"].map(at),
    "2026-06-02T09:00:00Z",
  );
  it.each([
    { entries: ["09:00", "21:00", "09:00", "08:00"], value: 1 },
    { entries: ["21:00", "09:00", "08:00"], value: 0.75 + 0.25 },
    { entries: ["08:00", "21:00", "09:00"], value: 0.75 * (2 / 3) + 0.25 },
  ])("$value for $entries", ({ entries, value }) => {
    expect(score(entries, days).value).toBeCloseTo(value);
  });
});

describe("a text in local time", () => {
  const local = scenarioWith(
    "22:02 +08:00 latency up. 22:04 +08:00 page. 22:09 support calls.",
    [{ at: "2026-06-02T14:02:00Z", event: { en: "latency" }, required: true }],
    "2026-06-02T14:02:00Z",
  );
  it.each([
    { entries: ["22:02", "22:04 +08:00", "22:09"], value: 1 },
    { entries: ["14:02 UTC", "14:04", "14:09 UTC"], value: 1 },
    { entries: ["22:02 UTC", "22:04 UTC"], value: 0 },
  ])("$value for $entries", ({ entries, value }) => {
    expect(score(entries, local).value).toBe(value);
  });
});

describe("an event the scenario lists words for", () => {
  const base = paymentPool();
  const words: Record<string, { en: string[]; zh: string[] }> = {
    "2026-06-02T13:50:00Z": { en: ["v2.41"], zh: [] },
    "2026-06-02T14:04:00Z": { en: ["pager"], zh: ["告警"] },
    "2026-06-02T14:06:00Z": { en: ["DB looks healthy"], zh: ["数据库没有问题"] },
  };
  const events = base.expected.timeline.map((event) => ({ ...event, any: words[event.at] }));
  const scenario = { ...base, expected: { ...base.expected, timeline: events } };
  it.each([
    { entry: ["14:04", "Pager"], tone: "good" },
    { entry: ["14:02", "Pager fires"], tone: "bad" },
    { entry: ["14:02", "触发告警"], tone: "bad" },
    { entry: ["14:02", "No pager yet"], tone: "good" },
    { entry: ["14:02", "尚无告警"], tone: "good" },
    { entry: ["14:04", "Pager, 14 minutes after v2.41"], tone: "good" },
    { entry: ["14:06", "误判数据库没有问题"], tone: "good" },
    { entry: ["14:02", "误判数据库没有问题"], tone: "bad" },
    { entry: ["14:04", "somebody is called"], tone: "good" },
  ] as const)("stands at its time: $entry ($tone)", ({ entry, tone }) => {
    expect(score([entry], scenario).findings[0]?.tone).toBe(tone);
  });

  it("may be named again later, once it has been told", () => {
    expect(
      score(
        [
          ["14:04", "Pager"],
          ["14:06", "Pager again"],
        ],
        scenario,
      ).findings[1]?.tone,
    ).toBe("good");
  });

  it("points at the right instant", () => {
    const { findings } = score([["14:02", "Pager"]], scenario);
    expect(findings[0]).toMatchObject({
      message: "The event told here was at 14:04 UTC.",
      inReport: { quote: "14:02" },
      inContext: { quote: "14:04" },
    });
  });
});

const time = fc.constantFrom(...WHOLE, "14:20", "22:02 UTC", "00:04", "[FILL IN]", "later", "14:02-14:06");

it("stays in 0 to 1, is pure, and reads nothing but the timeline", () => {
  fc.assert(
    fc.property(fc.array(time, { maxLength: 7 }), fc.string(), (times, unrelated) => {
      const scenario = paymentPool();
      const verdict = score(times, scenario);
      expect(verdict.value).toBeGreaterThanOrEqual(0);
      expect(verdict.value).toBeLessThanOrEqual(1);
      expect(score([...times], scenario)).toEqual(verdict);
      const postmortem = {
        ...aReport().postmortem,
        timeline: times.map((one) => ({ time: one, event: "something" })),
      };
      const changed = aReport({ postmortem, summary: unrelated, checklist: [], hypotheses: [] });
      expect(timeline.score(anInput(scenario, changed))).toEqual(verdict);
    }),
  );
});
