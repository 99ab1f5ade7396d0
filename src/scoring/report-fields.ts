import type { TriageReport } from "../contracts/triage-report.ts";
import type { ReportField } from "./verdict.ts";

/** Every field of a report that holds prose, in reading order: all but commands, times and enum values. */
export function proseFields(report: TriageReport): ReportField[] {
  const { hypotheses, checklist, mitigations, postmortem, followUps } = report;
  return [
    { path: "summary", text: report.summary },
    { path: "severityReasoning", text: report.severityReasoning },
    ...hypotheses.flatMap(({ cause, evidence }, i) => [
      { path: `hypotheses[${i}].cause`, text: cause },
      ...list(`hypotheses[${i}].evidence`, evidence),
    ]),
    ...checklist.flatMap(({ step, expected }, i) => [
      { path: `checklist[${i}].step`, text: step },
      { path: `checklist[${i}].expected`, text: expected },
    ]),
    ...mitigations.flatMap(({ action, risk, rollback }, i) => [
      { path: `mitigations[${i}].action`, text: action },
      { path: `mitigations[${i}].risk`, text: risk },
      { path: `mitigations[${i}].rollback`, text: rollback },
    ]),
    { path: "customerImpact", text: report.customerImpact },
    { path: "postmortem.summary", text: postmortem.summary },
    ...postmortem.timeline.map(({ event }, i) => ({ path: `postmortem.timeline[${i}].event`, text: event })),
    { path: "postmortem.impact", text: postmortem.impact },
    { path: "postmortem.rootCause", text: postmortem.rootCause },
    { path: "postmortem.detection", text: postmortem.detection },
    { path: "postmortem.response", text: postmortem.response },
    ...list("postmortem.wentWell", postmortem.wentWell),
    ...list("postmortem.wentPoorly", postmortem.wentPoorly),
    ...list("postmortem.actionItems", postmortem.actionItems),
    ...followUps.flatMap(({ action, owner }, i) => [
      { path: `followUps[${i}].action`, text: action },
      { path: `followUps[${i}].owner`, text: owner },
    ]),
  ];
}

/** Every field of a report that holds text: its prose, then times and commands. */
export function textFields(report: TriageReport): ReportField[] {
  return [
    ...proseFields(report),
    ...report.postmortem.timeline.map(({ time }, i) => ({
      path: `postmortem.timeline[${i}].time`,
      text: time,
    })),
    ...report.checklist.map(({ command }, i) => ({ path: `checklist[${i}].command`, text: command })),
  ];
}

function list(path: string, texts: readonly string[]): ReportField[] {
  return texts.map((text, index) => ({ path: `${path}[${index}]`, text }));
}
