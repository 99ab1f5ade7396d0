import { z } from "zod";
import { type Repair, triageReportSchema } from "../contracts/triage-report.ts";
import { renderPath } from "../shared/schema-problems.ts";
import { squeezeWord } from "../shared/squeeze-word.ts";

/** Spells enum values as the schema does ("sev-1" → "SEV1") and drops keys it does not know. Nothing is invented. */
export function normaliseReport(value: unknown): { value: unknown; repairs: Repair[] } {
  const repairs: Repair[] = [];
  return { value: normaliseBy(triageReportSchema, value, { path: [], repairs }), repairs };
}

interface Place {
  readonly path: readonly PropertyKey[];
  readonly repairs: Repair[];
}

function normaliseBy(schema: z.core.$ZodType, value: unknown, place: Place): unknown {
  if (schema instanceof z.ZodObject) return normaliseObject(schema, value, place);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item, index) => normaliseBy(schema.element, item, below(place, index)));
  }
  if (schema instanceof z.ZodEnum && typeof value === "string")
    return normaliseEnum(schema.options, value, place);
  return value;
}

function normaliseObject(schema: z.ZodObject, value: unknown, place: Place): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const field = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
      if (field !== undefined) return [[key, normaliseBy(field, inner, below(place, key))]];
      place.repairs.push({ kind: "unknown-key-dropped", detail: renderPath([...place.path, key]) });
      return [];
    }),
  );
}

function normaliseEnum(options: readonly unknown[], value: string, { path, repairs }: Place): string {
  if (options.includes(value)) return value;
  const meant = options.map(String).find((option) => squeezeWord(option) === squeezeWord(value));
  if (meant === undefined) return value;
  repairs.push({ kind: "enum-normalised", detail: `${renderPath(path)}: "${value}" read as ${meant}` });
  return meant;
}

function below({ path, repairs }: Place, key: PropertyKey): Place {
  return { path: [...path, key], repairs };
}
