import type { Language } from "../contracts/language.ts";
import type { Finding, Score } from "../contracts/score.ts";
import type { Confidence, Severity, TriageReport } from "../contracts/triage-report.ts";
import { formatHeadline, formatInstant, formatScore } from "./format-figures.ts";
import { HEADINGS, type Headings } from "./headings.ts";
import { metaLine, provenanceLine } from "./meta-line.ts";
import { similarSection } from "./similar-section.ts";
import { scoreTone, type Tone } from "./tone.ts";
import type { Badge, Block, Field, Item, Section } from "./triage-section.ts";
import type { TriageScore, TriageView } from "./triage-view.ts";

/**
 * A triaged incident as sections in reading order, the same for terminal, Markdown and HTML. Texts are
 * raw: each renderer makes them safe in its own way.
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
      { heading: words.context, blocks: [{ kind: "verbatim", text: view.context }] },
      { heading: words.summary, blocks: [prose(view.report.summary)] },
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
    badge: { text: report.severity, tone: SEVERITY_TONE[report.severity] },
    blocks: [
      { kind: "field", label: words.severityReasoning, text: report.severityReasoning },
      { kind: "note", text: metaLine(meta) },
      ...(origin === null ? [] : [{ kind: "note", text: origin } as const]),
    ],
  };
}

function reportSections(report: TriageReport, words: Headings): Section[] {
  const hypotheses = report.hypotheses.map(({ cause, confidence, evidence }) => ({
    badge: { text: words.confidence[confidence], tone: CONFIDENCE_TONE[confidence] },
    text: cause,
    blocks: evidence.map((text) => field(words.evidence, text)),
  }));
  const checklist = report.checklist.map(({ step, command, expected }) => ({
    text: step,
    blocks: [
      ...(command.trim() === "" ? [] : [{ kind: "command", text: command } as const]),
      field(words.expected, expected),
    ],
  }));
  const mitigations = report.mitigations.map(({ action, risk, rollback }) => ({
    text: action,
    blocks: [field(words.risk, risk), field(words.rollback, rollback)],
  }));
  const followUps = report.followUps.map(({ priority, action, owner }) => ({
    badge: { text: priority, tone: PRIORITY_TONE[priority] },
    text: owner.trim() === "" ? action : `${action} — ${owner}`,
  }));
  return [
    { heading: words.hypotheses, blocks: list(hypotheses, words, { ordered: true }) },
    { heading: words.checklist, blocks: list(checklist, words, { ordered: true }) },
    { heading: words.mitigation, blocks: list(mitigations, words, { ordered: true }) },
    { heading: words.customerImpact, blocks: [prose(report.customerImpact)] },
    postmortemSection(report.postmortem, words),
    { heading: words.followUps, blocks: list(followUps, words) },
  ];
}

function postmortemSection(postmortem: TriageReport["postmortem"], words: Headings): Section {
  const section = (heading: string, text: string): Section => ({ heading, blocks: [prose(text)] });
  const listed = (heading: string, texts: readonly string[]): Section => ({
    heading,
    blocks: list(
      texts.map((text) => ({ text })),
      words,
    ),
  });
  return {
    heading: words.postmortem,
    blocks: [],
    subsections: [
      section(words.summary, postmortem.summary),
      listed(
        words.timeline,
        postmortem.timeline.map(({ time, event }) => `${time} — ${event}`),
      ),
      section(words.impact, postmortem.impact),
      section(words.rootCause, postmortem.rootCause),
      section(words.detection, postmortem.detection),
      section(words.response, postmortem.response),
      listed(words.wentWell, postmortem.wentWell),
      listed(words.wentPoorly, postmortem.wentPoorly),
      listed(words.actionItems, postmortem.actionItems),
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

function prose(text: string): Block {
  return { kind: "prose", text };
}

function field(label: string, text: string): Block {
  return { kind: "field", label, text };
}

/** A list, or the word for an empty one: a missing section must not look like a rendering fault. */
function list(items: readonly Item[], words: Headings, { ordered = false } = {}): Block[] {
  return items.length === 0 ? [{ kind: "note", text: words.none }] : [{ kind: "list", ordered, items }];
}
