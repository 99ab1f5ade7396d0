import type { Label } from "../contracts/label.ts";
import { keep, recall } from "./browser-memory.ts";

const PLACE = "firedrill-labels";
/** What the browser refused to keep: until the page is closed it is here. */
let unkept: readonly Label[] = [];

/** Labels given in this file and not yet handed over, as this browser keeps them. */
export function keptLabels(runId: string): Label[] {
  return [...storedLabels(), ...unkept].filter((label) => label.runId === runId);
}

export function keepLabels(labels: readonly Label[]): void {
  const isKept = keep(PLACE, JSON.stringify([...storedLabels(), ...unkept, ...labels]));
  unkept = isKept ? [] : [...unkept, ...labels];
}

function storedLabels(): readonly Label[] {
  try {
    return JSON.parse(recall(PLACE) ?? "[]") as Label[]; // only keepLabels writes there
  } catch {
    return [];
  }
}
