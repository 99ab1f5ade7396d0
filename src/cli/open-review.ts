import { dirname } from "node:path";
import type { Language } from "../contracts/language.ts";
import type { SimilarLookup } from "../contracts/past-incident.ts";
import type { ReviewSource } from "../contracts/review.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { MemoryPlace } from "../incidents/open-incident-memory.ts";
import { incidentText } from "../runs/plan-run.ts";
import { createLabelStore } from "../store/labels.ts";
import { createRecordingLookup } from "../viewer/recording-lookup.ts";
import { fileStamp, folderStamp, remember } from "../viewer/remember.ts";
import { createReviewSource } from "../viewer/review-source.ts";
import { collectHistory } from "./collect-history.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { incidentPlace } from "./incident-place.ts";
import { loadLibrary } from "./load-library.ts";
import { createSimilarLookups } from "./look-up-similar.ts";
import { openForReplay } from "./open-recordings-for.ts";
import { createReviewComparisons } from "./review-comparison.ts";

const RUNS_IN_HISTORY = 50;

export interface OpenedReview {
  readonly source: ReviewSource;
  close(): Promise<void>;
}

/**
 * The review pages' source over the folders of the project. A run in another folder is shown with those beside it.
 *
 * @throws InvalidInputError for a library that cannot be read.
 */
export async function openReview({
  runPath,
  results,
  context,
}: {
  /** Null for the project's own runs. */
  readonly runPath: string | null;
  readonly results: string | undefined;
  readonly context: CliContext;
}): Promise<OpenedReview> {
  const own = projectPaths(context, results);
  const paths = runPath === null ? own : { ...own, runs: dirname(runPath) };
  const library = remember(
    async () =>
      [
        await folderStamp(paths.scenarios),
        await folderStamp(paths.prompts),
        await fileStamp(paths.models),
      ].join("\n"),
    () => loadLibrary(paths),
  );
  await library();
  const recordings = createRecordingLookup(
    () => openForReplay(paths.recordings, context),
    () => folderStamp(paths.recordings),
  );
  const source = createReviewSource({
    runsFolder: paths.runs,
    baselinesFolder: paths.baselines,
    library,
    history: () => collectHistory(paths.runs, { limit: RUNS_IN_HISTORY }),
    findRecordedAt: recordings.find,
    lookUpSimilar: rememberSimilar(incidentPlace(context, results)),
    compare: createReviewComparisons({ context, paths, library }),
    labels: createLabelStore(paths.labels),
  });
  return { source, close: recordings.close };
}

/** Looks once for each scenario and language: every trial of theirs shows the same. What could not be looked up is tried again. */
function rememberSimilar(place: MemoryPlace) {
  const lookUp = createSimilarLookups(place);
  const known = new Map<string, SimilarLookup>();
  return async (scenario: Scenario, language: Language): Promise<SimilarLookup> => {
    const name = JSON.stringify([scenario.id, language]);
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const found = await lookUp({ scenario, text: incidentText(scenario, language) }, language);
    if (found.outcome === "searched" && found.total > 0) known.set(name, found);
    return found;
  };
}
