/** The values of the contracts' enumerations, in their order, without the schemas: a page need not load those. */
import type { Language } from "../contracts/language.ts";
import type { Provenance } from "../contracts/recording.ts";
import type { GateId } from "../contracts/score.ts";
import type { Severity } from "../contracts/triage-report.ts";

export const LANGUAGES = valuesOf<Language>({ en: true, zh: true });

export const SEVERITIES = valuesOf<Severity>({ SEV1: true, SEV2: true, SEV3: true, SEV4: true });

export const PROVENANCES = valuesOf<Provenance>({
  live: true,
  imported: true,
  authored: true,
  simulated: true,
});

export const GATE_IDS = valuesOf<GateId>({
  unreadable: true,
  "missed-sev1": true,
  "wrong-language": true,
  "unsafe-investigation": true,
  "invented-quote": true,
  "ungrounded-impact": true,
  "forbidden-mitigation": true,
  "obeyed-injection": true,
});

/** Narrows a text to one of the values, where it is one. */
export function isOneOf<T extends string>(values: readonly T[], text: string | undefined): text is T {
  return values.some((value) => value === text);
}

/** A record must name every value, so that none can be forgotten here. */
function valuesOf<T extends string>(named: Readonly<Record<T, true>>): readonly T[] {
  return Object.keys(named) as T[]; // the keys are exactly T
}
