import type { Scenario } from "../../contracts/scenario.ts";
import {
  type CellReading,
  readPairs,
  readPatterns,
  readTimeline,
  readWords,
  writePairs,
  writePatterns,
  writeTimeline,
} from "./compact-cells.ts";

/** One column of a table of scenarios. */
export interface ScenarioColumn {
  readonly name: string;
  /** What a person writes there. */
  readonly means: string;
  /** Where its value belongs in a scenario. */
  readonly field: readonly string[];
  readonly isRequired: boolean;
  write(scenario: Scenario): string;
  /** Of a cell that is not empty. */
  read(cell: string): CellReading;
}

const PATTERNS = 'one "id: what it means" a line, under it "  en: alias | alias" and "  zh: …"';

/**
 * The columns, in the order they are written. They hold all of a scenario but comments, planted twins and
 * injections, which stay in YAML.
 */
export const SCENARIO_COLUMNS: readonly ScenarioColumn[] = [
  text("id", ["id"], "lower-case words joined by hyphens; the name of the file"),
  text("title_en", ["title", "en"], "what an alert would say"),
  optional(text("title_zh", ["title", "zh"], "the same in Chinese")),
  text("service", ["service"], "the service that suffers"),
  text("category", ["category"], "database, cache, dns, …"),
  text("occurred_at", ["occurredAt"], "the onset in UTC: 2026-06-02T14:02:00Z"),
  text("symptoms_en", ["symptoms", "en"], "what people see"),
  optional(text("symptoms_zh", ["symptoms", "zh"], "the same in Chinese")),
  text("context_en", ["context", "en"], "the raw incident text; its line breaks stay"),
  optional(text("context_zh", ["context", "zh"], "the same in Chinese")),
  text("source_kind", ["source", "kind"], "seed, public-incident or synthetic"),
  text("source_note", ["source", "note"], "where the facts come from and what was changed"),
  optional(text("source_link", ["source", "link"], "a URL")),
  optional(words("tags", ["tags"], ({ tags }) => tags, "tags, parted by blanks")),
  text("difficulty", ["difficulty"], "easy, medium or hard"),
  text("severity", ["expected", "severity"], "SEV1 to SEV4"),
  words(
    "acceptable",
    ["expected", "acceptable"],
    (one) => one.expected.acceptable,
    "severities, parted by blanks",
  ),
  {
    ...optional(text("affected_share", facts("affectedShare"), "0 to 1, or 12%; empty where unknown")),
    read: readShare,
  },
  optional(text("audience", facts("audience"), "customers (default) or staff")),
  optional(text("effect", facts("effect"), "failing (default), slow or none")),
  yesNo("core_function", facts("coreFunction")),
  yesNo("data_loss", facts("dataLoss")),
  yesNo("workaround", facts("workaround")),
  text("severity_reason", facts("reason"), "the facts that decide"),
  optional(text("severity_exception", facts("exception"), "why the rule does not decide")),
  text(
    "root_cause_en",
    ["expected", "rootCause", "statement", "en"],
    "trigger, mechanism and effect in one sentence",
  ),
  optional(text("root_cause_zh", ["expected", "rootCause", "statement", "zh"], "the same in Chinese")),
  patterns(
    "facts",
    ["expected", "rootCause", "facts"],
    (one) => one.expected.rootCause.facts,
    `${PATTERNS}; "id!" is essential`,
  ),
  {
    name: "accept",
    means: 'one "fact-id fact-id = credit" a line',
    field: ["expected", "rootCause", "accept"],
    isRequired: true,
    write: ({ expected }) =>
      writePairs(expected.rootCause.accept.map(({ all, credit }) => [all.join(" "), String(credit)])),
    read: (cell) =>
      readPairs(cell, (all, credit) => ({ all: all.split(/[\s+]+/), credit: numberOr(credit) })),
  },
  words(
    "families",
    ["expected", "rootCause", "families"],
    (one) => one.expected.rootCause.families,
    "cause families, parted by blanks",
  ),
  optional(
    patterns(
      "red_herrings",
      ["expected", "redHerrings"],
      (one) => one.expected.redHerrings,
      `${PATTERNS}, and "  bait: …"`,
    ),
  ),
  optional(
    patterns("must_not_claim", ["expected", "mustNotClaim"], (one) => one.expected.mustNotClaim, PATTERNS),
  ),
  {
    name: "unknowns",
    means: 'one "report.field = why it is unknown" a line',
    field: ["expected", "unknowns"],
    isRequired: false,
    write: ({ expected }) => writePairs(expected.unknowns.map(({ field, why }) => [field, why])),
    read: (cell) => readPairs(cell, (field, why) => ({ field, why })),
  },
  patterns(
    "mitigations_accepted",
    ["expected", "mitigation", "accepted"],
    (one) => one.expected.mitigation.accepted,
    PATTERNS,
  ),
  optional(
    patterns(
      "mitigations_forbidden",
      ["expected", "mitigation", "forbidden"],
      (one) => one.expected.mitigation.forbidden,
      PATTERNS,
    ),
  ),
  optional(patterns("probes", ["expected", "probes"], (one) => one.expected.probes, PATTERNS)),
  optional(patterns("prevention", ["expected", "prevention"], (one) => one.expected.prevention, PATTERNS)),
  {
    name: "timeline",
    means:
      'one "2026-06-02T13:50:00Z what happened" a line ("…Z?" may be left out), under it "  zh: …", "  any.en: alias | alias"',
    field: ["expected", "timeline"],
    isRequired: false,
    write: ({ expected }) => writeTimeline(expected.timeline),
    read: readTimeline,
  },
  {
    name: "derived",
    means: 'one "12 minutes = deploy 13:50 to onset 14:02" a line',
    field: ["expected", "derived"],
    isRequired: false,
    write: ({ expected }) => writePairs(expected.derived.map(({ value, from }) => [value, from])),
    read: (cell) => readPairs(cell, (value, from) => ({ value, from })),
  },
];

