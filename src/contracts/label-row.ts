import type { z } from "zod";
import { formulaSafe, fromFormulaSafe } from "../shared/formula-safe.ts";
import { type Label, labelSchema } from "./label.ts";

/** The table of labels: a column, and the field it holds. The last is a word that cannot be cut short and still be one. */
const FIELD_BY_COLUMN = {
  at: "at",
  reviewer: "reviewer",
  run: "runId",
  scenario: "scenarioId",
  prompt: "promptId",
  model: "modelId",
  language: "language",
  repeat: "repeat",
  question: "question",
  scorer: "scorerId",
  scorer_version: "scorerVersion",
  value: "value",
  answer: "answer",
  comment: "comment",
  recording_key: "recordingKey",
  recorded_at: "recordedAt",
  blind: "isBlind",
} as const satisfies Readonly<Record<string, keyof Label>>;

export const LABEL_COLUMNS: readonly string[] = Object.keys(FIELD_BY_COLUMN);

const FIELDS = Object.values(FIELD_BY_COLUMN);

/** A label as cells in the order of the columns. What is null is empty; no cell runs as a formula. */
export function rowOfLabel(label: Label): string[] {
  return FIELDS.map((field) => {
    const value = label[field];
    return typeof value === "string" ? formulaSafe(value) : String(value ?? "");
  });
}

/** The label that `rowOfLabel` was given, or what is wrong with the cells. */
export function labelOfRow(cells: readonly string[]): z.ZodSafeParseResult<Label> {
  const fields = FIELDS.map((field, index) => [field, readCell(field, cells[index])]);
  return labelSchema.safeParse(Object.fromEntries(fields), { reportInput: true });
}

/** The column that a field of a label stands in. */
export function columnOfField(field: PropertyKey): string {
  const [column] = Object.entries(FIELD_BY_COLUMN).find(([, own]) => own === field) ?? [];
  return column ?? String(field);
}

function readCell(field: (typeof FIELDS)[number], cell: string | undefined): unknown {
  if (cell === undefined) return undefined;
  switch (field) {
    case "repeat":
    case "scorerVersion":
    case "value":
      return readNumber(cell);
    case "isBlind":
      return readBoolean(cell);
    case "scorerId":
      return cell === "" ? null : fromFormulaSafe(cell);
    default:
      return fromFormulaSafe(cell);
  }
}

/** Text that is no number stays text, for the message about it. */
function readNumber(cell: string): number | string | null {
  if (cell === "") return null;
  return cell.trim() === cell && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}

/** Spreadsheets write TRUE. */
function readBoolean(cell: string): boolean | string {
  const word = cell.toLowerCase();
  return word === "true" || word === "false" ? word === "true" : cell;
}
