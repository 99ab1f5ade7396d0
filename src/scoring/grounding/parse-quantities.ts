import { takeDates, takeInstants } from "./parse-instants.ts";
import { takeMeasures } from "./parse-measures.ts";
import { takeCronLines, takeIdentifiers, takeStatuses, takeVersions } from "./parse-names.ts";
import type { Quantity } from "./quantity.ts";
import { WorkingText } from "./working-text.ts";

/** What a person or the reader has yet to fill in: [FILL IN], [待补充], <namespace>, {{value}}, $NAME. */
const PLACEHOLDER =
  /\[(?:fill in|tbd|todo|待|n\/a)[^\]]*\]|<[a-z][^<>\n]{0,40}>|\{\{[^}]*\}\}|\$\{?[a-z_]+\}?/g;

/**
 * Everything in a text that has a value or an exact name, in order of position, with its span in that text.
 *
 * English and Chinese, full-width forms included. Vague amounts ("a few minutes") and numerals that count
 * without a unit ("two causes") are left alone: they state no figure.
 */
export function parseQuantities(source: string): Quantity[] {
  const working = new WorkingText(source);
  working.drop(PLACEHOLDER);
  // Most fields hold no digit at all, and then nothing but names and spelled figures is left to look for.
  const inDigits = /[\d@]|[45]xx/.test(working.open)
    ? [
        ...takeCronLines(working),
        ...takeInstants(working),
        ...takeDates(working),
        ...takeStatuses(working),
        ...takeVersions(working),
      ]
    : [];
  const quantities: Quantity[] = [...inDigits, ...takeIdentifiers(working), ...takeMeasures(working)];
  return quantities.sort((a, b) => a.start - b.start || a.end - b.end);
}
