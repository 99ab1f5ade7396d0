import type { BaselineCertificate } from "../contracts/baseline.ts";
import type { FiguresSummary } from "../contracts/figures-summary.ts";

/** An approved baseline as it is shown. */
export interface BaselineView {
  readonly certificate: BaselineCertificate;
  readonly rows: readonly FiguresSummary[];
  /** What changed since that makes it stale; empty where it is current. */
  readonly stale: readonly string[];
}

/** What approving a run puts in the place of what was approved before. */
export interface ApprovalView {
  readonly name: string;
  readonly runId: string;
  readonly rows: readonly FiguresSummary[];
  /** Null where nothing can be said of an earlier baseline: there is none, or it is damaged. */
  readonly before: {
    readonly runId: string;
    readonly approvedAt: string;
    readonly rows: readonly FiguresSummary[];
    /** What graded the two differently; where it is not empty their figures do not compare. */
    readonly gradingChanges: readonly string[];
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly passToFail: readonly string[];
    readonly failToPass: readonly string[];
  } | null;
}
