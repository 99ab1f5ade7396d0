import type { RunReview } from "../../contracts/review.ts";
import { visible } from "../../reports/printable.ts";
import { href } from "../use-route.ts";

/** What this run can be compared in or with, a link each. */
export function ComparisonLinks({ review: { manifest, comparisons, previousRunId } }: { review: RunReview }) {
  if (comparisons.length === 0) return null;
  const short = (name: string) =>
    name.replace(`${manifest.id}@`, "").replace(`${previousRunId}@`, "earlier run, ");
  return (
    <p class="link-row">
      <span class="label">Compare</span>
      {comparisons.map((names) => (
        <a
          key={`${names.baseline} ${names.candidate}`}
          class="button"
          href={href({ page: "compare", names, cell: null })}
        >
          {visible(short(names.baseline))} → {visible(short(names.candidate))}
        </a>
      ))}
    </p>
  );
}
