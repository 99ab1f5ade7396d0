import type { Label } from "../contracts/label.ts";
import type { ComparisonNames, RunReview, RunsReview } from "../contracts/review.ts";

/**
 * A run inside one HTML file. Each part is JSON, gzipped, in base64, in an element
 * `<script type="application/octet-stream" id="part-…">` that no browser runs, and is unpacked when it is first shown. The
 * part `index` is this; the others are named in it.
 */
export interface EmbeddedIndex {
  readonly runs: RunsReview;
  readonly run: RunReview;
  readonly labels: readonly Label[];
  /** Each part is a `ComparisonReview`. */
  readonly comparisons: readonly { readonly names: ComparisonNames; readonly part: string }[];
  /** Each part is a `ScenarioReview`, by scenario id. */
  readonly scenarios: Readonly<Record<string, string>>;
  /** Each part is a list of `TrialReview`, of the trials named here (`trialSelector`), in this order. */
  readonly trials: readonly { readonly part: string; readonly selectors: readonly string[] }[];
}

export const INDEX_PART = "index";

/** The id of the element that holds a part. */
export function partElementId(part: string): string {
  return `part-${part}`;
}
