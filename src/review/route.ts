import type { ComparisonNames } from "../contracts/review.ts";
import type { TrialKey } from "../contracts/trial.ts";
import { ALL_TRIALS, type RunView } from "./run-view.ts";

/** Where a reader is: all of it stands in the address, so that a link shows what its sender saw. */
export type Route =
  | { readonly page: "runs" }
  | { readonly page: "run"; readonly runId: string; readonly view: RunView }
  | {
      readonly page: "trial";
      readonly runId: string;
      readonly key: TrialKey;
      /** The finding to open at; null for the trial's fault, if it has one. */
      readonly focus: { readonly scorerId: string; readonly finding: number } | null;
    }
  | {
      readonly page: "compare";
      readonly names: ComparisonNames;
      /** The cell whose reports are laid side by side; null for none. */
      readonly cell: Pick<TrialKey, "scenarioId" | "modelId" | "language"> | null;
    }
  | { readonly page: "scenario"; readonly scenarioId: string }
  | {
      readonly page: "blind";
      readonly runId: string;
      readonly seed: number;
      /** 0 for the first trial in the order of the seed. */
      readonly position: number;
    };
export const START: Route = { page: "runs" };
export const WHOLE_RUN = (runId: string): Route => ({ page: "run", runId, view: ALL_TRIALS });
