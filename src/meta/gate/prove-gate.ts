import type { Claim } from "./claim.ts";
import { fixedClaims } from "./fixed-claims.ts";
import { gateClaims, type ProofOptions } from "./gate-claims.ts";
import { intervalClaims } from "./interval-claims.ts";
import { sequentialClaims } from "./sequential-claims.ts";

/**
 * Tries comparison and gate where the truth is known, `runs` times each, and says of every claim whether it holds.
 * Same runs and seed, same figures. Figures of trials are simulated, not replies: `meta graders` is about those.
 */
export function proveGate(options: ProofOptions): Claim[] {
  return [...gateClaims(options), ...intervalClaims(options), ...sequentialClaims(options), ...fixedClaims()];
}
