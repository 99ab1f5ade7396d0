import type {
  ContextSpan,
  Finding,
  ReportScorerInput,
  ReportSpan,
  Scorer,
  Verdict,
} from "../../contracts/score.ts";
import { FILL_IN } from "../../contracts/triage-report.ts";
import { mean } from "../../statistics/mean.ts";
import { findBlame, findHandles } from "../blame.ts";
import { assessReport } from "../grounding/assess-report.ts";
import { findName } from "../grounding/find-words.ts";
import { indexIncident } from "../grounding/incident-index.ts";
import { readSections, type Section, type SectionName } from "../postmortem-sections.ts";
import { comparePostmortemCause } from "../same-cause.ts";
import { inventionsIn, untracedStatements } from "../untraced-statements.ts";
import { finding, scored, wholeField } from "../verdict.ts";
import { findDetection, findImpactFigure } from "../what-is-known.ts";

const HALF = 0.5;
const PER_BLAME = 0.2;

/**
 * Is the postmortem a draft that a team can finish: whole, honest about what nobody knows, and without blame?
 *
 * Mean over its nine sections, less .2 for each place that blames a person, not below 0. A section earns 1 when it
 * is written where the incident text knows and [FILL IN] where that is silent:
 *
 * - known: summary, timeline, root cause, action items; detection and impact where the text says how it was
 *   noticed and how bad it was. Blank or empty there is 0; an impact that leaves out the text's figures and asks for
 *   them is ½; a root cause other than hypothesis 1's is 0.
 * - silent, by the scenario's `unknowns`: response and the like are right when blank, or when all they say is
 *   traceable; else 0. Where part is known (impact), an invention in place of [FILL IN] leaves ½.
 * - the rest may be written or blank, not empty.
 *
 * A placeholder in another spelling (TBD, 【待填写】) counts as one and is a warning that costs nothing, as is a
 * person's handle, or no [FILL IN] where a part is unknown. Of the timeline only its presence counts here.
 *
 * Limits: whether what is written is good prose is not asked; inventions in sections that no `unknowns` names are
 * the business of `numbers`, `evidence` and `claims`.
 *
 * @see blame.ts, untraced-statements.ts
 */
export const postmortem: Scorer = {
  id: "postmortem",
  version: 3,
  rule: "share of its sections written where the text knows and [FILL IN] where it is silent, less 0.2 per blame",
  reads: "report",

  score(input): Verdict {
    const sections = readSections(input.report).map((section) => gradeSection(section, input));
    const blame = blameIn(input);
    const blamed = blame.filter(({ tone }) => tone === "bad").length;
    const right = sections.filter(({ credit }) => credit === 1).length;
    const value = (mean(sections.map(({ credit }) => credit)) ?? 0) - PER_BLAME * blamed;
    const summary = `${right} of ${sections.length} sections as they should be`;
    return scored(Math.max(0, value), blamed === 0 ? summary : `${summary}; ${blamed} blame a person`, {
      findings: [...sections.flatMap(({ findings }) => findings), ...blame],
    });
  },
};

interface SectionGrade {
  readonly credit: number;
  readonly findings: readonly Finding[];
}

function gradeSection(section: Section, input: ReportScorerInput): SectionGrade {
  const { credit, findings } = gradeContent(section, input);
  const misspelt = section.placeholders
    .filter(({ isExact }) => !isExact)
    .map(({ path, start, end, quote }) =>
      finding("warning", `Write ${FILL_IN}: other placeholders are missed by who searches for it.`, {
        path,
        start,
        end,
        quote,
      }),
    );
  return { credit, findings: [...findings, ...misspelt] };
}

function gradeContent(section: Section, input: ReportScorerInput): SectionGrade {
  const { name, state, fields } = section;
  const known = knowledgeOf(name, input);
  const unknown = input.scenario.expected.unknowns.find(({ field }) => field === `postmortem.${name}`);
  if (state === "empty") {
    return { credit: 0, findings: [missing(section, known)] };
  }
  if (state === "blank") {
    if (known === null) return { credit: 1, findings: blankFindings(section, unknown?.why) };
    const message = `Left blank, though ${known.because}.`;
    return {
      credit: 0,
      findings: [{ ...finding("bad", message, firstPlace(section)), inContext: known.inContext }],
    };
  }
  if (name === "rootCause") return gradeCause(input);
  if (name === "timeline" || unknown === undefined) return { credit: 1, findings: [] };

  const inventions = inventionsIn(fields, input);
  if (known !== null) return gradePartlyKnown(section, { inventions, why: unknown.why, input });
  return gradeSilent(section, { inventions, why: unknown.why, input });
}

interface Silence {
  readonly inventions: readonly ReportSpan[];
  /** Why the scenario says that nobody knows. */
  readonly why: string;
  readonly input: ReportScorerInput;
}

