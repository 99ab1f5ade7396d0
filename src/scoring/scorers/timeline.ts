import type { Language } from "../../contracts/language.ts";
import type { Finding, Scorer, Verdict } from "../../contracts/score.ts";
import { readTimeline, type TimelineEntry, type TimelineReading } from "../grounding/read-timeline.ts";
import { secondOfDay } from "../grounding/utc-clock.ts";
import { scored, unscored, wholeField } from "../verdict.ts";

const ENTRIES_WEIGHT = 0.75;

/**
 * Is the postmortem's timeline the incident's?
 *
 * .75 · share of the entries that are right + .25 · share of the scenario's required instants that are told; without
 * required instants the first alone. An entry is right when its time can be read, is an instant of the incident text
 * within 60 seconds, belongs to the event it names (where the scenario lists the words for one) and stands in order;
 * midnight may pass between two entries. Entries left at [FILL IN] do not count. A timeline without any time is 0,
 * or null where none is required. A time that is the text's in another zone is told as a zone slip.
 *
 * Limits: an event told at a wrong instant that the text also has passes where the scenario lists no words for it;
 * a zone slip can hit another instant by chance and then passes for that one.
 *
 * @see grounding/read-timeline.ts
 */
export const timeline: Scorer = {
  id: "timeline",
  version: 3,
  rule: "0.75 · entries at the right time and in order + 0.25 · required instants told",
  reads: "report",

  score(input): Verdict {
    const { entries, missing } = readTimeline(input);
    const timed = entries.filter(({ state }) => state !== "open");
    const required = input.scenario.expected.timeline.filter((event) => event.required);
    const findings = [
      ...entries.map(aboutEntry).filter((one) => one !== null),
      ...missing.map((one) => aboutMissing(one, input.language)),
    ];
    if (timed.length === 0) {
      return required.length === 0
        ? unscored("the timeline holds no time, and none is required", { findings })
        : scored(0, "the timeline holds no time", { findings });
    }

    const right = timed.filter(isRight).length;
    const rightShare = right / timed.length;
    const told = required.length - missing.length;
    const value =
      required.length === 0
        ? rightShare
        : ENTRIES_WEIGHT * rightShare + (1 - ENTRIES_WEIGHT) * (told / required.length);
    const entriesTold = `${right} of ${timed.length} entries are right`;
    const summary =
      required.length === 0
        ? entriesTold
        : `${entriesTold}, ${told} of ${required.length} required instants told`;
    return scored(value, summary, { findings });
  },
};

function isRight({ state, isMisplaced }: TimelineEntry): boolean {
  return state === "traced" && !isMisplaced;
}

function aboutEntry(entry: TimelineEntry): Finding | null {
  if (entry.state === "open") return null;
  return {
    tone: isRight(entry) ? "good" : "bad",
    message: messageFor(entry),
    inReport: wholeField(entry.time),
    inContext: entry.known?.inContext ?? null,
  };
}

function messageFor({ state, isMisplaced, time, known, shift }: TimelineEntry): string {
  const near = known === null ? "none is" : `the nearest is ${clockTime(known.second)} UTC`;
  switch (state) {
    case "unknown":
      return `"${time.text}" is no instant of the incident text; ${near}.`;
    case "zone-slip":
      return `A zone slip: "${time.text}" is ${clockTime(known?.second ?? 0)} UTC, off by ${inHours(shift)}.`;
    case "other-event":
      return `The event told here was at ${clockTime(known?.second ?? 0)} UTC.`;
    case "unreadable":
      return `"${time.text}" is no time of day.`;
    default:
      return isMisplaced ? "Out of order." : "An instant of the incident text, in order.";
  }
}

function aboutMissing(
  { event: { at, event }, known }: TimelineReading["missing"][number],
  language: Language,
): Finding {
  const message = `Not told: ${clockTime(secondOfDay(at))} UTC, ${event[language] ?? event.en}`;
  return { tone: "bad", message, inReport: null, inContext: known?.inContext ?? null };
}

function clockTime(second: number): string {
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const seconds = second % 60 === 0 ? "" : `:${pad(second % 60)}`;
  return `${pad(second / 3600)}:${pad((second / 60) % 60)}${seconds}`;
}

function inHours(seconds: number): string {
  return `${seconds > 0 ? "+" : "-"}${Math.abs(seconds) / 3600} h`;
}
