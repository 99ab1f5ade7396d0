import type { Aliases } from "../contracts/language.ts";
import type { Expected } from "../contracts/scenario.ts";
import type { FieldPath } from "./lint-rule.ts";

/** The aliases of one pattern and where they stand. */
export interface AliasList {
  readonly field: FieldPath;
  readonly id: string;
  readonly any: Aliases;
}

/** The lists of patterns in an expected part, each with where it stands. Canaries of an injection are left out: they have no language. */
export function patternLists(expected: Expected) {
  const { rootCause, redHerrings, mustNotClaim, mitigation, probes, prevention } = expected;
  const list = (field: FieldPath, patterns: readonly { id: string; any: Aliases }[]): AliasList[] =>
    patterns.map(({ id, any }, index) => ({ field: ["expected", ...field, index], id, any }));
  return {
    facts: list(["rootCause", "facts"], rootCause.facts),
    redHerrings: list(["redHerrings"], redHerrings),
    mustNotClaim: list(["mustNotClaim"], mustNotClaim),
    accepted: list(["mitigation", "accepted"], mitigation.accepted),
    forbidden: list(["mitigation", "forbidden"], mitigation.forbidden),
    probes: list(["probes"], probes),
    prevention: list(["prevention"], prevention),
  };
}