/** A section of which the text knows one part and not the other. */
function gradePartlyKnown(section: Section, { inventions, why, input }: Silence): SectionGrade {
  if (inventions.length > 0) return { credit: HALF, findings: inventions.map((at) => invented(at, why)) };
  const [placeholder] = section.placeholders;
  if (placeholder === undefined) {
    return {
      credit: 1,
      findings: [finding("warning", `No ${FILL_IN} for what is unknown: ${why}`, firstPlace(section))],
    };
  }
  const figure = section.name === "impact" ? findImpactFigure(input.scenario, input.language) : null;
  const hasFigure = assessReport(input).items.some(
    ({ what, inReport, grounding }) =>
      what === "figure" && grounding.grounded && section.fields.some(({ path }) => path === inReport.path),
  );
  if (figure === null || hasFigure) return { credit: 1, findings: blankFindings(section, why) };
  const message = "Asks for a figure that the incident text has.";
  return {
    credit: HALF,
    findings: [{ ...finding("bad", message, spanOf(placeholder)), inContext: figure }],
  };
}

/** A section on which the text is silent: whatever is written must be traceable. */
function gradeSilent({ fields, placeholders }: Section, { inventions, why, input }: Silence): SectionGrade {
  const statements = fields.map((field) => untracedStatements(field, input));
  const untraced = statements.flatMap((some) => some ?? []);
  const all = [...inventions.filter((span) => !untraced.some((one) => isInside(span, one))), ...untraced];
  if (all.length > 0) return { credit: 0, findings: all.map((at) => invented(at, why)) };
  if (statements.some((some) => some === null)) {
    return {
      credit: 1,
      findings: [finding("warning", "Cannot be traced: the incident text is only in English.")],
    };
  }
  return {
    credit: 1,
    findings: placeholders.map((at) => finding("good", `Rightly left open: ${why}`, spanOf(at))),
  };
}

function gradeCause({ scenario, report }: ReportScorerInput): SectionGrade {
  const { verdict, at } = comparePostmortemCause(scenario.expected, report);
  if (verdict !== "other") return { credit: 1, findings: [] };
  const field = { path: "postmortem.rootCause", text: report.postmortem.rootCause };
  return {
    credit: 0,
    findings: [finding("bad", "Blames something other than hypothesis 1.", at ?? wholeField(field))],
  };
}

interface Knowledge {
  readonly because: string;
  readonly inContext: ContextSpan | null;
}

/** Why the section can be written from the incident text; null where it need not be. */
function knowledgeOf(name: SectionName, { scenario, language }: ReportScorerInput): Knowledge | null {
  switch (name) {
    case "summary":
      return { because: "the incident text says what happened", inContext: null };
    case "rootCause":
      return { because: "the suspected cause is that of hypothesis 1", inContext: null };
    case "timeline":
      return { because: "the incident text holds its first instants", inContext: null };
    case "actionItems":
      return { because: "they follow from the cause", inContext: null };
    case "detection": {
      const inContext = findDetection(scenario, language);
      return inContext === null ? null : { because: "the incident text says how it was noticed", inContext };
    }
    case "impact": {
      const inContext = findImpactFigure(scenario, language);
      return inContext === null ? null : { because: "the incident text says how bad it was", inContext };
    }
    case "response":
    case "wentWell":
    case "wentPoorly":
      return null;
  }
}

function missing(section: Section, known: Knowledge | null): Finding {
  const message =
    known === null
      ? `The section ${section.name} is empty: write ${FILL_IN}.`
      : `The section ${section.name} is empty, though ${known.because}.`;
  return { ...finding("bad", message, firstPlace(section)), inContext: known?.inContext ?? null };
}

function blankFindings({ placeholders }: Section, why: string | undefined): Finding[] {
  if (why === undefined) return [];
  return placeholders.map((at) => finding("good", `Rightly left open: ${why}`, spanOf(at)));
}

function invented(at: ReportSpan, why: string): Finding {
  return finding("bad", `Filled where ${FILL_IN} belongs: ${why}`, at);
}

function blameIn(input: ReportScorerInput): Finding[] {
  const { shown } = indexIncident(input.scenario, input.language);
  return readSections(input.report).flatMap(({ fields }) =>
    fields.flatMap(({ path, text }) => {
      const blame = findBlame(text);
      const handles = findHandles(text).filter((one) => !blame.some((other) => isInside(one, other)));
      return [
        ...blame.map((span) => finding("bad", "Blames a person; say what let it happen.", { path, ...span })),
        ...handles.map((span) => ({
          ...finding("warning", "Names a person; a role is enough.", { path, ...span }),
          inContext: findName(span.quote, shown),
        })),
      ];
    }),
  );
}

/** Null for a list without items. */
function firstPlace({ fields }: Section): ReportSpan | null {
  const [first] = fields;
  return first === undefined ? null : wholeField(first);
}

function spanOf({ path, start, end, quote }: ReportSpan): ReportSpan {
  return { path, start, end, quote };
}

function isInside(inner: { start: number; end: number }, outer: { start: number; end: number }): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
