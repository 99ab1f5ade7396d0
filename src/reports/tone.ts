import type { Colours } from "./terminal.ts";

/** How something reads at a glance; the colour that goes with it is each format's own. */
export type Tone = "bad" | "warning" | "good" | "quiet";

/** Good from .7 up, where a cause counts as right; bad below half. */
export function scoreTone(value: number | null): Tone {
  if (value === null) return "quiet";
  if (value >= 0.7) return "good";
  return value >= 0.5 ? "warning" : "bad";
}

export function inTone(text: string, tone: Tone, { red, yellow, green, dim }: Colours): string {
  return { bad: red, warning: yellow, good: green, quiet: dim }[tone](text);
}