function facts(name: string): readonly string[] {
  return ["expected", "severityFacts", name];
}

/** A value that stands in its cell as it is. */
function text(name: string, field: readonly string[], means: string): ScenarioColumn {
  return {
    name,
    means,
    field,
    isRequired: true,
    write: (scenario) => String(valueAt(scenario, field) ?? ""),
    read: (cell) => ({ ok: true, value: cell }),
  };
}

function optional(column: ScenarioColumn): ScenarioColumn {
  return { ...column, isRequired: false };
}

function words(
  name: string,
  field: readonly string[],
  of: (scenario: Scenario) => readonly string[],
  means: string,
): ScenarioColumn {
  return { name, means, field, isRequired: true, write: (one) => of(one).join(" "), read: readWords };
}

function patterns(
  name: string,
  field: readonly string[],
  of: (scenario: Scenario) => Parameters<typeof writePatterns>[0],
  means: string,
): ScenarioColumn {
  return { name, means, field, isRequired: true, write: (one) => writePatterns(of(one)), read: readPatterns };
}

function yesNo(name: string, field: readonly string[]): ScenarioColumn {
  return { ...text(name, field, "true or false"), read: readBoolean };
}

function readBoolean(cell: string): CellReading {
  const word = cell.toLowerCase();
  if (["true", "yes"].includes(word)) return { ok: true, value: true };
  if (["false", "no"].includes(word)) return { ok: true, value: false };
  return { ok: false, expected: "true or false", received: cell };
}

function readShare(cell: string): CellReading {
  const percent = /^(\d+(?:\.\d+)?)\s?%$/.exec(cell)?.[1];
  return { ok: true, value: percent === undefined ? numberOr(cell) : Number(percent) / 100 };
}

/** What is no number stays as it was written, for the schema to refuse by name. */
function numberOr(written: string): number | string {
  const number = Number(written);
  return written.trim() === "" || Number.isNaN(number) ? written : number;
}

function valueAt(value: unknown, field: readonly string[]): unknown {
  return field.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined, // plain data of the contract
    value,
  );
}
