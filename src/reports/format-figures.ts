/** How figures read, one function per kind of figure. Whatever is unknown (null) reads "–". */
import type { Usage } from "../contracts/model-client.ts";

export const UNKNOWN = "–";

/** US dollars: cents from one dollar up ("$12.40"), three significant digits below ("$0.00210"). */
export function formatMoney(costUsd: number | null): string {
  if (costUsd === null) return UNKNOWN;
  if (costUsd === 0) return "$0.00";
  if (costUsd < 0.000001) return "<$0.000001";
  return costUsd < 0.9995 ? `$${costUsd.toPrecision(3)}` : `$${withThousands(costUsd.toFixed(2))}`;
}

/** Milliseconds as measured, for one reply's meta line: "10567ms". */
export function formatLatencyExact(latencyMs: number | null): string {
  return latencyMs === null ? UNKNOWN : `${Math.round(latencyMs)}ms`;
}

/** For tables: "850 ms", "10.6 s", "125 s". */
export function formatLatency(latencyMs: number | null): string {
  if (latencyMs === null) return UNKNOWN;
  if (latencyMs < 999.5) return `${Math.round(latencyMs)} ms`;
  const seconds = latencyMs / 1000;
  return seconds < 99.95 ? `${seconds.toFixed(1)} s` : `${withThousands(seconds.toFixed(0))} s`;
}

/** Tokens of one reply, in and out: "1739↑ / 1480↓ tok". */
export function formatUsage(usage: Pick<Usage, "inputTokens" | "outputTokens"> | null): string {
  return usage === null ? `${UNKNOWN} tok` : `${usage.inputTokens}↑ / ${usage.outputTokens}↓ tok`;
}

/** A number of tokens for tables: exact up to 9999, then "12.3k", "1.23M". */
export function formatTokens(tokens: number | null): string {
  if (tokens === null) return UNKNOWN;
  if (tokens < 10_000) return String(tokens);
  return tokens < 999_500 ? `${shorten(tokens / 1000)}k` : `${shorten(tokens / 1_000_000)}M`;
}

/** A share, 0 to 1, as a percentage. Only the whole reads "100%" and only nothing reads "0%". */
export function formatPercent(share: number | null): string {
  return share === null ? UNKNOWN : `${outOfHundred(share * 100)}%`;
}

/** A scorer's value, 0 to 1, as points out of 100: 0.85 is "85". Only a perfect score reads "100". */
export function formatScore(value: number | null): string {
  return value === null ? UNKNOWN : outOfHundred(value * 100);
}

/** The headline, 0 to 100, to one decimal: "72.4". */
export function formatHeadline(headline: number | null): string {
  return headline === null ? UNKNOWN : headline.toFixed(1);
}

/** A difference in points, with its sign: "+3.2", "-1.0", "±0.0". */
export function formatChange(points: number | null): string {
  if (points === null) return UNKNOWN;
  const size = Math.abs(points).toFixed(1);
  if (size === "0.0") return "±0.0";
  return `${points > 0 ? "+" : "-"}${size}`;
}

/** An instant as people compare it, in UTC: "2026-06-02 23:35:28 UTC". Text that is no instant stays as it is. */
export function formatInstant(instant: string | null): string {
  if (instant === null) return UNKNOWN;
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return instant;
  return `${time.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** "1 trial", "2 trials". */
export function formatCount(count: number, noun: string): string {
  return `${withThousands(String(count))} ${noun}${count === 1 ? "" : "s"}`;
}

/** Rounds to whole points but never onto an end of the scale that was not reached. */
function outOfHundred(points: number): string {
  const rounded = Math.round(points);
  if (rounded === 100 && points < 100) return points < 99.9 ? points.toFixed(1) : ">99.9";
  if (rounded === 0 && points > 0) return points > 0.1 ? points.toFixed(1) : "<0.1";
  return String(rounded);
}

function shorten(value: number): string {
  return value < 99.95 ? value.toPrecision(3) : value.toFixed(0);
}

function withThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
