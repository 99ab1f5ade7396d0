import type { Provenance } from "../../contracts/recording.ts";
import { visible } from "../../reports/printable.ts";
import { legendOf } from "../../reports/provenance-legend.ts";
import type { Tone } from "../../reports/tone.ts";

/** A word in a coloured pill; the word says it, the colour only helps to find it. */
export function Badge({ text, tone, title }: { text: string; tone: Tone; title?: string | undefined }) {
  return (
    <span class={`badge ${tone}`} title={title}>
      {visible(text)}
    </span>
  );
}

/** Where replies come from, said wherever their figures are: only live ones need no word. */
export function ProvenanceBadge({ provenance, count }: { provenance: Provenance; count?: number }) {
  const text = count === undefined ? provenance : `${count} ${provenance}`;
  const title = legendOf(provenance, "en") ?? "an API answered";
  return <Badge text={text} tone={provenance === "live" ? "quiet" : "warning"} title={title} />;
}

/** One for each kind of reply there is. */
export function ProvenanceBadges({ counts }: { counts: Readonly<Partial<Record<Provenance, number>>> }) {
  // Object.entries forgets that the keys are provenances.
  const present = (Object.entries(counts) as [Provenance, number][]).filter(([, count]) => count > 0);
  return (
    <>
      {present.map(([provenance, count]) => (
        <ProvenanceBadge key={provenance} provenance={provenance} count={count} />
      ))}
    </>
  );
}

export function PassBadge({ passed }: { passed: boolean }) {
  return <Badge text={passed ? "✓ passed" : "✗ failed"} tone={passed ? "good" : "bad"} />;
}
