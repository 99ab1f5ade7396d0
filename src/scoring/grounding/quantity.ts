import type { TextSpan } from "../text/normalise.ts";

/** What a figure measures. `points` are percentage points, which are not percent; an instant is a time of day. */
export type MeasureKind =
  | "duration"
  | "instant"
  | "percent"
  | "points"
  | "multiple"
  | "size"
  | "rate"
  | "money"
  | "count";

/** How firmly a figure is given: as it stands, "about", "over" or "under" it. */
export type Hedge = "exact" | "about" | "over" | "under";

/**
 * A figure with its unit. Values are in seconds, bytes, per second, percent, plain counts; an instant is in
 * seconds since midnight as written. A range has two different ends.
 */
export interface Measure extends TextSpan {
  readonly type: "measure";
  readonly kind: MeasureKind;
  readonly low: number;
  readonly high: number;
  /** Half a unit of the last digit shown: 4.8s stands for 4.75 to 4.85. */
  readonly halfStep: number;
  readonly hedge: Hedge;
  /** The figure as shown, without its unit. */
  readonly shown: number;
  /** No unit and no noun follows: in "120 to 4800ms" the 120 may have any unit. */
  readonly isBare: boolean;
  /** It is how often something happens: "every 30s", a cron line. */
  readonly isPeriod: boolean;
  /** Whom or what it counts, where that must not be mixed up: "people" or "orders". */
  readonly counted: "people" | "orders" | null;
  /** What it is said of, if a known metric stands near: "latency", "errors". */
  readonly subject: string | null;
  /** For an instant: what to subtract to get UTC, in seconds; null when no zone is written. */
  readonly utcOffset: number | null;
}

export type NameKind = "version" | "identifier" | "status" | "date" | "cron";

/** A thing with an exact name. `name` is normalised, versions are without their "v". */
export interface Name extends TextSpan {
  readonly type: "name";
  readonly kind: NameKind;
  readonly name: string;
}

export type Quantity = Measure | Name;
