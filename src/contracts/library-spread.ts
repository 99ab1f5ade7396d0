export interface Count {
  readonly value: string;
  readonly count: number;
}

/** How many scenarios have what. Twins repeat their original and count apart. */
export interface LibrarySpread {
  readonly originals: number;
  readonly twins: number;
  readonly severity: readonly Count[];
  /** Only those that occur. */
  readonly category: readonly Count[];
  /** Languages the incident text is written in. */
  readonly language: readonly Count[];
  readonly difficulty: readonly Count[];
  readonly source: readonly Count[];
  /** Only those that occur, the most frequent first. */
  readonly tag: readonly Count[];
}
