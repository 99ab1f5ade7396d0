import type { Finding, ReportScorerInput, ReportSpan, Scorer, Verdict } from "../../contracts/score.ts";
import { isAtLeast } from "../commands/command-risk.ts";
import { findChangesInProse } from "../commands/commands-in-prose.ts";
import { findActions } from "../find-actions.ts";
import { indexIncident } from "../grounding/incident-index.ts";
import { lintMitigation } from "../lint-mitigation.ts";
import { saysSomething } from "../says-something.ts";
import { isSameWording } from "../text/content-words.ts";
import { countUnits } from "../text/scripts.ts";
import { undoesAction } from "../undoes-action.ts";
import { finding, type ReportField, scored, wholeField } from "../verdict.ts";

const WAYS_BACK_WEIGHT = 0.8;
const FIRST_WEIGHT = 0.2;
const PER_LINT = 0.1;
const PER_FORBIDDEN = 0.2;

/**
 * Is there a way back from every action, and is the first one the right one?
 *
 * .8 · the mean over actions of ½ for a risk of substance + ½ for a rollback that undoes the action + .2 where the
 * first action is one the scenario accepts (.1 where it is only reversible), less .1 per technical lint and .2 per
 * forbidden action that comes later, not below 0. A forbidden action first is 0 and a gate; no mitigation is 0. An
 * action that is denied, asked or warned against ("do not restart the primary") is none. Of substance: more than a
 * word for nothing, a bare grade ("low risk") or a copy of the action; a rollback may say that there is no way back.
 *
 * Limits: whether a risk is the real one takes a reader; a rollback is matched by verbs (`undoesAction`); accepted and
 * forbidden actions are found by the scenario's words, and looked for in what is done, not in risks and rollbacks.
 */
export const mitigation: Scorer = {
  id: "mitigation",
  version: 3,
  rule: "0.8 · risk (½) and rollback (½) + 0.2 · first action accepted − 0.1 per lint − 0.2 per later forbidden action",
  reads: "report",

  score(input): Verdict {
    const { report, scenario, language } = input;
    const count = report.mitigations.length;
    if (count === 0) return scored(0, "there is no mitigation");

    const ways = report.mitigations.map((_, index) => readWayBack(index, input));
    const first = readFirst(input);
    const forbidden = readForbidden(input);
    const incident = indexIncident(scenario, language);
    const lints = report.mitigations.flatMap((_, index) => lintMitigation(index, { report, incident }));
    const atOnce = forbidden.find(({ index }) => index === 0);
    const findings = [
      ...(atOnce === undefined ? first.findings : []),
      ...forbidden.map(({ pattern, at, index }) =>
        finding("bad", `${index === 0 ? "Must not come first" : "Does harm here"}: ${pattern.means}`, at),
      ),
      ...ways.flatMap((way) => way.findings),
      ...lints.map((lint): Finding => ({ tone: "bad", ...lint })),
    ];

    if (atOnce !== undefined) {
      const message = `the first mitigation is forbidden here: ${atOnce.pattern.id}`;
      return scored(0, message, { findings, gates: [{ gate: "forbidden-mitigation", message }] });
    }
    const mean = ways.reduce((sum, { value }) => sum + value, 0) / count;
    const later = new Set(forbidden.map(({ index }) => index)).size;
    const value =
      WAYS_BACK_WEIGHT * mean + FIRST_WEIGHT * first.value - PER_LINT * lints.length - PER_FORBIDDEN * later;
    return scored(Math.max(0, value), summaryOf({ ways, lints: lints.length, later, first: first.summary }), {
      findings,
    });
  },
};

function summaryOf(told: { ways: readonly WayBack[]; lints: number; later: number; first: string }): string {
  const whole = told.ways.filter(({ value }) => value === 1).length;
  return [
    `${whole} of ${told.ways.length} actions have a risk and a way back`,
    told.first,
    ...(told.later === 0 ? [] : [`${told.later} forbidden later`]),
    ...(told.lints === 0 ? [] : [`${told.lints} technical slip${told.lints === 1 ? "" : "s"}`]),
  ].join(", ");
}

function actionField(index: number, { report }: ReportScorerInput): ReportField {
  return { path: `mitigations[${index}].action`, text: report.mitigations[index]?.action ?? "" };
}

/** Every forbidden action that is proposed, with the position of its mitigation. */
function readForbidden(input: ReportScorerInput) {
  const { forbidden } = input.scenario.expected.mitigation;
  return input.report.mitigations.flatMap((_, index) =>
    findActions(actionField(index, input), forbidden).map((one) => ({ ...one, index })),
  );
}

function readFirst(input: ReportScorerInput): { value: number; summary: string; findings: Finding[] } {
  const field = actionField(0, input);
  const [accepted] = findActions(field, input.scenario.expected.mitigation.accepted);
  if (accepted !== undefined) {
    const findings = [finding("good", `A sound first action: ${accepted.pattern.means}`, accepted.at)];
    return { value: 1, summary: "the first one is accepted", findings };
  }
  const isReversible = readWayBack(0, input).hasRollback && destructiveIn(field) === null;
  const message = isReversible
    ? "Not among the first actions this incident calls for, though it can be taken back."
    : "Not among the first actions this incident calls for.";
  return {
    value: isReversible ? 0.5 : 0,
    summary: "the first one is not what the incident calls for",
    findings: [finding("warning", message, destructiveIn(field) ?? wholeField(field))],
  };
}

const DESTROYS = /\b(?:delet|drop|truncat|purg|wip)\w*|\bforce\w*|\balter system\b|删除|清空|强制/i;

function destructiveIn({ path, text }: ReportField): ReportSpan | null {
  const command = findChangesInProse(text).find(({ risk }) => isAtLeast(risk, "destructive"));
  const word = DESTROYS.exec(text);
  const at = command ?? (word === null ? null : { start: word.index, end: word.index + word[0].length });
  return at === null ? null : { path, start: at.start, end: at.end, quote: text.slice(at.start, at.end) };
}

interface WayBack {
  /** 0, ½ or 1. */
  readonly value: number;
  readonly hasRollback: boolean;
  readonly findings: readonly Finding[];
}

function readWayBack(index: number, { report }: ReportScorerInput): WayBack {
  const { action = "", risk = "", rollback = "" } = report.mitigations[index] ?? {};
  const inAction = { path: `mitigations[${index}].action`, text: action };
  const at = (part: "risk" | "rollback", text: string) =>
    wholeField(text.trim() === "" ? inAction : { path: `mitigations[${index}].${part}`, text });

  const riskFlaw = flawOf(risk, action);
  const rollbackFlaw =
    flawOf(rollback, action) ?? (undoesAction(rollback, action) ? null : "does not undo the action");
  const findings = [
    ...(riskFlaw === null ? [] : [finding("bad", `The risk ${riskFlaw}.`, at("risk", risk))]),
    ...(rollbackFlaw === null
      ? []
      : [finding("bad", `The rollback ${rollbackFlaw}.`, at("rollback", rollback))]),
  ];
  if (findings.length === 0)
    findings.push(finding("good", "Names its risk and a way back.", wholeField(inAction)));
  return {
    value: (riskFlaw === null ? 0.5 : 0) + (rollbackFlaw === null ? 0.5 : 0),
    hasRollback: rollbackFlaw === null,
    findings,
  };
}

function flawOf(text: string, action: string): string | null {
  if (!saysSomething(text)) return "is not named";
  if (isSameWording(text, action)) return "repeats the action";
  const { words, han } = countUnits(text);
  // 再关掉 says as much as "switch it off".
  return words + han / 1.5 < 2 ? "says next to nothing" : null;
}
