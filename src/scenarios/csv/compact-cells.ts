/**
 * How lists fit into one cell of a table. Each entry starts a line; what belongs to it follows on lines of its own:
 *
 *     new-batch!: The batch that came with v2.41        an id, "!" where essential, and what it means
 *       en: settlement batch* | nightly batch           its aliases, per language
 *       zh: 结算批处理 | 夜间批
 *
 * `\n`, `\|`, `\=` and `\\` stand for a line break, a bar, an equals sign and a backslash inside a text.
 */

/** A value read from a cell, or why it cannot be. */
export type CellReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly expected: string; readonly received: string };

interface Pattern {
  readonly id: string;
  readonly means: string;
  readonly essential?: boolean;
  readonly bait?: string;
  readonly any: { readonly en: readonly string[]; readonly zh: readonly string[] };
}

const ENTRY = /^\s*(?<id>[^\s:!]+)(?<mark>!?):\s*(?<text>.*)$/;
const ATTRIBUTE = /^\s*(?<name>en|zh|bait|any\.en|any\.zh):\s*(?<text>.*)$/;
const INSTANT = /^\s*(?<at>\d{4}-\S+?)(?<mark>\??)\s+(?<text>.*)$/;

export function writePatterns(patterns: readonly Pattern[]): string {
  return patterns
    .flatMap(({ id, means, essential, bait, any }) => [
      `${id}${essential ? "!" : ""}: ${escapeText(means)}`,
      ...(bait === undefined ? [] : [`  bait: ${escapeText(bait)}`]),
      ...aliasLines("", any),
    ])
    .join("\n");
}

export function readPatterns(cell: string): CellReading {
  return readEntries(cell, {
    expected: '"id: what it means", then "  en: alias | alias" and "  zh: alias | alias"',
    start: (line) => {
      const { id, mark, text } = ENTRY.exec(line)?.groups ?? {};
      if (id === undefined || text === undefined) return null;
      return { id, means: unescapeText(text), any: {}, ...(mark === "!" ? { essential: true } : {}) };
    },
    attributes: { bait: ["bait"], en: ["any", "en"], zh: ["any", "zh"] },
  });
}

type TimelineEntry = {
  readonly at: string;
  readonly event: { readonly en: string; readonly zh?: string | undefined };
  readonly any?: Pattern["any"] | undefined;
  readonly required: boolean;
};

/** "2026-06-02T13:50:00Z v2.41 shipped", with "?" after an instant that may be left out. */
export function writeTimeline(timeline: readonly TimelineEntry[]): string {
  return timeline
    .flatMap(({ at, event, any, required }) => [
      `${at}${required ? "" : "?"} ${escapeText(event.en)}`,
      ...(event.zh === undefined ? [] : [`  zh: ${escapeText(event.zh)}`]),
      ...(any === undefined ? [] : aliasLines("any.", any)),
    ])
    .join("\n");
}

export function readTimeline(cell: string): CellReading {
  return readEntries(cell, {
    expected: '"2026-06-02T13:50:00Z what happened", then "  zh: …", "  any.en: alias | alias"',
    start: (line) => {
      const { at, mark, text } = INSTANT.exec(line)?.groups ?? {};
      if (at === undefined || text === undefined) return null;
      return { at, event: { en: unescapeText(text) }, ...(mark === "?" ? { required: false } : {}) };
    },
    attributes: { zh: ["event", "zh"], "any.en": ["any", "en"], "any.zh": ["any", "zh"] },
  });
}

/** "12 minutes = deploy 13:50 to onset 14:02", one a line. */
export function writePairs(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([left, right]) => `${escapeText(left)} = ${escapeText(right)}`).join("\n");
}

export function readPairs(cell: string, toValue: (left: string, right: string) => unknown): CellReading {
  const lines = linesOf(cell);
  const values: unknown[] = [];
  for (const line of lines) {
    const cut = /(?<!\\)(?:\\\\)*=/.exec(line);
    if (cut === null) return { ok: false, expected: '"left = right" on each line', received: line };
    const at = cut.index + cut[0].length - 1;
    values.push(toValue(unescapeText(line.slice(0, at).trim()), unescapeText(line.slice(at + 1).trim())));
  }
  return { ok: true, value: values };
}

/** Words parted by blanks, commas or bars. */
export function readWords(cell: string): CellReading {
  return { ok: true, value: cell.split(/[\s,|]+/).filter((word) => word !== "") };
}

type Entry = Record<string, unknown>;

function readEntries(
  cell: string,
  {
    expected,
    start,
    attributes,
  }: {
    expected: string;
    start: (line: string) => Entry | null;
    attributes: Readonly<Record<string, readonly [string] | readonly [string, string]>>;
  },
): CellReading {
  const entries: Entry[] = [];
  for (const line of linesOf(cell)) {
    const { name, text = "" } = ATTRIBUTE.exec(line)?.groups ?? {};
    const target = name === undefined ? undefined : attributes[name];
    const last = entries.at(-1);
    if (target !== undefined && last !== undefined) {
      setAttribute(last, target, text);
      continue;
    }
    const entry = target === undefined ? start(line) : null;
    if (entry === null) return { ok: false, expected, received: line };
    entries.push(entry);
  }
  return { ok: true, value: entries };
}

function setAttribute(
  entry: Entry,
  [outer, inner]: readonly [string] | readonly [string, string],
  text: string,
) {
  if (inner === undefined) entry[outer] = unescapeText(text);
  else {
    const value = outer === "any" ? readAliases(text) : unescapeText(text);
    entry[outer] = { ...(entry[outer] as Entry | undefined), [inner]: value }; // only ever set here and at the start
  }
}

function aliasLines(prefix: string, { en, zh }: Pattern["any"]): string[] {
  const line = (language: string, aliases: readonly string[]) =>
    aliases.length === 0 ? [] : [`  ${prefix}${language}: ${aliases.map(escapeText).join(" | ")}`];
  const lines = [...line("en", en), ...line("zh", zh)];
  return lines.length === 0 && prefix !== "" ? [`  ${prefix}en:`] : lines;
}

function readAliases(text: string): string[] {
  const aliases = text.match(/(?:\\.|[^|\\])+/g) ?? [];
  return aliases.map((alias) => unescapeText(alias.trim())).filter((alias) => alias !== "");
}

function linesOf(cell: string): string[] {
  return cell.split("\n").filter((line) => line.trim() !== "");
}

function escapeText(text: string): string {
  return text.replace(/[\\|=]/g, "\\$&").replaceAll("\n", "\\n");
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => (character === "n" ? "\n" : character));
}
