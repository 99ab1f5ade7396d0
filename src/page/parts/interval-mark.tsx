import type { MetricComparison } from "../../contracts/comparison.ts";
import { placeInterval } from "../../reports/place-interval.ts";

const WIDTH = 180;
const HEIGHT = 22;
const MIDDLE = WIDTH / 2;
const REACH = MIDDLE - 8;

/** An effect as a dot with its interval; the full line is no change, the dashed one the tolerated loss. */
export function IntervalMark({ metric }: { metric: MetricComparison }) {
  const placed = placeInterval(metric);
  if (placed === null) return null;
  const { low, mean, high, margin } = placed;
  return (
    <svg class={`interval ${metric.verdict}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line class="no-change" x1={MIDDLE} x2={MIDDLE} y1="0" y2={HEIGHT} />
      {margin !== null && <line class="margin" x1={at(margin)} x2={at(margin)} y1="0" y2={HEIGHT} />}
      <line class="reach" x1={at(low)} x2={at(high)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      <End at={low} />
      <End at={high} />
      <circle cx={at(mean)} cy={HEIGHT / 2} r="4.5" />
    </svg>
  );
}

/** A bar, or an arrow where the interval goes on beyond the axis. */
function End({ at: place }: { at: number }) {
  const x = at(place);
  if (Math.abs(place) <= 1) return <line class="reach" x1={x} x2={x} y1="6" y2={HEIGHT - 6} />;
  const tip = x + Math.sign(place) * 6;
  return <path class="beyond" d={`M${x} 6 L${tip} ${HEIGHT / 2} L${x} ${HEIGHT - 6}`} />;
}

function at(place: number): number {
  return MIDDLE + REACH * Math.max(-1, Math.min(1, place));
}
