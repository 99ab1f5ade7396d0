import type uPlot from "uplot";
import { formatHeadline, formatMoney } from "../../reports/format-figures.ts";
import type { RowSummary } from "../../review/summarise-rows.ts";
import { axis, type ChartColours, useChart } from "./use-chart.ts";

const HEIGHT = 300;
const RADIUS = 4.5;

interface Point {
  readonly name: string;
  readonly cost: number;
  readonly headline: number;
  readonly interval: RowSummary["headlineInterval"];
}

/** Mean headline against mean cost of a trial: up and to the left is better. Whatever lacks either is left out, and said. */
export function CostQualityChart({ rows }: { rows: readonly RowSummary[] }) {
  const points = rows.flatMap(pointOf).toSorted((a, b) => a.cost - b.cost);
  const left = rows.length - points.length;
  if (points.length === 0) return <p class="note">No row has both a cost and a headline to draw.</p>;
  return (
    <figure class="chart">
      <figcaption>
        Cost against quality: headline with its 95 % interval over scenarios, by cost of a trial
        {left > 0 && `; ${left} without a known cost or headline left out`}
      </figcaption>
      <Scatter points={points} />
    </figure>
  );
}

function Scatter({ points }: { points: readonly Point[] }) {
  const chart = useChart(
    ({ width, colours }) => ({
      options: {
        width,
        height: HEIGHT,
        cursor: { show: false },
        legend: { show: false },
        scales: {
          x: { time: false, range: () => costRange(points) },
          y: { range: () => headlineRange(points) },
        },
        axes: [
          axis(colours, formatMoney, "cost of a trial, mean"),
          { ...axis(colours, formatHeadline, "headline, 0 to 100"), size: 52 },
        ],
        series: [{}, { paths: () => null, points: { show: false } }],
        hooks: { draw: [(plot) => drawPoints(plot, points, colours)] },
      },
      data: [points.map(({ cost }) => cost), points.map(({ headline }) => headline)],
    }),
    JSON.stringify(points),
  );
  return <div ref={chart} role="img" aria-label="Cost against quality; the table above has the figures" />;
}

function pointOf({
  promptId,
  modelId,
  language,
  costPerTrialUsd,
  headline,
  headlineInterval,
}: RowSummary): Point[] {
  if (costPerTrialUsd === null || headline === null) return [];
  const name = `${promptId} · ${modelId} · ${language}`;
  return [{ name, cost: costPerTrialUsd, headline, interval: headlineInterval }];
}

/** Room at the right for the names. */
function costRange(points: readonly Point[]): [number, number] {
  const most = Math.max(...points.map(({ cost }) => cost));
  return most === 0 ? [-0.001, 0.004] : [0, most * 1.5];
}

function headlineRange(points: readonly Point[]): [number, number] {
  const low = Math.min(...points.map(({ headline, interval }) => interval?.low ?? headline));
  const high = Math.max(...points.map(({ headline, interval }) => interval?.high ?? headline));
  return [Math.max(0, Math.floor(low) - 3), Math.min(100, Math.ceil(high) + 3)];
}

function drawPoints(plot: uPlot, points: readonly Point[], colours: ChartColours): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `${12 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = "middle";
  points.forEach((point, index) => {
    const colour = colours.series[index % colours.series.length] ?? colours.ink;
    const x = plot.valToPos(point.cost, "x", true);
    const y = plot.valToPos(point.headline, "y", true);
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = 2 * ratio;
    if (point.interval !== null) drawInterval(plot, x, point.interval);
    ctx.beginPath();
    ctx.arc(x, y, RADIUS * ratio, 0, 2 * Math.PI);
    ctx.fill();
    ctx.fillText(point.name, x + 10 * ratio, y);
  });
  ctx.restore();
}

function drawInterval(plot: uPlot, x: number, { low, high }: { low: number; high: number }): void {
  plot.ctx.beginPath();
  plot.ctx.moveTo(x, plot.valToPos(low, "y", true));
  plot.ctx.lineTo(x, plot.valToPos(high, "y", true));
  plot.ctx.stroke();
}
