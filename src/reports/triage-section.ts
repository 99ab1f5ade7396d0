import type { Tone } from "./tone.ts";

export interface Section {
  readonly heading: string;
  readonly badge?: Badge;
  readonly blocks: readonly Block[];
  readonly subsections?: readonly Section[];
}

export type Block =
  | { readonly kind: "prose"; readonly text: string }
  /** Shown character for character, as far as that is safe. */
  | { readonly kind: "verbatim"; readonly text: string }
  | { readonly kind: "command"; readonly text: string }
  | ({ readonly kind: "field" } & Field)
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Item[] }
  /** An aside in small print. */
  | { readonly kind: "note"; readonly text: string };

export interface Field {
  readonly label: string;
  readonly text: string;
}

export interface Item {
  readonly badge?: Badge;
  readonly text: string;
  readonly blocks?: readonly Block[];
}

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
}
