import { z } from "zod";
import { severitySchema } from "./triage-report.ts";

/**
 * Where a past incident comes from: `incident` it happened · `example` invented, for a demonstration ·
 * `scenario` of the library · `triage` a triage report that somebody kept.
 */
export const pastIncidentKindSchema = z.enum(["incident", "example", "scenario", "triage"]);
export type PastIncidentKind = z.infer<typeof pastIncidentKindSchema>;

const MAX_TITLE = 300;
const MAX_SYMPTOMS = 4000;
const MAX_BODY = 40_000;

/** Text that a database can hold and that was UTF-8 when it was read. */
function text(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .refine((value) => !value.includes("\u0000"), "text without NUL characters")
    .refine((value) => value.isWellFormed() && !value.includes("\ufffd"), "text saved as UTF-8");
}

/** An instant with its zone, or a day, which starts at 00:00 UTC. Kept in UTC. */
const instantSchema = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: "an instant with its zone, such as 2026-06-02T14:02:00Z, or a day",
  })
  .transform((value) => new Date(value).toISOString());

/** One past incident as the memory keeps it. Texts are in whatever language they were written in. */
export const pastIncidentSchema = z
  .strictObject({
    id: text(200).regex(/^\S+$/u, "an id without spaces"),
    kind: pastIncidentKindSchema.default("incident"),
    title: text(MAX_TITLE),
    service: text(200),
    /** What was seen, not why: together with the title it is what a new incident is compared with. */
    symptoms: text(MAX_SYMPTOMS),
    summary: text(MAX_BODY).nullable().default(null),
    rootCause: text(MAX_BODY).nullable().default(null),
    severity: severitySchema.nullable().default(null),
    startedAt: instantSchema,
    resolvedAt: instantSchema.nullable().default(null),
    links: z.array(z.url({ protocol: /^https?$/ })).default([]),
  })
  .refine(({ startedAt, resolvedAt }) => resolvedAt === null || resolvedAt >= startedAt, {
    path: ["resolvedAt"],
    message: "an instant not before startedAt",
  });
export type PastIncident = z.infer<typeof pastIncidentSchema>;

/** Which of a past incident's texts is most like the new one; `both` is title and symptoms read as one. */
export type MatchedField = "title" | "symptoms" | "both";

/** A past incident that resembles a new one. */
export interface SimilarIncident
  extends Pick<
    PastIncident,
    "id" | "kind" | "title" | "service" | "symptoms" | "rootCause" | "severity" | "startedAt"
  > {
  /** Lexical similarity of the matched field, 0 to 1. */
  readonly similarity: number;
  readonly matched: MatchedField;
}

/** What came of looking for similar incidents. */
export type SimilarLookup =
  /** Most similar first, among `total` past incidents. */
  | { readonly outcome: "searched"; readonly total: number; readonly hits: readonly SimilarIncident[] }
  | { readonly outcome: "unavailable"; readonly reason: string };
