import type { Language } from "../contracts/language.ts";
import type { Finding, Score } from "../contracts/score.ts";
import type { Confidence, Severity, TriageReport } from "../contracts/triage-report.ts";
import { formatHeadline, formatInstant, formatScore } from "./format-figures.ts";
import { HEADINGS, type Headings } from "./headings.ts";
import { metaLine, provenanceLine } from "./meta-line.ts";
import { similarSection } from "./similar-section.ts";
import { scoreTone, type Tone } from "./tone.ts";
import {
  type Badge,
  type Block,
  CONTEXT_PATH,
  type Field,
  type Item,
  type Origin,
  type Section,
} from "./triage-section.ts";
import type { TriageScore, TriageView } from "./triage-view.ts";

/**
 * A triaged incident as sections in reading order, the same for terminal, Markdown and HTML. Texts are
 * raw: each renderer makes them safe in its own way. What comes from the report says so in `origins`.
 */
export interface TriageDocument {
  readonly language: Language;
  readonly chips: readonly Badge[];
  readonly title: string;
  readonly facts: readonly Field[];
  readonly sections: readonly Section[];
}

export function triageDocument(view: TriageView): TriageDocument {
  const { language } = view.meta;
  const words = HEADINGS[language];
  return {
    language,
    chips: chipsOf(view),
    title: view.title,
    facts: [
      ...(view.service === null ? [] : [{ label: words.service, text: view.service }]),
      ...(view.createdAt === null ? [] : [{ label: words.created, text: formatInstant(view.createdAt) }]),
    ],
    sections: [
      {
        heading: words.context,
        blocks: [{ kind: "verbatim", text: view.context, origins: at(CONTEXT_PATH) }],
      },
      { heading: words.summary, blocks: [prose(view.report.summary, "summary")] },
      severitySection(view, words),
      ...reportSections(view.report, words),
      similarSection(view.similar, words),
      ...(view.score === null ? [] : [scoreSection(view.score, words)]),
    ],
  };
}

function chipsOf({ chips }: TriageView): Badge[] {
  if (chips === null) return [];
  const { promptId, language, provenance } = chips;
  return [
    { text: promptId, tone: "quiet" },
    { text: language, tone: "quiet" },
    ...(provenance === "live" ? [] : [{ text: provenance, tone: "warning" } as const]),
  ];
}

function severitySection({ report, meta }: TriageView, words: Headings): Section {
  const origin = provenanceLine(meta);
  return {
    heading: words.severity,
    badge: { text: report.severity, tone: SEVERITY_TONE[report.severity], origins: at("severity") },
    blocks: [
      field(words.severityReasoning, report.severityReasoning, "severityReasoning"),
      { kind: "note", text: metaLine(meta) },
      ...(origin === null ? [] : [{ kind: "note", text: origin } as const]),
    ],
  };
}

function reportSections(report: TriageReport, words: Headings): Section[] {
  const hypotheses = report.hypotheses.map(({ cause, confidence, evidence }, i) => ({
    badge: { text: words.confidence[confidence], tone: CONFIDENCE_TONE[confidence] },
    ...item(cause, `hypotheses[${i}].cause`),
    blocks: evidence.map((text, j) => field(words.evidence, text, `hypotheses[${i}].evidence[${j}]`)),
  }));
  const checklist = report.checklist.map(({ step, command, expected }, i) => ({
    ...item(step, `checklist[${i}].step`),
    blocks: [
      ...(command.trim() === ""
        ? []
        : [{ kind: "command", text: command, origins: at(`checklist[${i}].command`) } as const]),
      field(words.expected, expected, `checklist[${i}].expected`),
    ],
  }));
  const mitigations = report.mitigations.map(({ action, risk, rollback }, i) => ({
    ...item(action, `mitigations[${i}].action`),
    blocks: [
      field(words.risk, risk, `mitigations[${i}].risk`),
      field(words.rollback, rollback, `mitigations[${i}].rollback`),
    ],
  }));
  const followUps = report.followUps.map(({ priority, action, owner }, i) => ({
    badge: { text: priority, tone: PRIORITY_TONE[priority], origins: at(`followUps[${i}].priority`) },
    ...(owner.trim() === ""
      ? item(action, `followUps[${i}].action`)
      : joined(item(action, `followUps[${i}].action`), item(owner, `followUps[${i}].owner`))),
  }));
  return [
    { heading: words.hypotheses, blocks: list(hypotheses, words, { ordered: true }) },
    { heading: words.checklist, blocks: list(checklist, words, { ordered: true }) },
    { heading: words.mitigation, blocks: list(mitigations, words, { ordered: true }) },
    { heading: words.customerImpact, blocks: [prose(report.customerImpact, "customerImpact")] },
    postmortemSection(report.postmortem, words),
    { heading: words.followUps, blocks: list(followUps, words) },
  ];
}

