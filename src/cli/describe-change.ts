import type { Tolerances } from "../compare/compare-metrics.ts";
import { diffPrompts } from "../prompts/diff-prompts.ts";
import type { Library } from "../runs/select-matrix.ts";
import type { FoundSide } from "./find-side.ts";
import { listSuites, loadNamedSuite } from "./load-library.ts";

interface Sides {
  readonly baseline: FoundSide;
  readonly candidate: FoundSide;
}

/** What changed between two sides of a comparison beside their figures. */
export interface Change {
  /** A unified diff; null where both sides share their text, or where it is no longer in the prompts folder. */
  readonly promptDiff: string | null;
  /** What a reader must know, one sentence each. */
  readonly notes: readonly string[];
}

export function describeChange(sides: Sides, library: Pick<Library, "prompts">): Change {
  const { promptDiff, notes } = diffSides(sides, library);
  return { promptDiff, notes: [...modelNotes(sides), ...notes] };
}

function modelNotes({ baseline, candidate }: Sides): string[] {
  const [before, after] = [baseline.identity.modelHashes, candidate.identity.modelHashes];
  const changed = Object.keys(before).filter((id) => after[id] !== undefined && after[id] !== before[id]);
  if (changed.length === 0) return [];
  return [
    `Between the sides the entry of ${changed.join(", ")} in evals/models.yaml changed too: what differs may be the model.`,
  ];
}

function diffSides({ baseline, candidate }: Sides, { prompts }: Pick<Library, "prompts">): Change {
  const hashOf = ({ promptId, identity }: FoundSide) => identity.promptHashes[promptId];
  if (hashOf(baseline) === hashOf(candidate)) return { promptDiff: null, notes: [] };
  const notes: string[] = [];
  const [before, after] = [baseline, candidate].map((side) => {
    const prompt = prompts.get(side.promptId);
    if (prompt !== undefined && prompt.hash === hashOf(side)) return prompt;
    notes.push(
      `Prompt ${side.promptId} as ${side.label} used it is no longer in prompts/: no diff is shown.`,
    );
    return null;
  });
  return { promptDiff: before && after ? diffPrompts(before, after) : null, notes };
}

/** Inside one run the prompt is all that tells the sides apart. */
export function withShortLabels({ baseline, candidate }: Sides): Sides {
  if (baseline.source !== candidate.source) return { baseline, candidate };
  const short = (side: FoundSide) => ({ ...side, label: side.promptId });
  return { baseline: short(baseline), candidate: short(candidate) };
}

/** The tolerances of a suite's gate. A run may outlive its suite: then each metric's own tolerance counts. */
export async function suiteTolerances(suiteId: string, folder: string): Promise<Tolerances> {
  if (!(await listSuites(folder)).includes(suiteId)) return {};
  return (await loadNamedSuite(folder, suiteId)).gate.tolerances;
}
