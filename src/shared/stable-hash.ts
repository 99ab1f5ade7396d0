import { createHash } from "node:crypto";

/** JSON with object keys sorted at every depth, so that equal values give equal text. Throws on what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "number" && !Number.isFinite(inner))
      throw new TypeError(`${inner} has no JSON form`);
    return isPlainObject(inner) ? sortedByKey(inner) : inner;
  });
}

/** SHA-256 of a value's canonical JSON, hex. */
export function stableHash(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sortedByKey(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
