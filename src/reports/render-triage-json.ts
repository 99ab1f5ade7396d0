import type { TriageView } from "./triage-view.ts";

const SCHEMA_VERSION = 1;

/**
 * A triaged incident for scripts. Keys come in a fixed order, unknown values are null. Control, bidi and
 * zero-width characters are written as \u escapes: a terminal shows them harmlessly and parsing restores
 * every one.
 */
export function renderTriageJson(view: TriageView): string {
  const { title, chips, service, createdAt, context, report, meta, similar, score } = view;
  const ordered = {
    schemaVersion: SCHEMA_VERSION,
    title,
    chips,
    service,
    createdAt,
    context,
    report,
    meta,
    similar,
    score,
  };
  return `${terminalSafeJson(ordered)}\n`;
}

/** Indented JSON in which every character that a terminal acts on or hides is escaped. */
export function terminalSafeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNSAFE_TO_SHOW, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** JSON itself escapes everything below U+0020. */
const UNSAFE_TO_SHOW = /[\u007f-\u009f\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}]/gu;
