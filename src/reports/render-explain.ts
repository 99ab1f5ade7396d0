import type { Finding } from "../contracts/score.ts";
import { trialSelector } from "../contracts/trial.ts";
import { excerptOf, fieldAt } from "./excerpt.ts";
import type { ExplainView } from "./explain-view.ts";
import { type Column, fitTables } from "./fit-table.ts";
import { formatHeadline, formatScore } from "./format-figures.ts";
import { HEADINGS } from "./headings.ts";
import { printableLine } from "./printable.ts";
import { legendOf } from "./provenance-legend.ts";
import { joinParts } from "./render-results.ts";
import { badgeText, type SectionPage, sectionLines } from "./section-lines.ts";
import { coloursFor, type Terminal } from "./terminal.ts";
import { findingItem, scoreBadge } from "./triage-document.ts";
import type { Block, Item, Section } from "./triage-section.ts";
import { wrapItem, wrapProse } from "./wrap-prose.ts";

const WORDS = HEADINGS.en;

/** One graded reply for a terminal: headline, pass rule, gates, then every scorer with what it points at. */
export function renderExplain(view: ExplainView, terminal: Terminal): string {
  const page: SectionPage = {
    width: terminal.width,
    colours: coloursFor(terminal),
    colon: WORDS.colon,
  };
  return joinParts([
    headLines(view, page),
    arithmeticLines(view, page),
    sectionLines(passSection(view), "", page),
    sectionLines(gateSection(view), "", page),
    ...view.scores.map((score) => sectionLines(scoreSection(score, view), "", page)),
  ]);
}

function headLines(
  { trial, provenance, parsed, arithmetic, passed }: ExplainView,
  page: SectionPage,
): string[] {
  const verdict = { text: passed ? WORDS.passed : WORDS.failed, tone: passed ? "good" : "bad" } as const;
  const headline =
    arithmetic.headline === null ? WORDS.notScored : `${formatHeadline(arithmetic.headline)} / 100`;
  const facts = [
    `${WORDS.headline}${WORDS.colon}${headline}`,
    ...(parsed.ok ? [parsed.report.severity] : ["unreadable"]),
    ...(provenance === "live" ? [] : [`${provenance}: ${legendOf(provenance, "en") ?? ""}`]),
  ];
  return [
    ...wrapProse(printableLine(trialSelector(trial)), page).map((line) => page.colours.bold(line)),
    ...wrapProse(`${badgeText(verdict, page.colours)} ${facts.join(" · ")}`, page),
    ...(parsed.ok
      ? []
      : parsed.problems.flatMap((problem) =>
          wrapItem(printableLine(problem), { width: page.width, marker: "✗ " }),
        )),
  ];
}

/** The weighted mean as a sum that can be checked by hand. */
function arithmeticLines({ scores, arithmetic }: ExplainView, page: SectionPage): string[] {
  const { total, weight, mean, cap, headline } = arithmetic;
  const column = (head: string, cells: readonly string[]): Column => ({ head, align: "right", cells });
  const tables = fitTables(
    {
      labels: {
        head: "scorer",
        align: "left",
        cells: [...scores.map(({ scorerId }) => printableLine(scorerId)), "sum of what is scored"],
      },
      groups: [
        {
          caption: "Headline",
          columns: [
            column("value", [...scores.map(({ value }) => formatScore(value)), ""]),
            column("weight", [...scores.map((score) => score.weight.toFixed(2)), weight.toFixed(2)]),
            column("value × weight", [
              ...scores.map((score) =>
                score.value === null ? "–" : (score.value * score.weight).toFixed(4),
              ),
              total.toFixed(4),
            ]),
          ],
        },
      ],
    },
    page,
  );
  const steps =
    mean === null
      ? "nothing is scored, so there is no headline"
      : `100 × ${total.toFixed(4)} ÷ ${weight.toFixed(2)} = ${formatHeadline(mean)}`;
  const capped =
    cap === null || mean === null
      ? ""
      : `; a gate failed, so at most ${formatHeadline(cap)}: ${formatHeadline(headline)}`;
  return [
    page.colours.bold(page.colours.blue("Headline")),
    ...tables,
    ...wrapProse(`${steps}${capped}`, page),
  ];
}

function passSection({ passRules, passed }: ExplainView): Section {
  const items = passRules.map(
    ({ rule, isMet, found }): Item => ({
      badge: { text: isMet ? "met" : "not met", tone: isMet ? "good" : "bad" },
      text: `${rule}: ${found}`,
    }),
  );
  return {
    heading: "Pass rule",
    badge: { text: passed ? WORDS.passed : WORDS.failed, tone: passed ? "good" : "bad" },
    blocks: [{ kind: "list", ordered: false, items }],
  };
}

function gateSection({ gateFailures }: ExplainView): Section {
  const items = gateFailures.map(
    ({ gate, scorerId, message }): Item => ({
      badge: { text: gate, tone: "bad" },
      text: `${scorerId}: ${message}`,
    }),
  );
  return {
    heading: `${WORDS.gates} (${gateFailures.length})`,
    blocks:
      items.length === 0
        ? [{ kind: "note", text: WORDS.noGateFailed }]
        : [{ kind: "list", ordered: false, items }],
  };
}

function scoreSection(score: ExplainView["scores"][number], view: ExplainView): Section {
  const { scorerId, scorerVersion, value, weight, rule, summary, findings } = score;
  const items = findings.map(
    (finding): Item => ({ ...findingItem({ ...finding, inReport: null }), blocks: placesOf(finding, view) }),
  );
  return {
    heading: scorerId,
    badge: scoreBadge(value),
    blocks: [
      { kind: "prose", text: summary },
      { kind: "note", text: `version ${scorerVersion} · weight ${weight.toFixed(2)} · rule: ${rule}` },
      ...(items.length === 0 ? [] : [{ kind: "list", ordered: false, items } as const]),
    ],
  };
}

/** Where a finding points, in the report and in the incident text. */
function placesOf({ inReport, inContext }: Finding, { parsed, incident }: ExplainView): Block[] {
  const report = parsed.ok ? parsed.report : null;
  return [
    ...(inReport === null
      ? []
      : [
          {
            kind: "field",
            label: `report, ${inReport.path} ${inReport.start}–${inReport.end}`,
            text: excerptOf(fieldAt(report, inReport.path), inReport),
          } as const,
        ]),
    ...(inContext === null
      ? []
      : [
          {
            kind: "field",
            label: `incident ${inContext.start}–${inContext.end}`,
            text: excerptOf(incident, inContext),
          } as const,
        ]),
  ];
}
