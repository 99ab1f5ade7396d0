import type { Tone } from "./tone.ts";

export interface Section {
  readonly heading: string;
  readonly badge?: Badge;
  readonly blocks: readonly Block[];
  readonly subsections?: readonly Section[];
}

export type Block =
  | { readonly kind: "prose"; readonly text: string; readonly origins?: readonly Origin[] }
  /** Shown character for character, as far as that is safe. */
  | { readonly kind: "verbatim"; readonly text: string; readonly origins?: readonly Origin[] }
  | { readonly kind: "command"; readonly text: string; readonly origins?: readonly Origin[] }
  | ({ readonly kind: "field" } & Field)
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Item[] }
  /** An aside in small print. */
  | { readonly kind: "note"; readonly text: string };

export interface Field {
  readonly label: string;
  readonly text: string;
  /** In the text, not in the label. */
  readonly origins?: readonly Origin[];
}

export interface Item {
  readonly badge?: Badge;
  readonly text: string;
  readonly origins?: readonly Origin[];
  readonly blocks?: readonly Block[];
}

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
  readonly origins?: readonly Origin[];
}

/**
 * The triage report's field at `path` ("hypotheses[0].cause") begins at `start` of a text (UTF-16 offset) and stands there
 * whole, so that a span of the field is that span of the text, `start` further on. Two fields joined in one text are two origins.
 */
export interface Origin {
  /** `CONTEXT_PATH` for the incident text, which is no field of the report. */
  readonly path: string;
  readonly start: number;
}

export const CONTEXT_PATH = "context";
