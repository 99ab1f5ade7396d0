const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const NICKNAMES: Readonly<Record<string, number>> = {
  "@hourly": HOUR,
  "@daily": DAY,
  "@midnight": DAY,
  "@weekly": 7 * DAY,
};
const FIELD = String.raw`(?:\*|\d)[\d*/,-]*`;

/** A five-field cron line, with at least one star, or a nickname. */
export const CRON = String.raw`(?<![\d*/])(?=[\d/,\s-]*\*)${FIELD}(?:\s+${FIELD}){4}(?![\d*/])|@(?:hourly|daily|midnight|weekly)\b`;

/**
 * How often a cron line fires, in seconds; null where it has no single period (such as "0 9 * * 1-5").
 *
 * A first field of "every 30th" means every 30 minutes: it counts minutes, and is often misread as seconds.
 */
export function cronPeriod(line: string): number | null {
  const nickname = NICKNAMES[line];
  if (nickname !== undefined) return nickname;
  const [minute = "", hour = "", day, month, weekday] = line.split(/\s+/);
  if (day !== "*" || month !== "*" || weekday !== "*") return null;
  if (hour === "*") return stepOf(minute, 60, MINUTE) ?? (/^\d+$/.test(minute) ? HOUR : null);
  if (!/^\d+$/.test(minute)) return null;
  return stepOf(hour, 24, HOUR) ?? (/^\d+$/.test(hour) ? DAY : null);
}

/** A bare star is 1; a star with "/n" is n if n divides the cycle: every 45 minutes is no cron line. */
function stepOf(field: string, cycle: number, seconds: number): number | null {
  const step = field === "*" ? 1 : Number(/^\*\/(\d+)$/.exec(field)?.[1] ?? 0);
  return step > 0 && cycle % step === 0 ? step * seconds : null;
}
