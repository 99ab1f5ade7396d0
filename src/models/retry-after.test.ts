import { expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const NOW = Date.parse("2026-06-02T14:02:00Z");

it.each<{ headers: Record<string, string>; ms: number | null }>([
  { headers: { "retry-after": "2" }, ms: 2000 },
  { headers: { "retry-after": "0.5" }, ms: 500 },
  { headers: { "retry-after": "0" }, ms: 0 },
  { headers: { "retry-after-ms": "250", "retry-after": "9" }, ms: 250 },
  { headers: { "retry-after": "Tue, 02 Jun 2026 14:02:30 GMT" }, ms: 30_000 },
  { headers: { "retry-after": "Tue, 02 Jun 2026 14:01:00 GMT" }, ms: 0 },
  { headers: { "retry-after": "soon" }, ms: null },
  { headers: {}, ms: null },
])("reads $headers as $ms ms", ({ headers, ms }) => {
  expect(retryAfterMs(new Headers(headers), NOW)).toBe(ms);
});