type ProseKey = "summary" | "impact" | "rootCause" | "detection" | "response";
type ListKey = "wentWell" | "wentPoorly" | "actionItems";

function postmortemSection(postmortem: TriageReport["postmortem"], words: Headings): Section {
  const section = (heading: string, key: ProseKey): Section => ({
    heading,
    blocks: [prose(postmortem[key], `postmortem.${key}`)],
  });
  const listed = (heading: string, key: ListKey): Section => ({
    heading,
    blocks: list(
      postmortem[key].map((text, i) => item(text, `postmortem.${key}[${i}]`)),
      words,
    ),
  });
  const timeline = postmortem.timeline.map(({ time, event }, i) => {
    const path = `postmortem.timeline[${i}]`;
    return joined(item(time, `${path}.time`), item(event, `${path}.event`));
  });
  return {
    heading: words.postmortem,
    blocks: [],
    subsections: [
      section(words.summary, "summary"),
      { heading: words.timeline, blocks: list(timeline, words) },
      section(words.impact, "impact"),
      section(words.rootCause, "rootCause"),
      section(words.detection, "detection"),
      section(words.response, "response"),
      listed(words.wentWell, "wentWell"),
      listed(words.wentPoorly, "wentPoorly"),
      listed(words.actionItems, "actionItems"),
    ],
  };
}

function scoreSection({ headline, passed, scores, gateFailures }: TriageScore, words: Headings): Section {
  const gates = gateFailures.map(({ gate, scorerId, message }) => ({
    badge: { text: gate, tone: "bad" as const },
    text: `${scorerId}${words.colon}${message}`,
  }));
  return {
    heading: words.scoreCard,
    badge: { text: passed ? words.passed : words.failed, tone: passed ? "good" : "bad" },
    blocks: [
      field(words.headline, headline === null ? words.notScored : `${formatHeadline(headline)} / 100`),
      field(words.gates, gates.length === 0 ? words.noGateFailed : String(gates.length)),
      ...(gates.length === 0 ? [] : list(gates, words)),
      ...list(
        scores.map((score) => scoreItem(score, words)),
        words,
      ),
    ],
  };
}

function scoreItem({ scorerId, value, summary, findings }: Score, words: Headings): Item {
  return {
    badge: scoreBadge(value),
    text: `${scorerId}${words.colon}${summary}`,
    blocks: findings.length === 0 ? [] : list(findings.map(findingItem), words),
  };
}

/** A scorer's value at a glance. */
export function scoreBadge(value: number | null): Badge {
  return { text: formatScore(value), tone: scoreTone(value) };
}

/** A finding in one line: how it bears on the value, what it is and in which field. */
export function findingItem({ tone, message, inReport }: Finding): Item {
  return {
    badge: { text: tone, tone: tone === "info" ? "quiet" : tone },
    text: inReport === null ? message : `${message} (${inReport.path})`,
  };
}

const SEVERITY_TONE: Readonly<Record<Severity, Tone>> = {
  SEV1: "bad",
  SEV2: "warning",
  SEV3: "quiet",
  SEV4: "quiet",
};
const CONFIDENCE_TONE: Readonly<Record<Confidence, Tone>> = { high: "good", medium: "warning", low: "quiet" };
const PRIORITY_TONE = { P0: "bad", P1: "warning", P2: "quiet" } as const;

function prose(text: string, path: string): Block {
  return { kind: "prose", text, origins: at(path) };
}

/** Without a path, the text is not the report's. */
function field(label: string, text: string, path?: string): Block {
  return { kind: "field", label, text, ...(path === undefined ? {} : { origins: at(path) }) };
}

interface OriginalItem extends Item {
  readonly origins: readonly Origin[];
}

function item(text: string, path: string): OriginalItem {
  return { text, origins: at(path) };
}

function joined(first: OriginalItem, second: OriginalItem): OriginalItem {
  const before = `${first.text} — `;
  const moved = second.origins.map(({ path, start }) => ({ path, start: before.length + start }));
  return { text: before + second.text, origins: [...first.origins, ...moved] };
}

function at(path: string): Origin[] {
  return [{ path, start: 0 }];
}

/** A list, or the word for an empty one: a missing section must not look like a rendering fault. */
function list(items: readonly Item[], words: Headings, { ordered = false } = {}): Block[] {
  return items.length === 0 ? [{ kind: "note", text: words.none }] : [{ kind: "list", ordered, items }];
}
