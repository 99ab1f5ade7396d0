import { CRON, cronPeriod } from "./cron.ts";
import type { Measure, Name, NameKind } from "./quantity.ts";
import type { WorkingText } from "./working-text.ts";

const VERSIONS: readonly RegExp[] = [
  /(?<![\p{Script=Latin}\d_.-])v(?<name>\d+(?:\.(?:\d+|x))*(?:-[a-z0-9]+(?:\.\d+)*)?)(?![\p{Script=Latin}\d_]|\.\d)/gu,
  /(?:\b(?:version|release)|版本号?)\s?(?<name>\d+(?:\.\d+)+)(?![\d.]*\d)/gu,
  /(?<![\p{Script=Latin}\d_.:/-])(?<name>\d+\.\d+\.\d+(?:-[a-z0-9.]+)?)(?![\p{Script=Latin}\d_]|\.\d)/gu,
];
const STATUSES: readonly RegExp[] = [
  /\bhttps?(?:\/\d(?:\.\d)?)?[\s-]?(?:status\s(?:code\s)?|状态码\s?)?(?<name>[1-5](?:\d\d|xx))s?(?!\d|\.\d|%)/g,
  /(?<![\p{Script=Latin}\d_.,])(?<name>[45]xx)\b/gu,
  /(?<![\p{Script=Latin}\d_])status(?:_?code)?"?\s?[:=]\s?"?(?<name>[1-5]\d\d)(?![\d.%])/gu,
  /(?<![\p{Script=Latin}\d_.,/])(?<name>[45]\d\d)(?:s\b|(?=\s?(?:errors?\b|responses?\b|状态码|错误|报错)))/gu,
];

const CRON_LINE = new RegExp(CRON, "gu");

/** What ends the names of things that run: services, databases, queues, hosts. */
const RUNS =
  "svc|service|api|primary|replica|standby|db|prod|production|staging|canary|worker|workers|queue|cache|gateway|dlq|cluster|server|proxy|node|pod|consumer|producer|scheduler|batch-job|controller|operator";
/** Each with what a text must hold before it is worth trying. */
const IDENTIFIERS: readonly (readonly [needs: string, pattern: RegExp])[] = [
  ["://", /https?:\/\/[^\s"'<>()\u3000-\u9fff]+[\w/]/g],
  [".", /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g],
  // ledger_entries, ledger_entries.status, app.db_pool
  ["_", /(?<![\p{Script=Latin}\d_.-])[a-z][a-z\d]*(?:[._-][a-z\d]+)*_[a-z\d]+(?:[._-][a-z\d]+)*/gu],
  [
    "-",
    new RegExp(
      String.raw`(?<![\p{Script=Latin}\d_./-])[a-z][a-z\d]*(?:-[a-z\d]+)*-(?:${RUNS})(?:-\d+)?(?![\p{Script=Latin}\d_-])`,
      "gu",
    ),
  ],
  ["p", /(?<![\p{Script=Latin}\d_.-])p(?:\d\d(?:\.\d+)?|999)(?![\p{Script=Latin}\d_])/gu],
];
/** Three humps make an alert or class name; two are more often a product (PostgreSQL, GitHub). */
const CAMEL_CASE = /^(?:[A-Z][a-z\d]+){3,}$/;
/** In the text as written; normalising it takes the humps away. */
const MAY_HOLD_CAMEL_CASE = /[A-Z][a-z\d]+[A-Z][a-z\d]+[A-Z]/;
const LATIN_WORD = /(?<![\p{Script=Latin}\d_.-])[a-z][a-z\d]{7,}(?![\p{Script=Latin}\d_])/gu;

/** Cron lines; each is a name and, where it has one period, also a measure. */
export function takeCronLines(working: WorkingText): (Name | Measure)[] {
  if (!/[*@]/.test(working.open)) return [];
  return working
    .takeAll(CRON_LINE, ({ 0: line }, { start, end }) => {
      const span = working.sourceOf(start, end);
      const name: Name = { type: "name", kind: "cron", name: line, ...span };
      const seconds = cronPeriod(line);
      return seconds === null ? [name] : [name, aPeriod(seconds, span)];
    })
    .flat();
}

export function takeVersions(working: WorkingText): Name[] {
  return takeNames(working, "version", VERSIONS);
}

export function takeStatuses(working: WorkingText): Name[] {
  return takeNames(working, "status", STATUSES);
}

/** Names that cannot be words: snake_case, payment-svc, PaymentSvcErrorRateHigh, p99, addresses. */
export function takeIdentifiers(working: WorkingText): Name[] {
  const camelCase = takeCamelCase(working);
  const patterns = IDENTIFIERS.filter(([needs]) => working.open.includes(needs)).map(
    ([, pattern]) => pattern,
  );
  return [...takeNames(working, "identifier", patterns), ...camelCase];
}

function takeCamelCase(working: WorkingText): Name[] {
  if (!MAY_HOLD_CAMEL_CASE.test(working.normalised.source)) return [];
  return working.takeAll(LATIN_WORD, ({ 0: name }, { start, end }): Name | null => {
    const span = working.sourceOf(start, end);
    return CAMEL_CASE.test(span.quote) ? { type: "name", kind: "identifier", name, ...span } : null;
  });
}

function takeNames(working: WorkingText, kind: NameKind, patterns: readonly RegExp[]): Name[] {
  return patterns.flatMap((pattern) =>
    working.takeAll(
      pattern,
      (match, { start, end }): Name => ({
        type: "name",
        kind,
        name: match.groups?.name ?? match[0],
        ...working.sourceOf(start, end),
      }),
    ),
  );
}

function aPeriod(seconds: number, span: ReturnType<WorkingText["sourceOf"]>): Measure {
  return {
    type: "measure",
    kind: "duration",
    low: seconds,
    high: seconds,
    halfStep: 0,
    hedge: "exact",
    shown: seconds,
    isBare: false,
    isPeriod: true,
    counted: null,
    subject: null,
    utcOffset: null,
    ...span,
  };
}
