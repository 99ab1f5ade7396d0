import type { Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { FILL_IN, type Severity, severitySchema, type TriageReport } from "../contracts/triage-report.ts";
import type { ScenarioLibrary } from "./lint-rule.ts";

/** A way to answer without a diagnosis. Knows the incident text and how often each severity occurs. */
export interface Guess {
  readonly id: string;
  readonly means: string;
  report(text: string, known: { readonly language: Language; readonly severity: Severity }): TriageReport;
}

const CHANGE =
  /\b(?:deploy(?:ed|s|ment)?|releas(?:e|ed)|roll(?:ed)?[ -]?out|shipped|merged|promoted)\b|\bv\d+\.\d+|发布|上线|部署|变更/i;

const WORDS = {
  en: {
    unknown: "The cause is unknown",
    blame: (line: string) => `The last change caused it: ${line}`,
    check: "Read the error log",
    act: "Roll back the last change",
    risk: "A short restart of the service",
    back: "Deploy the change again",
    owner: "On-call team",
  },
  zh: {
    unknown: "原因未知",
    blame: (line: string) => `最近一次变更导致了故障：${line}`,
    check: "查看错误日志",
    act: "回滚最近一次变更",
    risk: "服务会短暂重启",
    back: "重新发布该变更",
    owner: "值班团队",
  },
} as const;

export const GUESSES: readonly Guess[] = [
  {
    id: "most-frequent-severity",
    means: "always the most frequent severity, and an unknown cause",
    report: (_text, { language, severity }) =>
      aGuess({
        language,
        severity,
        cause: WORDS[language].unknown,
        evidence: [],
        says: WORDS[language].unknown,
      }),
  },
  {
    id: "blame-the-last-deploy",
    means: "the last line that speaks of a release is the cause",
    report: (text, { language, severity }) => {
      const line =
        text
          .split("\n")
          .findLast((one) => CHANGE.test(one))
          ?.trim() ?? "";
      const cause = WORDS[language].blame(line);
      return aGuess({ language, severity, cause, evidence: [line], says: cause });
    },
  },
  {
    id: "copy-the-alert",
    means: "the first paragraph of the incident text in every field",
    report: (text, { language, severity }) => {
      const alert = text.split(/\n\s*\n/)[0]?.trim() ?? "";
      return aGuess({ language, severity, cause: alert, evidence: [alert], says: alert });
    },
  },
];

export function mostFrequentSeverity(library: ScenarioLibrary): Severity {
  const originals = [...library.values()].filter(isOriginal);
  const countOf = (severity: Severity) =>
    originals.filter(({ expected }) => expected.severity === severity).length;
  return severitySchema.options.toSorted((a, b) => countOf(b) - countOf(a))[0] ?? "SEV1";
}

export function isOriginal({ twinOf }: Scenario): boolean {
  return twinOf === undefined;
}

function aGuess(guess: {
  language: Language;
  severity: Severity;
  cause: string;
  evidence: readonly string[];
  says: string;
}): TriageReport {
  const { severity, cause, says } = guess;
  const { check, act, risk, back, owner } = WORDS[guess.language];
  return {
    summary: says,
    severity,
    severityReasoning: says,
    hypotheses: [{ cause, confidence: "high", evidence: [...guess.evidence] }],
    checklist: [{ step: check, command: "journalctl -n 100", expected: says }],
    mitigations: [{ action: act, risk, rollback: back }],
    customerImpact: FILL_IN,
    postmortem: {
      summary: says,
      timeline: [],
      impact: FILL_IN,
      rootCause: cause,
      detection: FILL_IN,
      response: FILL_IN,
      wentWell: [],
      wentPoorly: [],
      actionItems: [],
    },
    followUps: [{ priority: "P1", action: act, owner }],
  };
}
