import type { Scorer, Verdict } from "../../contracts/score.ts";
import { finding, scored } from "../verdict.ts";

const REPAIRED = 0.5;

/**
 * Is the reply the JSON that was asked for?
 *
 * 1 when it is, .5 when it had to be repaired (prose or a fence round it, syntax, enum spelling, unknown
 * keys), 0 and a gate when it cannot be read. A reply that was cut off is never repaired into success.
 * The parser decides; every repair and every problem is a finding.
 */
export const schema: Scorer = {
  id: "schema",
  version: 1,
  rule: "1 as asked, 0.5 after repair, 0 unreadable",
  reads: "reply",

  score({ parsed }): Verdict {
    if (!parsed.ok) {
      const [first = "the reply is unreadable", ...others] = parsed.problems;
      const summary = others.length === 0 ? first : `${first} (and ${others.length} more)`;
      return scored(0, `unreadable: ${summary}`, {
        findings: parsed.problems.map((problem) => finding("bad", problem)),
        gates: [{ gate: "unreadable", message: summary }],
      });
    }
    if (parsed.repairs.length === 0) return scored(1, "valid as it came");
    const kinds = [...new Set(parsed.repairs.map(({ kind }) => kind))].join(", ");
    return scored(REPAIRED, `readable after repair: ${kinds}`, {
      findings: parsed.repairs.map(({ kind, detail }) => finding("warning", `${kind}: ${detail}`)),
    });
  },
};
