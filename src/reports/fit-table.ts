import Table from "cli-table3";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Colours } from "./terminal.ts";

export interface Column {
  readonly head: string;
  readonly align: "left" | "right";
  /** One per row; may hold colour and line breaks. */
  readonly cells: readonly string[];
}

export interface ColumnGroup {
  readonly caption: string;
  readonly columns: readonly Column[];
}

const GAP = "  ";
/** The share of the width that row labels may take before they wrap. */
const LARGEST_LABEL_SHARE = 0.4;

/**
 * Columns as one table where the width allows, else neighbouring groups together as far as they fit, each
 * table under its caption, and a group that is still too wide cut into several. Every table repeats the
 * row labels, so that no line ever wraps into garbage.
 */
export function fitTables(
  { labels, groups }: { labels: Column; groups: readonly ColumnGroup[] },
  { width, colours }: { width: number; colours: Colours },
): string[] {
  const fitted = wrapColumn(labels, Math.floor(width * LARGEST_LABEL_SHARE));
  const room = width - columnWidth(fitted);
  const merged = mergeGroups(groups, room);
  return merged.flatMap(({ caption, columns }) =>
    chunksOf(columns, room).map((chunk, index) => {
      const table = tableOf([fitted, ...chunk], colours);
      if (merged.length === 1 && chunk.length === columns.length) return table;
      return `${colours.bold(index === 0 ? caption : `${caption}, continued`)}\n${table}`;
    }),
  );
}

function mergeGroups(groups: readonly ColumnGroup[], room: number): ColumnGroup[] {
  const merged: ColumnGroup[] = [];
  for (const group of groups) {
    const last = merged.at(-1);
    if (last !== undefined && totalWidth([...last.columns, ...group.columns]) <= room) {
      const columns = [...last.columns, ...group.columns];
      merged.splice(-1, 1, { caption: `${last.caption} · ${group.caption}`, columns });
    } else merged.push(group);
  }
  return merged;
}

function chunksOf(columns: readonly Column[], room: number): Column[][] {
  const chunks: Column[][] = [];
  for (const column of columns) {
    const fitting = wrapColumn(column, room - GAP.length);
    const last = chunks.at(-1);
    if (last !== undefined && totalWidth([...last, fitting]) <= room) last.push(fitting);
    else chunks.push([fitting]);
  }
  return chunks;
}

function tableOf(columns: readonly Column[], colours: Colours): string {
  const table = new Table({
    head: columns.map(({ head }) => mapLines(head, colours.bold)),
    colAligns: columns.map(({ align }) => align),
    rowAligns: ["bottom"],
    chars: BORDERLESS,
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 },
  });
  const rowCount = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rowCount; row++) table.push(columns.map(({ cells }) => cells[row] ?? ""));
  return mapLines(table.toString(), (line) => line.trimEnd());
}

/** One rule under the heads; the gap alone parts columns. */
const BORDERLESS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  right: "",
  "right-mid": "",
  mid: "─",
  "mid-mid": "──",
  middle: GAP,
} as const;

function wrapColumn(column: Column, columns: number): Column {
  // Wrapping trims, and the blanks at the start of a plot are part of it.
  const wrap = (text: string) =>
    widthOf(text) <= columns ? text : wrapAnsi(text, Math.max(1, columns), { hard: true });
  return { ...column, head: wrap(column.head), cells: column.cells.map(wrap) };
}

function totalWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + GAP.length + columnWidth(column), 0);
}

function columnWidth({ head, cells }: Column): number {
  return Math.max(...[head, ...cells].map(widthOf));
}

function widthOf(text: string): number {
  return Math.max(...text.split("\n").map((line) => stringWidth(line)));
}

function mapLines(text: string, change: (line: string) => string): string {
  return text.split("\n").map(change).join("\n");
}
