import { expect, it } from "vitest";
import { instantsInText, secondsApart } from "./instants-in-text.ts";

const utc = (clock: string) => Date.parse(`1970-01-01T${clock}Z`) / 1000;

it.each([
  { text: "14:02 UTC the pager", means: "14:02:00" },
  { text: "2026-06-02T14:02:37.123Z ERROR", means: "14:02:37" },
  { text: "22:02 CST 值班群", means: "14:02:00" },
  { text: "北京时间 22:02 告警", means: "14:02:00" },
  { text: "2026-06-02T23:02:10+09:00 error", means: "14:02:10" },
  { text: "Times in this log are UTC+8.\n22:02:11 ERROR pool", means: "14:02:11" },
  { text: "Slack (UTC-5)\n09:03 dana: anyone looking?", means: "14:03:00" },
  { text: '10.0.0.7 - - [02/Jun/2026:16:02:37 +0200] "GET / HTTP/1.1" 502', means: "14:02:37" },
  { text: "expires=1780408957", means: "14:02:37" },
  { text: '"ts":1780408957000', means: "14:02:37" },
  { text: "(Asia/Shanghai) notAfter=Jun 8 04:00:00 2026 GMT\n  22:02 Lin: fine", means: "14:02:00" },
  { text: "（北京时间）notAfter=Jun 8 04:00:00 2026 GMT\n  22:02 林悦：没问题", means: "14:02:00" },
  { text: "01:30 JST the job", means: "16:30:00" },
])("reads $means UTC in: $text", ({ text, means }) => {
  expect(instantsInText(text).some((instant) => secondsApart(instant, utc(means)) < 1)).toBe(true);
});

it.each([
  { text: "22:02 CST 值班群", not: "22:02:00", why: "its zone is beside it" },
  { text: "14:02 in the log", not: "06:02:00", why: "the text names no zone" },
  { text: "p99 up +8% at 14:02", not: "06:02:00", why: "a percentage is no offset" },
  { text: "14:02 scaled by +8 pods", not: "06:02:00", why: "a number is no offset" },
  { text: "waited 1234 ms at 14:02", not: "00:20:34", why: "a duration is no instant" },
])("does not read $not UTC in: $text, because $why", ({ text, not }) => {
  expect(instantsInText(text).every((instant) => secondsApart(instant, utc(not)) >= 60)).toBe(true);
});

it("measures across midnight", () => {
  expect(secondsApart(utc("23:59:30"), utc("00:00:10"))).toBe(40);
});
