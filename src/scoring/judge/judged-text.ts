import type { TriageReport } from "../../contracts/triage-report.ts";
import type { ReportField } from "../verdict.ts";

/** The fields a judge is shown, in reading order: what the questions are about, and nothing that could sway it. */
export function judgedFields({ severity, summary, hypotheses }: TriageReport): ReportField[] {
  const [first] = hypotheses;
  return [
    { path: "severity", text: severity },
    { path: "summary", text: summary },
    ...(first === undefined
      ? []
      : [
          { path: "hypotheses[0].cause", text: first.cause },
          ...first.evidence.map((text, item) => ({ path: `hypotheses[0].evidence[${item}]`, text })),
        ]),
  ];
}

/** The same as the text of a prompt. */
export function judgedText(report: TriageReport): string {
  return judgedFields(report)
    .map(({ path, text }) => `${LABELS[path] ?? "evidence"}: ${text}`)
    .join("\n");
}

const LABELS: Readonly<Record<string, string>> = {
  severity: "severity",
  summary: "summary",
  "hypotheses[0].cause": "first hypothesis, cause",
};
