/** How long an answer's headers ask us to wait, in milliseconds; null where they do not say. `nowMs` is Unix time. */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const milliseconds = nonNegative(headers.get("retry-after-ms"));
  if (milliseconds !== null) return milliseconds;

  const retryAfter = headers.get("retry-after");
  const seconds = nonNegative(retryAfter);
  if (seconds !== null) return seconds * 1000;

  const date = Date.parse(retryAfter ?? "");
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

function nonNegative(header: string | null): number | null {
  if (header === null || !/^\s*\d+(\.\d+)?\s*$/.test(header)) return null;
  return Number(header);
}
