import { type Scenario, scenarioSchema } from "../contracts/scenario.ts";
import { type TriageReport, triageReportSchema } from "../contracts/triage-report.ts";

/** An incident with a report on it, as a transformation takes and gives it. */
export interface Told {
  readonly scenario: Scenario;
  readonly report: TriageReport;
}

/** A change of incident, expectations and report together that must change no score. */
export interface Transformation {
  readonly id: string;
  readonly apply: (told: Told) => Told;
}

const IRRELEVANT = {
  en: [
    "mail-relay: weekly newsletter queued",
    "wiki: page moved by an editor",
    "badge-reader: door opened on the third floor",
  ],
  zh: ["邮件中继：周报已进入队列", "知识库：一名编辑移动了页面", "门禁：三楼的门被打开"],
};

export const transformations: readonly Transformation[] = [
  { id: "seconds as milliseconds", apply: everywhere(secondsToMilliseconds) },
  { id: "seconds as milliseconds, in the incident only", apply: inContext(secondsToMilliseconds) },
  { id: "five hours later", apply: everywhere(laterBy(5)) },
  { id: "eleven hours later, past midnight", apply: everywhere(laterBy(11)) },
  { id: "other names for what runs", apply: renamed },
  {
    id: "other versions",
    apply: everywhere((text) => text.replace(/\bv(\d+)\.(\d+)/g, (_, a, b) => `v${Number(a) + 7}.${b}`)),
  },
  { id: "three times as slow", apply: everywhere(threeTimesAsSlow) },
  { id: "items of each list turned round", apply: inContext(listsReversed) },
  { id: "items said three times", apply: inContext((text) => text.replace(/^- .*$/gm, "$&\n$&\n$&")) },
  { id: "five irrelevant lines", apply: withIrrelevantLines(5) },
  { id: "twenty irrelevant lines", apply: withIrrelevantLines(20) },
  { id: "other bullets", apply: inContext((text) => text.replace(/^- /gm, "* ")) },
  { id: "other line ends", apply: inContext((text) => text.replaceAll("\n", "\r\n")) },
];

/** Every text of incident, expectations and report. Ids and enum values hold nothing that these changes touch. */
function everywhere(change: (text: string) => string): Transformation["apply"] {
  return ({ scenario, report }) => ({
    scenario: scenarioSchema.parse({
      ...mapTexts(scenario, change),
      id: scenario.id,
      source: scenario.source,
    }),
    report: triageReportSchema.parse(mapTexts(report, change)),
  });
}

function inContext(change: (text: string) => string): Transformation["apply"] {
  return ({ scenario, report }) => ({
    scenario: { ...scenario, context: mapTexts(scenario.context, change) },
    report,
  });
}

/** The shape stays: only the strings in it change. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  const map = (inner: unknown): unknown => {
    if (typeof inner === "string") return change(inner);
    if (Array.isArray(inner)) return inner.map(map);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, map(one)]));
  };
  return map(value) as T; // the same keys and kinds come out as went in
}

function secondsToMilliseconds(text: string): string {
  return text.replace(SECONDS, (_, seconds: string) => `${Math.round(Number(seconds) * 1000)}ms`);
}

/** "4.8s", not a part of a name or of "5min". */
const SECONDS = /(?<![\w.-])(\d+(?:\.\d+)?)s(?![\w-])/g;

function threeTimesAsSlow(text: string): string {
  return text.replace(
    /(?<![\w.-])(\d+(?:\.\d+)?)( ?)(ms|s)(?![\w-])/g,
    (_, figure: string, space: string, unit: string) =>
      `${Number((Number(figure) * 3).toFixed(3))}${space}${unit}`,
  );
}

/** Instants, dates with a time, and times of day; the hours of an offset ("+08:00") are none. */
const TIME =
  /(?<instant>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)|(?<dated>\d{4}-\d\d-\d\d \d\d:\d\d)|(?<![\d:.+-])(?<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?!\d)/g;

function laterBy(hours: number): (text: string) => string {
  const later = (iso: string) => new Date(Date.parse(iso) + hours * 3_600_000).toISOString();
  return (text) =>
    text.replace(TIME, (...match) => {
      const { instant, dated, clock } = match.at(-1) as Record<string, string | undefined>; // the named groups
      if (instant !== undefined) return later(instant).replace(".000Z", "Z");
      if (dated !== undefined)
        return later(`${dated.replace(" ", "T")}:00Z`)
          .slice(0, 16)
          .replace("T", " ");
      return later(`2000-01-01T${clock}:00Z`).slice(11, 16);
    });
}

const RUNNING =
  /(?<![\w-])[a-z]+-(?:svc|service|api|primary|replica|db|queue|cache|gateway|cluster|server|worker)(?![\w-])/g;
const TABLE = /\bFROM\s+([a-z]+_[a-z_]+)/g;
const NEW_WORDS = ["kiwi", "tangerine", "fig", "pomegranate", "plum", "gooseberry", "lime", "boysenberry"];

/** A new name for each service and table of the incident, shorter or longer than the old one. */
function renamed({ scenario, report }: Told): Told {
  const text = `${scenario.context.en}\n${scenario.context.zh ?? ""}`;
  const names = new Set([
    scenario.service,
    ...(text.match(RUNNING) ?? []),
    ...[...text.matchAll(TABLE)].flatMap(([, table]) =>
      table === undefined || table.startsWith("pg_") ? [] : [table],
    ),
  ]);
  const pairs = [...names].map((name, index): [string, string] => {
    const [, rest = ""] = /^[a-z]+([-_].*)$/i.exec(name) ?? [];
    return [
      name,
      `${NEW_WORDS[index % NEW_WORDS.length] ?? "kiwi"}${index >= NEW_WORDS.length ? index : ""}${rest || "-svc"}`,
    ];
  });
  return everywhere((one) => pairs.reduce((changed, [from, to]) => changed.replaceAll(from, to), one))({
    scenario,
    report,
  });
}

function listsReversed(text: string): string {
  return text.replace(/(?:^- .*\n?)+/gm, (list) => {
    const items = list.split("\n").filter((line) => line !== "");
    return `${items.reverse().join("\n")}${list.endsWith("\n") ? "\n" : ""}`;
  });
}

function withIrrelevantLines(count: number): Transformation["apply"] {
  const lines = (bank: readonly string[]) =>
    Array.from({ length: count }, (_, index) => `- ${bank[index % bank.length] ?? ""}`).join("\n");
  return ({ scenario, report }) => {
    const { en, zh } = scenario.context;
    const context = {
      en: `${en}\n\n${lines(IRRELEVANT.en)}\n`,
      ...(zh === undefined ? {} : { zh: `${zh}\n\n${lines(IRRELEVANT.zh)}\n` }),
    };
    return { scenario: { ...scenario, context }, report };
  };
}
