import type { Language } from "./language.ts";
import type { Provenance } from "./recording.ts";

/** All figures of one prompt × model × language in a line. */
export interface FiguresSummary {
  readonly promptId: string;
  readonly modelId: string;
  readonly language: Language;
  readonly trials: number;
  readonly passed: number;
  /** Trials with at least one gate failure. */
  readonly gateFailures: number;
  /** Mean, 0 to 100; null where no trial has one. */
  readonly headline: number | null;
  readonly provenance: Readonly<Partial<Record<Provenance, number>>>;
}
