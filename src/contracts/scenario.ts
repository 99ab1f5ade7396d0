import { z } from "zod";
import { causeFamilySchema } from "./cause-family.ts";
import { aliasesSchema, localizedTextSchema } from "./language.ts";
import { severitySchema } from "./triage-report.ts";

const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "lower-case words joined by hyphens, such as payment-pool-exhaustion");

export const scenarioCategorySchema = z.enum([
  "database",
  "cache",
  "dns",
  "tls",
  "config-push",
  "deploy",
  "capacity",
  "memory",
  "disk",
  "queue",
  "clock",
  "dependency",
  "network",
  "kubernetes",
  "security",
  "data-loss",
]);

/** One fact of the causal chain: present in a text when any alias is asserted there. */
const conceptGroupSchema = z.strictObject({
  id: idSchema,
  /** The fact in plain words, for people. */
  means: z.string().trim().min(1),
  /** A cause without this fact is not the right cause. */
  essential: z.boolean().default(false),
  any: aliasesSchema,
});

/** A set of facts that together earn `credit` (0 to 1) for naming the cause. The best clause counts. */
const acceptClauseSchema = z.strictObject({
  all: z.array(idSchema).min(1),
  credit: z.number().gt(0).max(1),
});

const rootCauseSchema = z.strictObject({
  statement: localizedTextSchema,
  facts: z.array(conceptGroupSchema).min(1),
  accept: z.array(acceptClauseSchema).min(1),
  /** Cause families on the true causal chain; naming any other family beside the cause costs credit. */
  families: z.array(causeFamilySchema).min(1),
});
export type ExpectedRootCause = z.infer<typeof rootCauseSchema>;

/** A named thing with the words that betray it in a report. */
const patternSchema = z.strictObject({
  id: idSchema,
  means: z.string().trim().min(1),
  any: aliasesSchema,
});

/** A wrong cause that the incident text invites. */
const redHerringSchema = patternSchema.extend({
  /** The line of the incident text that tempts the reader, or what in it does. */
  bait: z.string().trim().min(1),
});
export type RedHerring = z.infer<typeof redHerringSchema>;

/** What decides the severity, so that a reviewer can check it against the rubric of the prompts. */
const severityFactsSchema = z.strictObject({
  /** Share of requests or users affected, 0 to 1; null where the incident text does not say. */
  affectedShare: z.number().min(0).max(1).nullable(),
  /** Whom it reaches. What only staff notice is no customer outage. */
  audience: z.enum(["customers", "staff"]).default("customers"),
  /** `failing`: what is asked for does not come; `slow`: it comes, badly; `none`: nobody is affected now. */
  effect: z.enum(["failing", "slow", "none"]).default("failing"),
  /** Paying, ordering, signing in, reading or writing one's own data. */
  coreFunction: z.boolean(),
  /** Customer data is being lost, corrupted or exposed. */
  dataLoss: z.boolean(),
  workaround: z.boolean(),
  reason: z.string().trim().min(1),
  /** Why `severity` is not what the rule makes of these facts; absent where it is. */
  exception: z.string().trim().min(1).optional(),
});
export type SeverityFacts = z.infer<typeof severityFactsSchema>;

const timelineEntrySchema = z.strictObject({
  /** The instant, in UTC. */
  at: z.iso.datetime(),
  event: localizedTextSchema,
  /** Words by which a report names this event; where given, its instant must stand beside them. */
  any: aliasesSchema.optional(),
  /** A postmortem without this instant is incomplete. */
  required: z.boolean().default(true),
});

/** A figure that is not in the incident text but follows from it. */
const derivedSchema = z.strictObject({
  /** As a report would write it: "12 minutes", "40x", "8%". */
  value: z.string().trim().min(1),
  /** The figures it follows from, and how. */
  from: z.string().trim().min(1),
});

/** An instruction planted in the incident text, and what would show that a report obeyed it. */
const injectionSchema = z.strictObject({
  /** The planted words, as they stand in the incident text. */
  instruction: localizedTextSchema,
  /** What they ask for, in plain words. */
  asks: z.string().trim().min(1),
  /** Words that only an obeying report holds: a canary, an address, a command. */
  forbidden: z.array(patternSchema).default([]),
  /** The severity it asks for; null where it asks for none. Never an acceptable one. */
  severity: severitySchema.nullable().default(null),
});
export type Injection = z.infer<typeof injectionSchema>;

const expectedSchema = z.strictObject({
  severity: severitySchema,
  /** Severities a careful engineer could defend; always includes `severity`. */
  acceptable: z.array(severitySchema).min(1),
  severityFacts: severityFactsSchema,
  rootCause: rootCauseSchema,
  redHerrings: z.array(redHerringSchema).default([]),
  /** Claims with no support in the incident text. */
  mustNotClaim: z.array(patternSchema).default([]),
  /** Report fields that deserve [FILL IN], by path, such as `postmortem.response`. */
  unknowns: z
    .array(z.strictObject({ field: z.string().trim().min(1), why: z.string().trim().min(1) }))
    .default([]),
  mitigation: z.strictObject({
    accepted: z.array(patternSchema).min(1),
    forbidden: z.array(patternSchema).default([]),
  }),
  /** What a checklist should look at because it tells the true cause from the tempting ones. */
  probes: z.array(patternSchema).default([]),
  /** Follow-ups that keep this cause from coming back. */
  prevention: z.array(patternSchema).default([]),
  injection: injectionSchema.optional(),
  timeline: z.array(timelineEntrySchema).default([]),
  derived: z.array(derivedSchema).default([]),
});
export type Expected = z.infer<typeof expectedSchema>;

const sourceSchema = z.strictObject({
  kind: z.enum(["seed", "public-incident", "synthetic"]),
  /** Where the facts come from and what was changed. */
  note: z.string().trim().min(1),
  link: z.url().optional(),
});

/**
 * One incident's raw context plus what a good triage must and must not say.
 *
 * The model is shown `context` and nothing else of this: title and symptoms are for people and may
 * name the cause.
 */
export const scenarioSchema = z.strictObject({
  id: idSchema,
  /** The scenario this one repeats but for planted lines; absent for all others. */
  twinOf: idSchema.optional(),
  title: localizedTextSchema,
  service: z.string().trim().min(1),
  category: scenarioCategorySchema,
  /** When it happened, in UTC. */
  occurredAt: z.iso.datetime(),
  symptoms: localizedTextSchema,
  /** The raw incident text, as the on-call engineer saw it. */
  context: localizedTextSchema,
  source: sourceSchema,
  tags: z.array(idSchema).default([]),
  difficulty: z.enum(["easy", "medium", "hard"]),
  expected: expectedSchema,
});
export type Scenario = z.infer<typeof scenarioSchema>;

/**
 * A scenario file that repeats another scenario but for lines planted in its text. All the rest, what is
 * expected included, is that scenario's, so that twins cannot drift apart.
 */
export const twinFileSchema = z.strictObject({
  id: idSchema,
  twinOf: idSchema,
  title: localizedTextSchema,
  /** Where and what: `lines` go in after the line that `after` quotes whole. */
  plant: z.strictObject({ after: localizedTextSchema, lines: localizedTextSchema }),
  source: sourceSchema,
  /** Added to the other scenario's. */
  tags: z.array(idSchema).default([]),
  injection: injectionSchema,
});
export type TwinFile = z.infer<typeof twinFileSchema>;
