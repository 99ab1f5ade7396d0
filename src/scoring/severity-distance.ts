import type { Expected } from "../contracts/scenario.ts";
import { type Severity, severitySchema } from "../contracts/triage-report.ts";

/** Levels from the nearest acceptable severity: above 0 is too low (an outage missed), below 0 too high. */
export function levelsTooLow(said: Severity, { severity, acceptable }: Expected): number {
  const levels = [severity, ...acceptable].map((level) => levelOf(said) - levelOf(level));
  return levels.reduce((nearest, distance) => (Math.abs(distance) < Math.abs(nearest) ? distance : nearest));
}

/** SEV1 is 0. */
function levelOf(severity: Severity): number {
  return severitySchema.options.indexOf(severity);
}
