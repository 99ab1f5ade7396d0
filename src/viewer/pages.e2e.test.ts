import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRoute, type Route } from "../review/route.ts";
import { ALL_TRIALS } from "../review/run-view.ts";
import { createDemoRuns, type DemoRuns } from "../testing/demo-runs.ts";
import { lacksBrowser, openBrowser } from "../testing/open-browser.ts";
import {
  accessibilityFaults,
  eventually,
  openReader,
  type Reader,
  sidewaysOverflow,
  visit,
} from "../testing/open-reader.ts";
import { type RunningViewer, startViewer } from "../testing/start-viewer.ts";

const SCENARIO = "payment-pool-exhaustion";
const TRIAL = { scenarioId: SCENARIO, promptId: "v1", modelId: "sim-sloppy", repeat: 0 } as const;
const SCREEN = { width: 1280, height: 800 };
const TELEPHONE = { width: 390, height: 844 };
const PAGES = ["runs", "run", "trial en", "trial zh", "compare", "scenario", "blind"] as const;

describe.skipIf(lacksBrowser())("every page", () => {
  let browser: Browser;
  let demo: DemoRuns;
  let viewer: RunningViewer;
  let reader: Reader;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), createDemoRuns()]);
    viewer = await startViewer(demo.project);
    reader = await openReader(browser, viewer.address);
  }, 120_000);

  afterAll(async () => {
    await viewer?.stop();
    await browser?.close();
  });

  describe.each(PAGES)("%s", (name) => {
    beforeAll(() => visit(reader.page, formatRoute(routeOf(name, demo))));

    it.each(["light", "dark"] as const)("can be used by everybody in %s", async (colorScheme) => {
      await reader.page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(reader.page)).toEqual([]);
    });

    it("fits the width of a telephone", async () => {
      await reader.page.setViewportSize(TELEPHONE);
      await eventually(() => sidewaysOverflow(reader.page)).toBe(0);
      await reader.page.setViewportSize(SCREEN);
    });

    it("reports no error", () => expect(reader.troubles).toEqual([]));
  });
});

function routeOf(name: (typeof PAGES)[number], { first, second }: DemoRuns): Route {
  switch (name) {
    case "runs":
      return { page: "runs" };
    case "run":
      return { page: "run", runId: second, view: ALL_TRIALS };
    case "trial en":
      return { page: "trial", runId: second, key: { ...TRIAL, language: "en" }, focus: null };
    case "trial zh":
      return { page: "trial", runId: second, key: { ...TRIAL, language: "zh" }, focus: null };
    case "compare":
      return {
        page: "compare",
        names: { baseline: `${first}@v2`, candidate: `${second}@v2` },
        cell: { scenarioId: SCENARIO, modelId: "sim-careful", language: "en" },
      };
    case "scenario":
      return { page: "scenario", scenarioId: SCENARIO };
    case "blind":
      return { page: "blind", runId: second, seed: 7, position: 0 };
  }
}
