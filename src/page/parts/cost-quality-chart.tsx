import { useState } from "preact/hooks";
import type uPlot from "uplot";
import { formatHeadline, formatLatency, formatMoney } from "../../reports/format-figures.ts";
import { spreadLabels } from "../../review/spread-labels.ts";
import type { RowSummary } from "../../review/summarise-rows.ts";
import { axis, type ChartColours, useChart } from "./use-chart.ts";

const HEIGHT = 300;
const RADIUS = 4.5;
const LABEL_GAP = 15;
const AXIS_WIDTH = 52;
const NAME_WIDTH = 210;

const PRICES = {
  cost: { name: "cost of a trial, mean", of: (row: RowSummary) => row.costPerTrialUsd, format: formatMoney },
  latency: { name: "latency, median", of: (row: RowSummary) => row.latencyP50Ms, format: formatLatency },
} as const;
type Price = keyof typeof PRICES;

interface Point {
  readonly name: string;
  readonly price: number;
  readonly headline: number;
  readonly interval: RowSummary["headlineInterval"];
}

/** Quality against what it costs, in money or in time: up and to the left is better. What lacks either is left out, and said. */
export function CostQualityChart({ rows }: { rows: readonly RowSummary[] }) {
  const isFree = rows.every(({ costPerTrialUsd }) => costPerTrialUsd === null || costPerTrialUsd === 0);
  const [chosen, choose] = useState<Price | null>(null);
  const price = chosen ?? (isFree ? "latency" : "cost");
  const points = rows.flatMap((row) => pointOf(row, price)).toSorted((a, b) => a.price - b.price);
  const left = rows.length - points.length;
  return (
    <figure class="chart">
      <figcaption>
        Quality against{" "}
        <select
          aria-label="What quality is held against"
          value={price}
          onChange={({ currentTarget }) => choose(currentTarget.value === "cost" ? "cost" : "latency")}
        >
          <option>cost</option>
          <option>latency</option>
        </select>{" "}
        <small>
          mean headline with its 95 % interval over scenarios
          {left > 0 && `; ${left} left out whose ${price} or headline is unknown`}
        </small>
      </figcaption>
      {points.length > 0 && <Scatter points={points} price={price} />}
    </figure>
  );
}

function pointOf(row: RowSummary, price: Price): Point[] {
  const { promptId, modelId, language, headline, headlineInterval } = row;
  const paid = PRICES[price].of(row);
  if (paid === null || headline === null) return [];
  return [
    { name: `${promptId} · ${modelId} · ${language}`, price: paid, headline, interval: headlineInterval },
  ];
}

function Scatter({ points, price }: { points: readonly Point[]; price: Price }) {
  const { name, format } = PRICES[price];
  const chart = useChart(
    ({ width, colours }) => ({
      options: {
        width,
        height: HEIGHT,
        cursor: { show: false },
        legend: { show: false },
        scales: {
          x: { time: false, range: () => priceRange(points, width) },
          y: { range: () => headlineRange(points) },
        },
        axes: [
          { ...axis(colours, format, name), space: 90 },
          { ...axis(colours, formatHeadline, "headline, 0 to 100"), size: AXIS_WIDTH },
        ],
        series: [{}, { paths: () => null, points: { show: false } }],
        hooks: { draw: [(plot) => drawPoints(plot, points, colours)] },
      },
      data: [points.map((point) => point.price), points.map(({ headline }) => headline)],
    }),
    JSON.stringify([price, points]),
  );
  return (
    <div ref={chart} role="img" aria-label={`Headline against ${name}; the table above has the figures`} />
  );
}

/** With room at the right for the names, whatever the width of the chart in pixels. */
function priceRange(points: readonly Point[], width: number): [number, number] {
  const most = Math.max(...points.map(({ price }) => price));
  const room = Math.max(width - AXIS_WIDTH - NAME_WIDTH, NAME_WIDTH / 2);
  return [0, most === 0 ? 1 : most * ((width - AXIS_WIDTH) / room)];
}

function headlineRange(points: readonly Point[]): [number, number] {
  const low = Math.min(...points.map(({ headline, interval }) => interval?.low ?? headline));
  const high = Math.max(...points.map(({ headline, interval }) => interval?.high ?? headline));
  return [Math.max(0, Math.floor(low) - 3), Math.min(101, Math.ceil(high) + 3)];
}

/** Each point with its interval, and its name to the right of all, so that no two names touch. */
function drawPoints(plot: uPlot, points: readonly Point[], colours: ChartColours): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  const heights = points.map(({ headline }) => plot.valToPos(headline, "y", true));
  const labels = spreadLabels(heights, LABEL_GAP * ratio);
  const labelLeft = plot.valToPos(Math.max(...points.map(({ price }) => price)), "x", true) + 28 * ratio;
  ctx.save();
  ctx.font = `${12 * ratio}px system-ui, sans-serif`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  points.forEach(({ price, interval, name }, index) => {
    const colour = colours.series[index % colours.series.length] ?? colours.ink;
    const [x, y] = [plot.valToPos(price, "x", true), heights[index] ?? 0];
    const labelY = labels[index] ?? y;
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = 2 * ratio;
    if (interval !== null) {
      line(ctx, [x, plot.valToPos(interval.low, "y", true)], [x, plot.valToPos(interval.high, "y", true)]);
    }
    ctx.beginPath();
    ctx.arc(x, y, RADIUS * ratio, 0, 2 * Math.PI);
    ctx.fill();
    ctx.lineWidth = 0.5 * ratio;
    line(ctx, [x, y], [labelLeft - 4 * ratio, labelY]);
    ctx.fillText(name, labelLeft, labelY);
  });
  ctx.restore();
}

type Place = readonly [x: number, y: number];

function line(ctx: CanvasRenderingContext2D, from: Place, to: Place): void {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}
