import type { ContextSpan, ReportSpan } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { isStated, spanIn } from "./find-patterns.ts";
import type { IncidentIndex } from "./grounding/incident-index.ts";
import { nearestLine } from "./grounding/nearest-line.ts";
import { findAliases } from "./text/match-aliases.ts";
import { wholeField } from "./verdict.ts";

/** A technical slip in one mitigation. */
export interface MitigationLint {
  readonly message: string;
  readonly inReport: ReportSpan;
  /** The line of the incident text that the action is about, if one is. */
  readonly inContext: ContextSpan | null;
}

interface Around {
  readonly report: TriageReport;
  readonly incident: IncidentIndex;
}

const ABOUT_FROM = 0.4;

/** Slips that cost little to find by rule: what a plain index build does, and a way back that does not exist yet. */
export function lintMitigation(index: number, around: Around): MitigationLint[] {
  return [plainIndexCalledBrief(index, around), promisedRollback(index, around)].filter(
    (one) => one !== null,
  );
}

const BUILDS_INDEX =
  /\bcreate\s+(?:unique\s+)?index\b|\b(?:add|build|creat)\w*\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}index\b|(?:加|建|创建|添加|增加|补)[^，。；]{0,24}索引/i;
const ONLINE = /\bconcurrently\b|\bonline\b|\bgh-ost\b|pt-online|在线|并发创建/i;
const BRIEF = {
  en: ["brief*", "short*", "momentar*", "for a moment"],
  zh: ["短暂", "短时", "瞬时", "片刻", "一会"],
};

/** In PostgreSQL a plain CREATE INDEX blocks every write for the whole build. */
function plainIndexCalledBrief(index: number, { report, incident }: Around): MitigationLint | null {
  const { action = "", risk = "" } = report.mitigations[index] ?? {};
  if (!isInIncident(/postgres|\bpg_|\bpsql\b/i, incident) || !BUILDS_INDEX.test(action)) return null;
  if (ONLINE.test(action) || ONLINE.test(risk)) return null;
  const brief = findAliases(risk, BRIEF).find(isStated);
  if (brief === undefined) return null;
  return {
    message:
      "CREATE INDEX without CONCURRENTLY blocks writes for as long as the build takes, which is not brief.",
    inReport: spanIn({ path: `mitigations[${index}].risk`, text: risk }, brief),
    inContext: lineAbout(action, incident),
  };
}

/** Means that a team has or has not; a report cannot fall back on one it asks for. */
const MEANS: readonly RegExp[] = [
  /\bfeature[ -]?(?:flag|toggle)s?\b|功能开关|特性开关|(?<!网络|电源)开关/i,
  /\bkill[ -]?switch(?:es)?\b|紧急开关/i,
  /\bcircuit[ -]?breakers?\b|熔断/i,
  /\bread[ -]?replicas?\b|只读副本|只读从库/i,
  /\bpgbouncer\b|\bconnection pooler\b|连接池代理/i,
  /\brunbooks?\b|\bplaybooks?\b|应急手册|值班手册|操作手册/i,
  /\bback-?ups?\b|备份/i,
  /\bcanary\b|灰度/i,
];
const BRINGS_IN =
  /\b(?:add|implement|introduc|creat|build|set(?:ting)? up|install|provid|wrap|put)\w*\b|增加|新增|添加|实现|引入|建立|搭建|补充|加上|加一个|接入|为[^，。；]{1,20}加/i;

function promisedRollback(index: number, { report, incident }: Around): MitigationLint | null {
  const { rollback = "" } = report.mitigations[index] ?? {};
  const wished = [...report.followUps.map(({ action }) => action), ...report.postmortem.actionItems];
  for (const means of MEANS) {
    const found = means.exec(rollback);
    if (found === null || isInIncident(means, incident)) continue;
    const wish = wished.find((text) => means.test(text) && BRINGS_IN.test(text));
    if (wish === undefined) continue;
    const [quote] = found;
    const field = { path: `mitigations[${index}].rollback`, text: rollback };
    return {
      message: `The rollback relies on what the report itself still asks for: "${wish}".`,
      inReport: { ...wholeField(field), start: found.index, end: found.index + quote.length, quote },
      inContext: null,
    };
  }
  return null;
}

function isInIncident(pattern: RegExp, { shown, other }: IncidentIndex): boolean {
  return pattern.test(shown.source) || pattern.test(other?.source ?? "");
}

function lineAbout(action: string, incident: IncidentIndex): ContextSpan | null {
  const line = nearestLine(action, incident);
  return line !== null && line.share >= ABOUT_FROM ? line.span : null;
}
