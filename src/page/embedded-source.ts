import type { Label } from "../contracts/label.ts";
import { ReviewError, type ReviewSource, type TrialReview } from "../contracts/review.ts";
import { trialSelector } from "../contracts/trial.ts";
import { type EmbeddedIndex, INDEX_PART, partElementId } from "../review/embedded-review.ts";
import { keepLabels, keptLabels } from "./kept-labels.ts";

/** Whether this page carries its run in itself. */
export function isEmbedded(): boolean {
  return document.getElementById(partElementId(INDEX_PART)) !== null;
}

/** Reads the run out of the page itself: nothing is asked for over a network. Labels stay in this browser. */
export function createEmbeddedSource(): ReviewSource {
  const part = rememberParts();
  const index = () => part<EmbeddedIndex>(INDEX_PART);
  return {
    runs: async () => (await index()).runs,
    run: async (runId) => ownRun(await index(), runId),
    progress: async (runId, from) => {
      const { manifest, rows } = ownRun(await index(), runId);
      return { rows: rows.slice(from), finishedAt: manifest.finishedAt };
    },
    trial: async (runId, key) => {
      const { trials } = await index();
      const selector = trialSelector(key);
      const holder = trials.find(({ selectors }) => selectors.includes(selector));
      const found = holder && (await part<TrialReview[]>(holder.part))[holder.selectors.indexOf(selector)];
      if (found === undefined || found.runId !== runId) throw notHere(`trial ${selector}`);
      return found;
    },
    comparison: async ({ baseline, candidate }) => {
      const { comparisons } = await index();
      const found = comparisons.find(
        ({ names }) => names.baseline === baseline && names.candidate === candidate,
      );
      if (found === undefined) throw notHere(`the comparison of ${baseline} with ${candidate}`);
      return part(found.part);
    },
    scenario: async (scenarioId) => {
      const found = (await index()).scenarios[scenarioId];
      if (found === undefined) throw notHere(`scenario ${scenarioId}`);
      return part(found);
    },
    labels: async (runId) => [...(await index()).labels, ...keptLabels(runId)],
    addLabels: async (labels: readonly Label[]) => keepLabels(labels),
  };
}

function ownRun({ run }: EmbeddedIndex, runId: string) {
  if (run.manifest.id !== runId) throw notHere(`run ${runId}`);
  return run;
}

function notHere(what: string): ReviewError {
  return new ReviewError(`This file does not hold ${what}. \`npm run view\` shows every stored run.`);
}

/** Each part is unpacked once. */
function rememberParts(): <T>(part: string) => Promise<T> {
  const unpacked = new Map<string, Promise<unknown>>();
  return <T>(part: string) => {
    const known = unpacked.get(part) ?? unpack(part);
    unpacked.set(part, known);
    return known as Promise<T>; // the writer of the file is of the same version
  };
}

async function unpack(part: string): Promise<unknown> {
  const text = document.getElementById(partElementId(part))?.textContent;
  if (text == null) throw new ReviewError(`This file is damaged: its part "${part}" is missing.`);
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(json).json();
}
