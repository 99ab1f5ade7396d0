import type { Scenario } from "../../contracts/scenario.ts";
import { triageReportSchema } from "../../contracts/triage-report.ts";
import { unknownName } from "../../shared/unknown-name.ts";
import { patternLists } from "../alias-lists.ts";
import type { LintFinding, ScenarioRule } from "../lint-rule.ts";

const LINES = { atLeast: 15, atMost: 80 };
const AT_LEAST = { redHerrings: 2, probes: 2, prevention: 2 } as const;

const TOP = triageReportSchema.shape;
const REPORT_FIELDS: readonly string[] = [
  ...Object.keys(TOP),
  ...Object.keys(TOP.postmortem.shape).map((field) => `postmortem.${field}`),
];

/**
 * Is there enough of everything, and does every name mean one thing?
 *
 * The incident text has 15 to 80 lines that are not blank; there are at least two red herrings, probes and
 * preventions; ids are unique in their list; unknowns name fields of the report. The text of a scenario with
 * source `seed` is as it was captured: its length is exempt.
 */
export const shape: ScenarioRule = {
  id: "shape",
  rule: "15 to 80 lines, at least 2 red herrings, probes and preventions, ids unique, unknowns are report fields",
  reads: "originals",

  check(scenario) {
    return [
      ...lengthProblems(scenario),
      ...tooFew(scenario),
      ...repeatedIds(scenario),
      ...unknownFields(scenario),
    ];
  },
};

function lengthProblems({ context, source }: Scenario): LintFinding[] {
  const lines = context.en.split("\n").filter((line) => line.trim() !== "").length;
  if (source.kind === "seed" || (lines >= LINES.atLeast && lines <= LINES.atMost)) return [];
  return [
    {
      field: ["context", "en"],
      problem: `has an incident text of ${lines} lines`,
      expected: `${LINES.atLeast} to ${LINES.atMost} lines that are not blank`,
      received: String(lines),
      fix: lines < LINES.atLeast ? "add what else the engineer on call would see" : "leave noise out",
    },
  ];
}

function tooFew({ expected }: Scenario): LintFinding[] {
  return (["redHerrings", "probes", "prevention"] as const).flatMap((list) => {
    const { length } = expected[list];
    if (length >= AT_LEAST[list]) return [];
    return [
      {
        field: ["expected", list],
        problem: `has too few ${list}`,
        expected: `at least ${AT_LEAST[list]}`,
        received: String(length),
      },
    ];
  });
}

function repeatedIds({ expected }: Scenario): LintFinding[] {
  return Object.values(patternLists(expected)).flatMap((list) =>
    list.flatMap(({ id, field }, index): LintFinding[] =>
      list.findIndex((other) => other.id === id) === index
        ? []
        : [{ field: [...field, "id"], problem: `uses the id "${id}" twice in one list`, received: id }],
    ),
  );
}

function unknownFields({ expected }: Scenario): LintFinding[] {
  return expected.unknowns.flatMap(({ field }, index): LintFinding[] => {
    const path = field.replace(/\[\d*\]/g, "");
    const isKnown = REPORT_FIELDS.some((known) => path === known || path.startsWith(`${known}.`));
    if (isKnown && (!path.startsWith("postmortem.") || REPORT_FIELDS.includes(path))) return [];
    const { fix } = unknownName("field", field, REPORT_FIELDS);
    return [
      {
        field: ["expected", "unknowns", index, "field"],
        problem: `leaves a field unknown that no triage report has`,
        expected: REPORT_FIELDS.join(", "),
        received: field,
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}
