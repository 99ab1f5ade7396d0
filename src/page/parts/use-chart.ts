import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";

/** Colours of a chart, as the theme has them now. */
export interface ChartColours {
  readonly ink: string;
  readonly line: string;
  /** Told apart by colour-blind readers too; each series also has its own dash. */
  readonly series: readonly string[];
}

const SERIES_COLOURS = 8;

/** Draws a chart into the element, as wide as that is, and again when its width or the theme changes. */
export function useChart(
  build: (ground: { width: number; colours: ChartColours }) => {
    options: uPlot.Options;
    data: uPlot.AlignedData;
  },
  name: string,
): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const theme = useThemeChanges();
  useEffect(() => {
    if (element.current === null || width === 0) return;
    const { options, data } = build({ width, colours: coloursOf(element.current) });
    const chart = new uPlot(options, data, element.current);
    return () => chart.destroy();
  }, [name, width, theme]);
  return element;
}

function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** Counts changes of theme, by the reader's choice or by the system's. */
function useThemeChanges(): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const count = () => setChanges((before) => before + 1);
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", count);
    addEventListener("themechange", count);
    return () => {
      system.removeEventListener("change", count);
      removeEventListener("themechange", count);
    };
  }, []);
  return changes;
}

/** A canvas takes no `var()` and no `light-dark()`: what they come to is read off an element that wears them. */
function coloursOf(element: HTMLElement): ChartColours {
  const probe = element.appendChild(document.createElement("span"));
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: colour("soft"),
    line: colour("line"),
    series: Array.from({ length: SERIES_COLOURS }, (_, index) => colour(`series-${index + 1}`)),
  };
  probe.remove();
  return colours;
}

export function axis(colours: ChartColours, format: (value: number) => string, label?: string): uPlot.Axis {
  return {
    stroke: colours.ink,
    grid: { stroke: colours.line, width: 1 },
    ticks: { stroke: colours.line, width: 1 },
    values: (_, values) => values.map(format),
    ...(label === undefined ? {} : { label, labelSize: 22 }),
    font: "12px system-ui, sans-serif",
    labelFont: "12px system-ui, sans-serif",
  };
}
