/** How a headline came about: only what was scored has a part in it. */
export interface HeadlineArithmetic {
  readonly parts: readonly {
    readonly scorerId: string;
    /** 0 to 1. */
    readonly value: number;
    readonly weight: number;
  }[];
  /** Sum of value × weight. */
  readonly total: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** 100 × total ÷ weight; null when nothing was scored. */
  readonly mean: number | null;
  /** What a gate failure caps it at; null where no gate failed. */
  readonly cap: number | null;
  /** 0 to 100; null when nothing was scored. */
  readonly headline: number | null;
}

/** One of the things a trial must do to pass. */
export interface PassRule {
  readonly rule: string;
  readonly isMet: boolean;
  /** What was found instead of an opinion: "3 failed", "0.4". */
  readonly found: string;
}
