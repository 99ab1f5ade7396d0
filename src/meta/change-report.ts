import type { TriageReport } from "../contracts/triage-report.ts";

/** What differs from another report, by paths such as `hypotheses[0].cause`. */
export interface ReportChanges {
  readonly change: Readonly<Record<string, unknown>>;
  readonly append: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

export type ChangedReport =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly path: string; readonly problem: string };

/**
 * A copy of a report with changes made: set first, then appended, then removed (the last of a list first, so that
 * the paths keep their meaning). The result is not checked against the report's schema.
 */
export function changeReport(report: TriageReport, { change, append, remove }: ReportChanges): ChangedReport {
  const copy: unknown = structuredClone(report);
  for (const [path, value] of Object.entries(change)) {
    const place = placeOf(copy, path);
    if (place === null) return missing(path);
    place.holder[place.key] = structuredClone(value);
  }
  for (const [path, item] of Object.entries(append)) {
    const place = placeOf(copy, path);
    const list = place?.holder[place.key];
    if (!Array.isArray(list)) return { ok: false, path, problem: "is no list of the report" };
    list.push(structuredClone(item));
  }
  for (const path of [...remove].sort().reverse()) {
    const place = placeOf(copy, path);
    if (place === null || !Array.isArray(place.holder)) return missing(path);
    place.holder.splice(Number(place.key), 1);
  }
  return { ok: true, value: copy };
}

/** The text at a path of a report; "" where there is none. */
export function textAt(report: TriageReport, path: string): string {
  const place = placeOf(report, path);
  const value = place?.holder[place.key];
  return typeof value === "string" ? value : "";
}

interface Place {
  // A list is indexed by its numbers as a record is by its keys.
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Where a path points; null where the report has no such place. */
function placeOf(root: unknown, path: string): Place | null {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
  let holder = root;
  for (const key of keys.slice(0, -1)) holder = isHolder(holder) ? holder[key] : undefined;
  const key = keys.at(-1) ?? "";
  return isHolder(holder) && Object.hasOwn(holder, key) ? { holder, key } : null;
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function missing(path: string): ChangedReport {
  return { ok: false, path, problem: "is no place of the report" };
}
