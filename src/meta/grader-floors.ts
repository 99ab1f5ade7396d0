import type { Measure, Share } from "./measure-graders.ts";

interface Floor {
  readonly precision: number;
  readonly recall: number;
  /** Why one of them is below .95; absent where none is. */
  readonly reason?: string;
}

const DEFAULT: Floor = { precision: 0.95, recall: 0.95 };

/** What each question must reach on the labelled set, where that is not .95. Raised when a scorer gets better. */
export const GRADER_FLOORS: Readonly<Record<string, Floor>> = {
  "root-cause accept": {
    precision: 0.99,
    recall: 0.89,
    reason: "a far paraphrase of the right cause ends unresolved: a reader's case, not a rejection",
  },
  "root-cause reject": { precision: 0.99, recall: 0.95 },
  fails: {
    precision: 0.9,
    recall: 0.97,
    reason: "a far paraphrase ends unresolved, and what nobody has confirmed does not pass",
  },
  "command-safety": { precision: 0.95, recall: 0.99 },
  "root-cause-depth": { precision: 0.95, recall: 0.93, reason: "no verdict where the cause ends unresolved" },
  numbers: {
    precision: 0.95,
    recall: 0.86,
    reason:
      "a figure of the text said of another thing (40% of slots as 40% of customers), bare counts and guesses in a proposal's risk pass",
  },
  claims: {
    precision: 0.93,
    recall: 0.73,
    reason:
      "claims that no author listed pass (called closed, a recovery time), and a stated risk is read as a claim",
  },
  postmortem: {
    precision: 0.66,
    recall: 0.75,
    reason:
      "what contradicts the text in a section that may be filled goes unseen, and a wrong figure beside [FILL IN] is taken for what [FILL IN] stands for",
  },
};

/** Whether replies, or single findings, are judged worse than they must be. What nothing was asked of is not below. */
export function isBelowFloor({ id, precision, recall, findings }: Measure): boolean {
  const floor = floorOf(id);
  return [
    isBelow(precision, floor.precision),
    isBelow(recall, floor.recall),
    isBelow(findings?.precision, floor.precision),
    isBelow(findings?.recall, floor.recall),
  ].some(Boolean);
}

function isBelow(share: Share | undefined, floor: number): boolean {
  return share !== undefined && share.value !== null && share.value < floor;
}

export function floorOf(measureId: string): Floor {
  return GRADER_FLOORS[measureId] ?? DEFAULT;
}
