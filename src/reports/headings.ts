import type { Language } from "../contracts/language.ts";
import type { MatchedField, PastIncidentKind } from "../contracts/past-incident.ts";

/** The fixed words of a triage report, in the language the report was asked for in. */
export interface Headings {
  readonly service: string;
  readonly created: string;
  readonly context: string;
  readonly summary: string;
  readonly severity: string;
  readonly severityReasoning: string;
  readonly hypotheses: string;
  readonly evidence: string;
  readonly checklist: string;
  readonly expected: string;
  readonly mitigation: string;
  readonly risk: string;
  readonly rollback: string;
  readonly customerImpact: string;
  readonly postmortem: string;
  readonly timeline: string;
  readonly impact: string;
  readonly rootCause: string;
  readonly detection: string;
  readonly response: string;
  readonly wentWell: string;
  readonly wentPoorly: string;
  readonly actionItems: string;
  readonly followUps: string;
  readonly similar: string;
  readonly lexicalMatch: string;
  readonly match: string;
  readonly notLookedUp: string;
  /** Nobody could look, and why. */
  readonly lookupFailed: string;
  /** Among how many past incidents nothing was found. */
  readonly noneFound: (total: number) => string;
  readonly memoryEmpty: string;
  readonly unratedSeverity: string;
  readonly matched: Readonly<Record<MatchedField, string>>;
  readonly incidentKind: Readonly<Record<Exclude<PastIncidentKind, "incident">, string>>;
  readonly none: string;
  readonly scoreCard: string;
  readonly headline: string;
  readonly passed: string;
  readonly failed: string;
  readonly gates: string;
  readonly noGateFailed: string;
  readonly notScored: string;
  readonly confidence: Readonly<Record<"high" | "medium" | "low", string>>;
  /** Between a label and its text. */
  readonly colon: string;
}

export const HEADINGS: Readonly<Record<Language, Headings>> = {
  en: {
    service: "service",
    created: "created",
    context: "Raw incident context",
    summary: "Summary",
    severity: "Severity",
    severityReasoning: "Severity reasoning",
    hypotheses: "Root cause hypotheses",
    evidence: "Evidence",
    checklist: "Investigation checklist",
    expected: "Expected",
    mitigation: "Mitigation plan",
    risk: "Risk",
    rollback: "Rollback",
    customerImpact: "Customer impact",
    postmortem: "Postmortem draft",
    timeline: "Timeline (UTC)",
    impact: "Impact",
    rootCause: "Root Cause",
    detection: "Detection",
    response: "Response",
    wentWell: "What Went Well",
    wentPoorly: "What Went Poorly",
    actionItems: "Action Items",
    followUps: "Follow-ups",
    similar: "Similar past incidents",
    lexicalMatch: "lexical match (pg_trgm)",
    match: "match",
    notLookedUp: "not looked up",
    lookupFailed: "could not be looked up",
    noneFound: (total) => `none found among ${total} past ${total === 1 ? "incident" : "incidents"}`,
    memoryEmpty: "none found: no past incidents are stored yet (npm run incidents -- import <file>)",
    unratedSeverity: "severity unknown",
    matched: { title: "title", symptoms: "symptoms", both: "title and symptoms" },
    incidentKind: { example: "example", scenario: "scenario", triage: "triage report" },
    none: "none",
    scoreCard: "Score card",
    headline: "Headline",
    passed: "passed",
    failed: "failed",
    gates: "Gates",
    noGateFailed: "none failed",
    notScored: "not scored",
    confidence: { high: "high", medium: "medium", low: "low" },
    colon: ": ",
  },
  zh: {
    service: "服务",
    created: "创建时间",
    context: "原始事件信息",
    summary: "摘要",
    severity: "严重级别",
    severityReasoning: "定级依据",
    hypotheses: "根因假设",
    evidence: "证据",
    checklist: "排查清单",
    expected: "预期结果",
    mitigation: "缓解方案",
    risk: "风险",
    rollback: "回滚",
    customerImpact: "客户影响",
    postmortem: "复盘草稿",
    timeline: "时间线（UTC）",
    impact: "影响",
    rootCause: "根本原因",
    detection: "发现方式",
    response: "响应过程",
    wentWell: "做得好的地方",
    wentPoorly: "有待改进的地方",
    actionItems: "行动项",
    followUps: "后续事项",
    similar: "相似历史事件",
    lexicalMatch: "词法匹配（pg_trgm）",
    match: "匹配字段",
    notLookedUp: "未查询",
    lookupFailed: "无法查询",
    noneFound: (total) => `未找到（共 ${total} 条历史事件）`,
    memoryEmpty: "未找到：尚未导入历史事件（npm run incidents -- import <文件>）",
    unratedSeverity: "级别未知",
    matched: { title: "标题", symptoms: "现象", both: "标题和现象" },
    incidentKind: { example: "示例", scenario: "演练场景", triage: "分诊报告" },
    none: "无",
    scoreCard: "评分卡",
    headline: "总分",
    passed: "通过",
    failed: "未通过",
    gates: "硬性门槛",
    noGateFailed: "无违反",
    notScored: "未评分",
    confidence: { high: "高", medium: "中", low: "低" },
    colon: "：",
  },
};
