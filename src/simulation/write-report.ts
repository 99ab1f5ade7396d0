import type { Aliases, Language } from "../contracts/language.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { FILL_IN, type TriageReport } from "../contracts/triage-report.ts";

type Phrase = Readonly<Record<Language, string>>;

const EVIDENCE_LINES = 2;

/**
 * The report of somebody who knows what a scenario expects and writes without style: right cause, severity and plan, no
 * invention. What a simulated model starts from before its defects. Pure.
 */
export function writeReport(scenario: Scenario, language: Language): TriageReport {
  const { expected } = scenario;
  const cause = inLanguage(expected.rootCause.statement, language);
  return {
    summary: cause,
    severity: expected.severity,
    severityReasoning: SEVERITY_REASONING[language],
    hypotheses: [
      { cause, confidence: "high", evidence: supportingLines(scenario, language) },
      ...expected.redHerrings.slice(0, 2).map(({ any }) => ({
        cause: RULED_OUT[language].replace("%", wordsFor(any, language)),
        confidence: "low" as const,
        evidence: [],
      })),
    ],
    checklist: expected.probes.map(({ any }) => {
      const words = wordsFor(any, language);
      return {
        step: PROBE[language].replace("%", words),
        command: `kubectl logs deploy/<deployment> --since=1h | grep -F '${wordsFor(any, "en").replaceAll("'", "")}'`,
        expected: PROBE_EXPECTED[language].replaceAll("%", words),
      };
    }),
    mitigations: expected.mitigation.accepted.map(({ any }) => {
      const words = wordsFor(any, language);
      return {
        action: ACTION[language].replace("%", words),
        risk: RISK[language],
        rollback: ROLLBACK[language].replace("%", words),
      };
    }),
    customerImpact: UNKNOWN_COUNT[language],
    postmortem: {
      summary: cause,
      timeline: expected.timeline.map(({ at, event }) => ({
        time: `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`,
        event: inLanguage(event, language),
      })),
      impact: UNKNOWN_COUNT[language],
      rootCause: cause,
      detection: DETECTION[language],
      response: FILL_IN,
      wentWell: [FILL_IN],
      wentPoorly: [FILL_IN],
      actionItems: expected.prevention.map(({ any }) => wordsFor(any, language)),
    },
    followUps: expected.prevention.map(({ any }, index) => ({
      priority: index === 0 ? "P0" : "P1",
      action: FOLLOW_UP[language].replace("%", wordsFor(any, language)),
      owner: OWNER[language],
    })),
  };
}

const DETECTION: Phrase = {
  en: "By the signals in the incident text.",
  zh: "通过事件记录中的信号发现。",
};
const SEVERITY_REASONING: Phrase = {
  en: "The rule of that level is met by the facts in the text, and no higher one is.",
  zh: "文中事实满足该级别的规则，且不满足更高级别。",
};
const RULED_OUT: Phrase = { en: "Ruled out: %.", zh: "已排除：%。" };
const PROBE: Phrase = { en: "Look at: %", zh: "查看：%" };
const PROBE_EXPECTED: Phrase = {
  en: "If lines with % appear from the onset on, the first hypothesis holds; if none does, it is refuted.",
  zh: "若从故障开始起出现与 % 有关的日志，则支持第一个假设；若没有，则排除它。",
};
const ACTION: Phrase = { en: "First, %", zh: "先执行：%" };
const RISK: Phrase = {
  en: "What depends on it pauses meanwhile; watch the error rate while it happens.",
  zh: "依赖它的功能会暂停，执行期间需要观察错误率。",
};
const ROLLBACK: Phrase = {
  en: "Undo this very step (%) and check the state again.",
  zh: "撤销这一步（%），恢复原状并再次检查。",
};
const UNKNOWN_COUNT: Phrase = { en: `Affected customers: ${FILL_IN}`, zh: `受影响客户数：${FILL_IN}` };
const FOLLOW_UP: Phrase = { en: "Put in place: %", zh: "新增自动检查并验收：%" };
const OWNER: Phrase = { en: "Service team", zh: "服务团队" };

function inLanguage(
  text: { readonly en: string; readonly zh?: string | undefined },
  language: Language,
): string {
  return (text[language] ?? text.en).replace(/[.。]$/, "").replaceAll(/["“”「」]/g, "");
}

/** The plainest alias of a list, as a sentence would hold it. */
function wordsFor(any: Aliases, language: Language): string {
  const aliases = any[language].length > 0 ? any[language] : [...any.en, ...any.zh];
  const wildness = (alias: string) => (alias.match(/[*…]/g) ?? []).length;
  const [plainest = ""] = aliases.toSorted((a, b) => wildness(a) - wildness(b));
  return plainest.replaceAll("*", "").replaceAll(" … ", language === "zh" ? "" : " ");
}

/** The lines of the incident text that share most words with the cause, as they stand there. */
function supportingLines(scenario: Scenario, language: Language): string[] {
  const text = scenario.context[language] ?? scenario.context.en;
  const cause = inLanguage(scenario.expected.rootCause.statement, language).toLowerCase();
  const words = new Set(cause.match(/[a-z0-9_.-]{3,}|[\p{Script=Han}]{2}/gu) ?? []);
  const shared = (line: string) => [...words].filter((word) => line.toLowerCase().includes(word)).length;
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length > 20)
    .toSorted((a, b) => shared(b) - shared(a))
    .slice(0, EVIDENCE_LINES);
}
