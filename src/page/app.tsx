import { useEffect, useRef } from "preact/hooks";
import type { ReviewSource } from "../contracts/review.ts";
import type { Route } from "../review/route.ts";
import { BlindPage } from "./pages/blind-page.tsx";
import { ComparePage } from "./pages/compare-page.tsx";
import { RunPage } from "./pages/run-page.tsx";
import { RunsPage } from "./pages/runs-page.tsx";
import { ScenarioPage } from "./pages/scenario-page.tsx";
import { TrialPage } from "./pages/trial-page.tsx";
import { ThemeChoice } from "./parts/theme-choice.tsx";
import { ReviewingContext } from "./reviewing.ts";
import { href, useRoute } from "./use-route.ts";

/** The review pages: a frame, and in it the page that the address names. */
export function App({ source, isEmbedded }: { source: ReviewSource; isEmbedded: boolean }) {
  const route = useRoute();
  const main = useFreshStart(placeOf(route));
  return (
    <ReviewingContext.Provider value={{ source, isEmbedded }}>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to the page
      </button>
      <header class="frame">
        <a class="brand" href={href({ page: "runs" })}>
          Firedrill
        </a>
        <span class="quiet-text">review</span>
        <ThemeChoice />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Page route={route} />
      </main>
    </ReviewingContext.Provider>
  );
}

function Page({ route }: { route: Route }) {
  switch (route.page) {
    case "runs":
      return <RunsPage />;
    case "run":
      return <RunPage runId={route.runId} view={route.view} />;
    case "trial":
      return <TrialPage key={placeOf(route)} route={route} />;
    case "compare":
      return <ComparePage names={route.names} cell={route.cell} />;
    case "scenario":
      return <ScenarioPage scenarioId={route.scenarioId} />;
    case "blind":
      return <BlindPage runId={route.runId} seed={route.seed} position={route.position} />;
  }
}

/** The page without what is only a view of it. */
function placeOf(route: Route): string {
  switch (route.page) {
    case "run":
      return `run ${route.runId}`;
    case "trial":
      return `trial ${route.runId} ${JSON.stringify(route.key)}`;
    case "compare":
      return `compare ${JSON.stringify(route.names)}`;
    default:
      return JSON.stringify(route);
  }
}

/** Another page begins at its top, and a screen reader is told of it. */
function useFreshStart(place: string) {
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) {
      scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [place]);
  return main;
}
