import { useMemo } from "preact/hooks";
import type { RunReview, TrialRow } from "../../contracts/review.ts";
import { blindOrder } from "../../review/blind-order.ts";
import { ALL_TRIALS } from "../../review/run-view.ts";
import { Crumbs } from "../parts/crumbs.tsx";
import { WhenLoaded } from "../parts/loading.tsx";
import { TrialView } from "../parts/trial-view.tsx";
import { useReviewing } from "../reviewing.ts";
import { useLoaded } from "../use-loaded.ts";
import { goTo, href } from "../use-route.ts";

interface Place {
  readonly runId: string;
  readonly seed: number;
  readonly position: number;
}

/** The trials of a run one after the other in an order of chance, without telling which prompt or model wrote them. */
export function BlindPage(place: Place) {
  const { source } = useReviewing();
  const run = useLoaded(`run ${place.runId}`, () => source.run(place.runId));
  return (
    <>
      <Crumbs
        crumbs={[
          { text: "Runs", href: href({ page: "runs" }) },
          { text: place.runId, href: href({ page: "run", runId: place.runId, view: ALL_TRIALS }) },
          { text: "Blind review", href: null },
        ]}
      />
      <WhenLoaded loaded={run}>{(review) => <Blind review={review} place={place} />}</WhenLoaded>
    </>
  );
}

function Blind({ review, place }: { review: RunReview; place: Place }) {
  const { runId, seed, position } = place;
  const order = useMemo(() => blindOrder(review.rows, seed), [review.rows, seed]);
  const row = order[position];
  const go = (change: Partial<Place>) => goTo({ page: "blind", ...place, ...change });
  return (
    <>
      <nav class="blind-bar" aria-label="Blind review">
        <button type="button" disabled={position <= 0} onClick={() => go({ position: position - 1 })}>
          ← Previous
        </button>
        <span role="status">
          {row === undefined ? "the end" : `report ${position + 1} of ${order.length}`}
        </span>
        <button
          type="button"
          disabled={position >= order.length - 1}
          onClick={() => go({ position: position + 1 })}
        >
          Next →
        </button>
        <label>
          seed{" "}
          <input
            type="number"
            min={0}
            value={seed}
            onChange={({ currentTarget }) => go({ seed: Number(currentTarget.value), position: 0 })}
          />
        </label>
      </nav>
      {row === undefined ? (
        <p class="note">There is no reply at this place.</p>
      ) : (
        <BlindTrial runId={runId} row={row} />
      )}
    </>
  );
}

function BlindTrial({ runId, row }: { runId: string; row: TrialRow }) {
  const { source } = useReviewing();
  const name = `${runId} ${JSON.stringify(row)}`;
  const trial = useLoaded(`trial ${name}`, () => source.trial(runId, row));
  return (
    <WhenLoaded loaded={trial}>
      {(review) => <TrialView key={name} review={review} first={null} isBlind />}
    </WhenLoaded>
  );
}
