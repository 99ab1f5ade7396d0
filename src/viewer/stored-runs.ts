import { join } from "node:path";
import { ReviewError } from "../contracts/review.ts";
import type { RunManifest } from "../contracts/run.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { listRuns, loadManifest, TRIALS } from "../store/run-folder.ts";
import { createRunIndex, type RunIndex } from "./run-index.ts";

/** A run whose page is open: what it is, and its trials. */
export interface OpenRun {
  readonly path: string;
  /** Its id is the name of its folder, even where that was renamed. */
  readonly manifest: RunManifest;
  readonly index: RunIndex;
}

export interface StoredRuns {
  /** The manifest is read each time: a run under way is finished one day. @throws ReviewError where there is no such run. */
  open(runId: string): Promise<OpenRun>;
  /** Every run that can be read, newest first. */
  manifests(): Promise<readonly RunManifest[]>;
}

/** Rows of a large run are megabytes, and a reader goes back and forth between a few. */
const INDEXES_KEPT = 4;

/** The runs of a folder, each opened only by a name that the folder lists. */
export function createStoredRuns(runsFolder: string): StoredRuns {
  const indexByRun = new Map<string, RunIndex>();

  function indexOf(runId: string): RunIndex {
    const index = indexByRun.get(runId) ?? createRunIndex(join(runsFolder, runId, TRIALS));
    indexByRun.delete(runId);
    indexByRun.set(runId, index);
    const [oldest] = indexByRun.keys();
    if (indexByRun.size > INDEXES_KEPT && oldest !== undefined) indexByRun.delete(oldest);
    return index;
  }

  return {
    async open(runId) {
      const known = await listRuns(runsFolder);
      if (!known.includes(runId)) throw new ReviewError(unknownName("run", runId, known).problem);
      const path = join(runsFolder, runId);
      const manifest = await loadManifest(path).catch((error: unknown) => {
        throw error instanceof InvalidInputError ? new ReviewError(error.message, { cause: error }) : error;
      });
      return { path, manifest: { ...manifest, id: runId }, index: indexOf(runId) };
    },
    async manifests() {
      const ids = (await listRuns(runsFolder)).reverse();
      const read = await Promise.all(
        ids.map(async (id) => {
          const manifest = await loadManifest(join(runsFolder, id)).catch(nullWhereUnreadable);
          return manifest === null ? [] : [{ ...manifest, id }];
        }),
      );
      return read.flat();
    },
  };
}

function nullWhereUnreadable(error: unknown): null {
  if (error instanceof InvalidInputError) return null;
  throw error;
}
