import type { Expected } from "../../contracts/scenario.ts";
import type { Finding, ReportSpan, Scorer, Verdict } from "../../contracts/score.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { mean } from "../../statistics/mean.ts";
import { type ActionReading, readAction } from "../read-action.ts";
import { type OwnerKind, readOwner } from "../read-owner.ts";
import { wordOverlap } from "../text/content-words.ts";
import { findAliasGroups } from "../text/match-aliases.ts";
import { normaliseText } from "../text/normalise.ts";
import { finding, scored, wholeField } from "../verdict.ts";

const OWNER_SHARE = 0.5;
const ACTION_SHARE = 0.5;
const WITHOUT_CAUSE = 0.5;
const P0_INFLATION = { cost: 0.2, share: 1 / 3, fromItems: 3 };
/** From this overlap of words on, two tasks are one. */
const SAME_FROM = 0.8;

/**
 * Are the follow-ups tasks that somebody owns, and does one keep this cause from coming back?
 *
 * Mean over the distinct tasks of ½ (an owning team or role) + ½ (verb and object), halved where none addresses
 * the cause, less .2 where more than a third of three or more tasks are P0; 0 without any. A task addresses the
 * cause when it asserts one of the scenario's `prevention` patterns, or, where a scenario has none, names a fact of
 * the cause with a verb of change. A repeated task counts once. That a priority is P0, P1 or P2 is the schema's
 * business.
 *
 * Limits: a preventing task in words that no pattern foresaw is missed; whether a team exists is not asked.
 *
 * @see read-action.ts, read-owner.ts
 */
export const followUps: Scorer = {
  id: "follow-ups",
  version: 2,
  rule: "½ owning team + ½ verb and object, halved if none addresses the cause, less 0.2 for too many P0",
  reads: "report",

  score({ scenario, report }): Verdict {
    if (report.followUps.length === 0) return scored(0, "there are no follow-ups");
    const all = report.followUps.map((_, index) => readTask(report.followUps, index, scenario.expected));
    const distinct = all.filter(({ repeats }) => repeats === null);
    const items = mean(distinct.map(worthOf)) ?? 0;
    const addressing = distinct.find(({ addresses }) => addresses !== null);
    const isInflated = hasTooManyP0(distinct);

    const value =
      items * (addressing === undefined ? WITHOUT_CAUSE : 1) - (isInflated ? P0_INFLATION.cost : 0);
    const sound = distinct.filter((task) => worthOf(task) === 1).length;
    const summary = [
      `${sound} of ${distinct.length} are owned, concrete tasks`,
      ...(addressing === undefined ? ["none addresses the cause"] : []),
      ...(isInflated ? ["too many are P0"] : []),
    ].join("; ");
    return scored(Math.max(0, value), summary, {
      findings: [
        ...all.flatMap(explain),
        ...(addressing === undefined ? [finding("bad", "No follow-up addresses the cause.")] : []),
        ...(isInflated ? distinct.filter(isP0).map(explainP0) : []),
      ],
    });
  },
};

interface Task {
  readonly index: number;
  readonly item: TriageReport["followUps"][number];
  readonly owner: OwnerKind;
  readonly action: ActionReading;
  /** What of the cause it addresses, and where; null where it does not. */
  readonly addresses: { readonly means: string; readonly at: ReportSpan } | null;
  /** The earlier task that it says again; null for a new one. */
  readonly repeats: number | null;
}

function readTask(list: TriageReport["followUps"], index: number, expected: Expected): Task {
  const item = list[index] ?? { priority: "P2", action: "", owner: "" };
  const action = readAction(item.action);
  const earlier = list.slice(0, index).findIndex((other) => isSameTask(other.action, item.action));
  return {
    index,
    item,
    owner: readOwner(item.owner),
    action,
    addresses: causeAddressed({ path: `followUps[${index}].action`, text: item.action }, action, expected),
    repeats: earlier === -1 ? null : earlier,
  };
}

function isSameTask(a: string, b: string): boolean {
  return normaliseText(a).text === normaliseText(b).text || wordOverlap(a, b) >= SAME_FROM;
}

function causeAddressed(
  { path, text }: { path: string; text: string },
  { changes }: ActionReading,
  { prevention, rootCause }: Expected,
): Task["addresses"] {
  if (prevention.length === 0 && !changes) return null;
  const wanted = prevention.length > 0 ? prevention : rootCause.facts;
  const matches = findAliasGroups(
    text,
    wanted.map(({ any }) => any),
  );
  for (const [index, pattern] of wanted.entries()) {
    const match = matches[index]?.find(({ polarity }) => polarity === "asserted" || polarity === "hedged");
    if (match === undefined) continue;
    const { start, end, quote } = match;
    return { means: pattern.means, at: { path, start, end, quote } };
  }
  return null;
}

function worthOf({ owner, action }: Task): number {
  return (owner === "team" ? OWNER_SHARE : 0) + (action.verdict === "actionable" ? ACTION_SHARE : 0);
}

function isP0({ item }: Task): boolean {
  return item.priority === "P0";
}

function hasTooManyP0(distinct: readonly Task[]): boolean {
  const share = distinct.filter(isP0).length / distinct.length;
  return distinct.length >= P0_INFLATION.fromItems && share > P0_INFLATION.share;
}

const NO_TEAM: Readonly<Record<Exclude<OwnerKind, "team">, string>> = {
  nobody: "No team owns it",
  everybody: "What everybody owns, nobody does",
  person: "A person owns it, not a team",
};
const NO_TASK: Readonly<Record<Exclude<ActionReading["verdict"], "actionable">, string>> = {
  "no-verb": "It does not say what to do",
  "no-object": "It does not say what to do it to",
  vague: "A wish: nobody could tell when it is done",
};

function explain({ index, item, owner, action, addresses, repeats }: Task): Finding[] {
  const actionField = wholeField({ path: `followUps[${index}].action`, text: item.action });
  if (repeats !== null) {
    return [finding("warning", `Says follow-up ${repeats + 1} again; counted once.`, actionField)];
  }
  const ownerField = wholeField({ path: `followUps[${index}].owner`, text: item.owner });
  return [
    ...(action.verdict === "actionable" ? [] : [finding("bad", `${NO_TASK[action.verdict]}.`, actionField)]),
    ...(owner === "team" ? [] : [finding("bad", `${NO_TEAM[owner]}.`, ownerField)]),
    ...(addresses === null ? [] : [finding("good", `Addresses the cause: ${addresses.means}`, addresses.at)]),
  ];
}

function explainP0({ index, item }: Task): Finding {
  const at = wholeField({ path: `followUps[${index}].priority`, text: item.priority });
  return finding("warning", "More than a third are P0, so none is.", at);
}
