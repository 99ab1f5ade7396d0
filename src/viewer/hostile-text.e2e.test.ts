import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRoute, type Route } from "../review/route.ts";
import { ALL_TRIALS } from "../review/run-view.ts";
import { createHostileSource, HARMFUL, HOSTILE, spoiltName } from "../testing/hostile-source.ts";
import { lacksBrowser } from "../testing/open-browser.ts";
import {
  accessibilityFaults,
  eventually,
  openReader,
  type Reader,
  sidewaysOverflow,
  visit,
} from "../testing/open-reader.ts";
import { openSmokeRun, type SmokeRun, smokeTrial } from "../testing/smoke-run.ts";
import { buildPage } from "./build-page.ts";
import { type ReviewServer, serveReview } from "./serve.ts";

describe.skipIf(lacksBrowser())("text that was written to do harm", () => {
  let smoke: SmokeRun;
  let server: ReviewServer;
  let reader: Reader;
  const bugs: unknown[] = [];

  beforeAll(async () => {
    smoke = await openSmokeRun();
    const source = createHostileSource(smoke.viewer.origin, smoke.runId);
    server = await serveReview({ source, page: await buildPage(), port: 0, onBug: (bug) => bugs.push(bug) });
    reader = await openReader(smoke.browser, server.url);
  }, 60_000);

  afterAll(async () => {
    await server?.close();
    await smoke?.close();
  });

  it.each(["runs", "run", "trial", "compare", "scenario", "blind"] as const)(
    "does nothing on the page %s, and shows what it is",
    async (name) => {
      const { page } = reader;
      await visit(page, formatRoute(routeOf(name)));
      await page.locator("#app details").evaluateAll((all) => {
        for (const one of all) one.setAttribute("open", "");
      });
      await eventually(() => page.getByRole("main").innerText()).toContain("<img src=x onerror=alert(1)>");
      expect(await page.getByRole("main").innerText()).toContain("⟨U+202E⟩gnp.exe⟨U+2066⟩");
      expect(await page.locator("#app :is(img, script, iframe, object, embed, link, form)").count()).toBe(0);
      expect(await strangeLinks(page)).toEqual([]);
      expect((await toldTexts(page)).filter((text) => HARMFUL.test(text))).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await eventually(() => sidewaysOverflow(page)).toBe(0);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      expect({ troubles: reader.troubles, bugs }).toEqual({ troubles: [], bugs: [] });
    },
  );

  function routeOf(name: Route["page"]): Route {
    const runId = spoiltName(smoke.runId);
    const { scenarioId, modelId, language } = smokeTrial("v1", "en");
    const key = { ...smokeTrial("v1", "en"), promptId: spoiltName("v1"), modelId: `${modelId}${HOSTILE}` };
    switch (name) {
      case "runs":
        return { page: "runs" };
      case "run":
        return { page: "run", runId, view: ALL_TRIALS };
      case "trial":
        return { page: "trial", runId, key, focus: null };
      case "compare":
        return {
          page: "compare",
          names: { baseline: spoiltName(`${smoke.runId}@v1`), candidate: spoiltName(`${smoke.runId}@v2`) },
          cell: { scenarioId, modelId: `${modelId}${HOSTILE}`, language },
        };
      case "scenario":
        return { page: "scenario", scenarioId };
      case "blind":
        return { page: "blind", runId, seed: 1, position: 0 };
    }
  }
});

/** Links that lead anywhere but within the page. */
async function strangeLinks(page: Page): Promise<string[]> {
  const all = await page
    .locator("#app [href]")
    .evaluateAll((links): string[] => links.map((link) => link.getAttribute("href") ?? ""));
  return all.filter((href) => !href.startsWith("#/"));
}

/** Everything that a reader is shown or told. */
function toldTexts(page: Page): Promise<string[]> {
  return page
    .locator("#app *")
    .evaluateAll((elements): string[] =>
      elements.flatMap((element) => [
        ...["title", "aria-label", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
        element.children.length === 0 ? (element.textContent ?? "") : "",
      ]),
    );
}
