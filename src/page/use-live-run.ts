import { useEffect, useState } from "preact/hooks";
import type { RunReview } from "../contracts/review.ts";
import { useReviewing } from "./reviewing.ts";
import { type Loaded, useLoaded } from "./use-loaded.ts";

const ASK_EVERY_MS = 2000;

/** A run, and while it is being written its new trials as they come. */
export function useLiveRun(runId: string): Loaded<RunReview> {
  const { source, isEmbedded } = useReviewing();
  const loaded = useLoaded(`run ${runId}`, () => source.run(runId));
  const [grown, setGrown] = useState<RunReview | null>(null);
  const first = loaded.state === "ready" ? loaded.value : null;
  const now = grown !== null && grown.manifest.id === first?.manifest.id ? grown : first;

  useEffect(() => {
    if (isEmbedded || now === null || now.manifest.finishedAt !== null) return;
    const timer = setTimeout(async () => {
      // An answer that fails is asked for again the next time.
      const grownNow = await grow(now).catch(() => null);
      setGrown(grownNow ?? { ...now });
    }, ASK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [now]);

  async function grow(run: RunReview): Promise<RunReview> {
    const { rows, finishedAt } = await source.progress(run.manifest.id, run.rows.length);
    if (finishedAt !== null) return source.run(run.manifest.id);
    // The same rows stay the same object, so that nothing is drawn anew for no news.
    return { ...run, rows: rows.length === 0 ? run.rows : [...run.rows, ...rows] };
  }

  return now === null ? loaded : { state: "ready", value: now };
}
