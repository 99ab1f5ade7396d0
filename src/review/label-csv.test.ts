import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Label } from "../contracts/label.ts";
import { LABEL_COLUMNS, labelOfRow } from "../contracts/label-row.ts";
import { aLabel, anAnswer } from "../testing/a-label.ts";
import { labelsCsv } from "./label-csv.ts";

function readRows(text: string): string[][] {
  return parse(text, { bom: true, record_delimiter: ["\n", "\r\n"] });
}

const awkward = fc
  .tuple(
    fc.constantFrom("", "=1+1", "'", "''=", "\t", "\r", '"', "\n\n", "\u202e", "\ufeff", "，", "a;=b"),
    fc.string({ unit: "binary", maxLength: 60 }),
  )
  .map(([start, rest]) => `${start}${rest}`);

const anyLabel: fc.Arbitrary<Label> = fc
  .record({
    comment: awkward,
    reviewer: awkward.map((text) => `${text}.`.trim().slice(0, 60)).filter((text) => text.isWellFormed()),
    scenarioId: awkward,
    repeat: fc.nat(),
    value: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs)),
    isBlind: fc.boolean(),
  })
  .chain((changes) =>
    fc.constantFrom(
      aLabel(changes),
      anAnswer("root-cause", { ...changes, value: null, answer: "withdrawn" }),
    ),
  );

it("reads every label back exactly", () => {
  fc.assert(
    fc.property(fc.array(anyLabel, { maxLength: 3 }), (labels) => {
      const [header, ...rows] = readRows(labelsCsv(labels, { header: true }));
      expect(header).toEqual(LABEL_COLUMNS);
      expect(rows.map((row) => labelOfRow(row).data)).toEqual(labels);
    }),
  );
});

it("writes rows alone, to be added to a file", () => {
  const labels = [aLabel(), anAnswer("severity")];
  expect(labelsCsv([], { header: true }) + labelsCsv(labels, { header: false })).toBe(
    labelsCsv(labels, { header: true }),
  );
});

it("quotes every cell, so that a spreadsheet that parts cells by semicolons finds no formula in a comment", () => {
  const text = labelsCsv([aLabel({ comment: "=1;=2" })], { header: false });
  expect(text).toContain(`,"'=1;=2",`);
});

it.each([
  { column: "repeat", cell: "one" },
  { column: "value", cell: "2" },
  { column: "value", cell: " " },
  { column: "blind", cell: "maybe" },
  { column: "at", cell: "yesterday" },
])("refuses $cell as $column", ({ column, cell }) => {
  const [row = []] = readRows(labelsCsv([aLabel()], { header: false }));
  expect(labelOfRow(row.with(LABEL_COLUMNS.indexOf(column), cell)).success).toBe(false);
});

it("takes TRUE as a spreadsheet writes it", () => {
  const [row = []] = readRows(labelsCsv([aLabel({ isBlind: true })], { header: false }));
  expect(labelOfRow(row.with(LABEL_COLUMNS.indexOf("blind"), "TRUE")).data).toEqual(
    aLabel({ isBlind: true }),
  );
});
