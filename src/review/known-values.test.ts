import { expect, it } from "vitest";
import { languageSchema } from "../contracts/language.ts";
import { provenanceSchema } from "../contracts/recording.ts";
import { gateIdSchema } from "../contracts/score.ts";
import { severitySchema } from "../contracts/triage-report.ts";
import { GATE_IDS, isOneOf, LANGUAGES, PROVENANCES, SEVERITIES } from "./known-values.ts";

it.each([
  { what: "languages", values: LANGUAGES, schema: languageSchema },
  { what: "severities", values: SEVERITIES, schema: severitySchema },
  { what: "provenances", values: PROVENANCES, schema: provenanceSchema },
  { what: "gates", values: GATE_IDS, schema: gateIdSchema },
])("knows the $what of the contract, in its order", ({ values, schema }) => {
  expect(values).toEqual(schema.options);
});

it.each([
  { text: "zh", isLanguage: true },
  { text: "constructor", isLanguage: false },
  { text: undefined, isLanguage: false },
])("tells whether $text is a language", ({ text, isLanguage }) => {
  expect(isOneOf(LANGUAGES, text)).toBe(isLanguage);
});
