import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Scenario, scenarioSchema } from "../../contracts/scenario.ts";
import { parseYaml } from "../../shared/read-yaml.ts";
import { aScenario } from "../../testing/builders.ts";
import { renderScenarioYaml } from "../render-scenario-yaml.ts";
import { scenarioTemplate } from "../scenario-template.ts";
import {
  readPairs,
  readPatterns,
  readTimeline,
  writePairs,
  writePatterns,
  writeTimeline,
} from "./compact-cells.ts";
import { parseScenarioCsv } from "./parse-scenario-csv.ts";
import { renderScenarioCsv } from "./render-scenario-csv.ts";
import { SCENARIO_COLUMNS } from "./scenario-columns.ts";

const FILE = { path: "table.csv", existing: [] };
const whole = fromYaml(scenarioTemplate("whole"));

function fromYaml(text: string): Scenario {
  const read = parseYaml(text, { path: "x.yaml", schema: scenarioSchema, what: "it" });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

function read(text: string, existing: readonly string[] = []) {
  const { problems, rows } = parseScenarioCsv(text, { ...FILE, existing });
  return {
    problems: [...problems, ...rows.flatMap((row) => (row.ok ? [] : row.problems))],
    scenarios: rows.flatMap((row) => (row.ok ? [row.value] : [])),
  };
}

describe("a table of scenarios", () => {
  it("reads back to the scenarios it was written from", () => {
    const awkward = aScenario({
      id: "awkward",
      context: { en: '=cmd|calc\n"quoted", with a comma\n\n- a list\n\ttab', zh: "“中文”，逗号；\n分号" },
      title: { en: "@handle -1 | bar = \\n no break" },
    });
    expect(read(renderScenarioCsv([whole, awkward]))).toEqual({ problems: [], scenarios: [whole, awkward] });
  });

  it.each([
    { how: "with a byte order mark", change: (text: string) => `\uFEFF${text}` },
    { how: "with CRLF, inside quotes too", change: (text: string) => text.replaceAll("\n", "\r\n") },
    { how: "with empty lines between", change: (text: string) => text.replace(/\n/, "\n\n\n") },
  ])("reads a file saved $how", ({ change }) => {
    expect(read(change(renderScenarioCsv([whole])))).toEqual({ problems: [], scenarios: [whole] });
  });

  it("leaves twins out", () => {
    const twin = aScenario({ id: "twin", twinOf: "whole" });
    expect(read(renderScenarioCsv([whole, twin])).scenarios).toEqual([whole]);
  });

  it("does without the columns that may be missing, and takes a share as a percentage", () => {
    const scenario = aScenario();
    const columns = SCENARIO_COLUMNS.filter(
      ({ isRequired, name }) => isRequired || name === "affected_share",
    );
    const cells = columns.map((column) =>
      column.name === "affected_share" ? "12%" : `"${column.write(scenario).replaceAll('"', '""')}"`,
    );
    expect(read(`${columns.map(({ name }) => name).join(",")}\n${cells.join(",")}\n`)).toEqual({
      problems: [],
      scenarios: [scenario],
    });
  });

  it("tells every wrong column at once, with the nearest right one", () => {
    const text = renderScenarioCsv([whole]).replace("severity,acceptable", "severty,acceptable,acceptable");
    expect(read(text).problems).toEqual([
      expect.objectContaining({
        problem: 'there is no column "severty"',
        at: "table.csv:1",
        fix: "severity",
      }),
      { problem: 'column "acceptable" stands there twice', at: "table.csv:1", fix: "remove one" },
      expect.objectContaining({ problem: 'there is no column "severity"', received: "nothing" }),
    ]);
  });

  it("tells everything wrong in every row, with line and column, and still gives the good rows", () => {
    const other = (id: string): Scenario => ({ ...whole, id });
    const text = renderScenarioCsv([other("first"), other("second"), other("third"), other("third")])
      .replace("\nsecond,", "\nSecond One,")
      .replace(/^(Second One,[\s\S]*?),SEV2,SEV2,0.64,/m, "$1,sev-2,SEV2,most,");
    const lines = text.split("\n");
    const lineOf = (start: string, from = 0) =>
      lines.findIndex((line, at) => at >= from && line.startsWith(start)) + 1;
    const third = lineOf("third,");
    const { problems, scenarios } = read(text, ["first"]);
    expect(problems.map(({ problem, at, received }) => ({ problem, at, received }))).toEqual([
      {
        problem: 'the id "first" is taken',
        at: "table.csv:2, column id",
        received: "that of a scenario of the library",
      },
      {
        problem: 'scenario "Second One" has a wrong id',
        at: `table.csv:${lineOf("Second One,")}, column id`,
        received: '"Second One"',
      },
      {
        problem: 'scenario "Second One" has a wrong expected.severity',
        at: `table.csv:${lineOf("Second One,")}, column severity`,
        received: '"sev-2"',
      },
      {
        problem: 'scenario "Second One" has a wrong expected.severityFacts.affectedShare',
        at: `table.csv:${lineOf("Second One,")}, column affected_share`,
        received: '"most"',
      },
      {
        problem: 'the id "third" is taken',
        at: `table.csv:${lineOf("third,", third)}, column id`,
        received: `that of the row at table.csv:${third}`,
      },
    ]);
    expect(scenarios.map(({ id }) => id)).toEqual(["third"]);
  });

  it.each([
    {
      what: "an accept clause without its fact",
      from: "upload-tracing volume-full =",
      to: "no-such-fact =",
      at: "column accept, [1].all",
    },
    {
      what: "a line that starts no entry",
      from: "gallery-release: ",
      to: "gallery release ",
      at: "column red_herrings",
    },
    {
      what: "a yes that is neither",
      from: "false,false,false,",
      to: "false,maybe,false,",
      at: "column data_loss",
    },
    { what: "a pair without its sign", from: "89 minutes = ", to: "89 minutes, ", at: "column derived" },
  ])("tells $what", ({ from, to, at }) => {
    const { problems } = read(renderScenarioCsv([whole]).replace(from, to));
    expect(problems).toMatchObject([{ at: `table.csv:2, ${at}` }]);
  });

  it.each([
    { what: "an empty file", text: "", problem: "the table is empty" },
    {
      what: "an unclosed quote",
      text: 'id,title_en\n"x,y\n',
      problem: /^the table is not valid CSV: Quote Not Closed/,
    },
    {
      what: "a row with a cell too many",
      text: `${renderScenarioCsv([])}a,b\n`,
      problem: /another number of cells/,
    },
  ])("tells $what", ({ text, problem }) => {
    expect(read(text).problems).toEqual([
      expect.objectContaining({
        problem: typeof problem === "string" ? problem : expect.stringMatching(problem),
      }),
    ]);
  });
});

describe("a scenario written as a file", () => {
  it.each([whole, aScenario()])("loads to the same: $id", (scenario) => {
    expect(fromYaml(renderScenarioYaml(scenario))).toEqual(scenario);
  });
});

const words = fc
  .string({ minLength: 1 })
  .map((text) => text.trim())
  .filter((text) => text !== "");
const aliases = fc.record({ en: fc.array(words), zh: fc.array(words) });
const id = fc.stringMatching(/^[a-z][a-z0-9]{0,5}-[a-z0-9]{1,5}$/);
const readable = (read: { ok: boolean; value?: unknown }) => (read.ok ? read.value : read);

describe("a list in one cell reads back to the same", () => {
  it("for patterns", () => {
    const pattern = fc.record({ id, means: words, bait: words, any: aliases });
    fc.assert(
      fc.property(fc.array(pattern), (patterns) => {
        const full = (value: unknown) =>
          (value as typeof patterns).map((one) => ({
            ...one,
            any: { en: one.any.en ?? [], zh: one.any.zh ?? [] },
          }));
        expect(full(readable(readPatterns(writePatterns(patterns))))).toEqual(patterns);
      }),
    );
  });

  it("for pairs", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words)), (pairs) => {
        expect(readable(readPairs(writePairs(pairs), (left, right) => [left, right]))).toEqual(pairs);
      }),
    );
  });

  it("for timelines", () => {
    const at = fc.constantFrom("2026-06-02T13:50:00Z", "2026-06-02T13:50:00.5Z");
    const entry = fc.record({ at, event: fc.record({ en: words, zh: words }), required: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry), (timeline) => {
        const full = (value: unknown) =>
          (value as typeof timeline).map((one) => ({ ...one, required: one.required ?? true }));
        expect(full(readable(readTimeline(writeTimeline(timeline))))).toEqual(timeline);
      }),
    );
  });
});
