import { FILL_IN, type TriageReport } from "../contracts/triage-report.ts";
import { addSentence, type Mutation, withPostmortem } from "./mutation.ts";

/** Changes that make a report neither better nor worse: nothing may move. */
export const neutralMutations: readonly Mutation[] = [
  {
    id: "evidence in another order",
    drops: [],
    apply: ({ report }) => ({
      ...report,
      hypotheses: report.hypotheses.map((one) => ({ ...one, evidence: one.evidence.toReversed() })),
    }),
  },
  {
    id: "irrelevant true sentence",
    drops: [],
    apply: ({ report, language }) => ({
      ...report,
      summary: addSentence(
        report.summary,
        language === "zh" ? "本报告供值班同事阅读。" : "This report is for the colleagues on call.",
        language,
      ),
    }),
  },
  {
    id: "irrelevant sentence beside the cause",
    drops: [],
    apply: ({ report, language }) => ({
      ...report,
      hypotheses: report.hypotheses.map((one) => ({
        ...one,
        cause: addSentence(
          one.cause,
          language === "zh" ? "详情见下文证据。" : "The evidence below says more.",
          language,
        ),
      })),
    }),
  },
  {
    id: "white space",
    drops: [],
    apply: ({ report }) => mapProse(report, (text) => `  ${text.replaceAll(" ", "  ")} \n`),
  },
  {
    id: "JSON in one line",
    drops: [],
    apply: ({ report }) => JSON.stringify(report),
  },
  {
    id: "full-width punctuation",
    drops: [],
    apply: ({ report }) => mapProse(report, (text) => text.replaceAll(", ", "，").replaceAll("; ", "；")),
  },
  {
    id: "typographic quotes",
    drops: [],
    apply: ({ report }) => mapProse(report, (text) => text.replace(/"([^"]*)"/g, "“$1”")),
  },
  {
    id: "synonyms",
    drops: [],
    crossTalk: { evidence: "a word inside a quotation changes too" },
    apply: ({ report, language }) =>
      mapProse(report, (text) =>
        language === "zh"
          ? text.replaceAll("因此", "所以").replaceAll("部分", "一些").replaceAll("失败", "报错")
          : text
              .replaceAll(" shows ", " displays ")
              .replaceAll(" some ", " a few ")
              .replaceAll("Look for", "Search for"),
      ),
  },
];

/** Every text of the report's prose changed; commands, times and placeholders stay. */
function mapProse(report: TriageReport, change: (text: string) => string): TriageReport {
  const to = (text: string) => (text === FILL_IN ? text : change(text));
  const { postmortem } = report;
  return {
    ...withPostmortem(report, {
      summary: to(postmortem.summary),
      timeline: postmortem.timeline.map(({ time, event }) => ({ time, event: to(event) })),
      impact: to(postmortem.impact),
      rootCause: to(postmortem.rootCause),
      detection: to(postmortem.detection),
      response: to(postmortem.response),
      wentWell: postmortem.wentWell.map(to),
      wentPoorly: postmortem.wentPoorly.map(to),
      actionItems: postmortem.actionItems.map(to),
    }),
    summary: to(report.summary),
    severityReasoning: to(report.severityReasoning),
    hypotheses: report.hypotheses.map(({ cause, confidence, evidence }) => ({
      cause: to(cause),
      confidence,
      evidence: evidence.map(to),
    })),
    checklist: report.checklist.map(({ step, command, expected }) => ({
      step: to(step),
      command,
      expected: to(expected),
    })),
    mitigations: report.mitigations.map(({ action, risk, rollback }) => ({
      action: to(action),
      risk: to(risk),
      rollback: to(rollback),
    })),
    customerImpact: to(report.customerImpact),
    followUps: report.followUps.map(({ priority, action, owner }) => ({
      priority,
      action: to(action),
      owner,
    })),
  };
}
