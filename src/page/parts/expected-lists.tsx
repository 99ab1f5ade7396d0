import type { Expected } from "../../contracts/scenario.ts";
import { formatPercent } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import { Badge } from "./badge.tsx";

/** What a good triage must and must not say of an incident: what the graders hold a report against. */
export function ExpectedLists({ expected }: { expected: Expected }) {
  const { rootCause, severity, acceptable, severityFacts, mitigation } = expected;
  return (
    <section class="card" aria-labelledby="expected">
      <h2 id="expected">Expected</h2>
      <p>{visible(rootCause.statement.en)}</p>
      {rootCause.statement.zh !== undefined && <p lang="zh-CN">{visible(rootCause.statement.zh)}</p>}
      <p>
        <Badge text={severity} tone="quiet" /> {acceptable.join(" or ")} can be defended.{" "}
        {visible(severityFacts.reason)} Affected: {formatPercent(severityFacts.affectedShare)}.
      </p>
      <Named
        heading="Facts of the cause"
        items={rootCause.facts.map(({ means, essential }) => (essential ? `${means} (essential)` : means))}
      />
      <Named
        heading="Red herrings"
        items={expected.redHerrings.map(({ means, bait }) => `${means} ${bait}`)}
      />
      <Named heading="Must not claim" items={meanings(expected.mustNotClaim)} />
      <Named heading="Mitigations that help" items={meanings(mitigation.accepted)} />
      <Named heading="Mitigations that harm" items={meanings(mitigation.forbidden)} />
      <Named heading="Probes that tell causes apart" items={meanings(expected.probes)} />
      <Named heading="Follow-ups that prevent it" items={meanings(expected.prevention)} />
      <Named
        heading="Timeline"
        items={expected.timeline.map(
          ({ at, event, required }) => `${at} ${event.en}${required ? "" : " (optional)"}`,
        )}
      />
      <Named
        heading="Unknown, so [FILL IN]"
        items={expected.unknowns.map(({ field, why }) => `${field}: ${why}`)}
      />
      <Named
        heading="Derived figures"
        items={expected.derived.map(({ value, from }) => `${value}: ${from}`)}
      />
    </section>
  );
}

function meanings(patterns: readonly { readonly means: string }[]): string[] {
  return patterns.map(({ means }) => means);
}

function Named({ heading, items }: { heading: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{visible(item)}</li>
        ))}
      </ul>
    </>
  );
}
