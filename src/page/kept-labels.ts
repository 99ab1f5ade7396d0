import type { Label } from "../contracts/label.ts";

const PLACE = "firedrill-labels";
/** For a browser that keeps nothing for pages opened from disk. */
let unkept: readonly Label[] = [];

/** Labels given in this file and not yet handed over, as this browser keeps them. */
export function keptLabels(runId: string): Label[] {
  return allKept().filter((label) => label.runId === runId);
}

export function keepLabels(labels: readonly Label[]): void {
  const all = [...allKept(), ...labels];
  unkept = all;
  try {
    localStorage.setItem(PLACE, JSON.stringify(all));
  } catch {
    // They are still in `unkept`, until the page is closed.
  }
}

function allKept(): readonly Label[] {
  try {
    const text = localStorage.getItem(PLACE);
    return text === null ? unkept : (JSON.parse(text) as Label[]); // only keepLabels writes there
  } catch {
    return unkept;
  }
}
