import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunReview, TrialRow } from "../contracts/review.ts";
import { formatRoute } from "../review/route.ts";
import { ALL_TRIALS } from "../review/run-view.ts";
import { createDemoRuns, type DemoRuns } from "../testing/demo-runs.ts";
import { lacksBrowser, openBrowser } from "../testing/open-browser.ts";
import { eventually, openReader, type Reader, visit } from "../testing/open-reader.ts";
import { type RunningViewer, startViewer } from "../testing/start-viewer.ts";

describe.skipIf(lacksBrowser())("a run read in the browser", () => {
  let browser: Browser;
  let demo: DemoRuns;
  let viewer: RunningViewer;
  let rows: readonly TrialRow[];
  let reader: Reader;
  let page: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), createDemoRuns()]);
    viewer = await startViewer(demo.project);
    const answer = await fetch(`${viewer.origin}/api/runs/${demo.second}`);
    ({ rows } = (await answer.json()) as RunReview); // as the contract says
    reader = await openReader(browser, viewer.address);
    page = reader.page;
  }, 120_000);

  afterAll(async () => {
    await viewer?.stop();
    await browser?.close();
  });

  beforeEach(() => visit(page, formatRoute({ page: "run", runId: demo.second, view: ALL_TRIALS })));

  it.each<{ name: string; filter: () => Promise<unknown>; keeps: (row: TrialRow) => boolean }>([
    { name: "prompt", filter: () => tick("Prompt", /^v2/), keeps: ({ promptId }) => promptId === "v2" },
    {
      name: "gate",
      filter: () => tick("Gate failed", /^ungrounded-impact/),
      keeps: ({ gates }) => gates.includes("ungrounded-impact"),
    },
    {
      name: "verdict",
      filter: () => page.getByRole("radio", { name: "failed" }).check(),
      keeps: ({ passed }) => !passed,
    },
    {
      name: "weakness",
      filter: () => page.getByLabel("Weak on").selectOption("numbers"),
      keeps: ({ scores }) => (scores.numbers ?? 1) < 0.7,
    },
    {
      name: "words",
      filter: () => page.getByRole("searchbox").fill("slow-sign-in SLOPPY"),
      keeps: ({ scenarioId, modelId }) => scenarioId === "slow-sign-in" && modelId === "sim-sloppy",
    },
  ])(
    "narrows count, summary, heat map and table alike by $name, in an address that keeps it",
    async ({ filter, keeps }) => {
      const kept = rows.filter(keeps).length;
      expect([0, rows.length]).not.toContain(kept);
      await filter();
      await eventually(() => trialsShown(page)).toEqual(alike(kept));
      await page.reload();
      await eventually(() => trialsShown(page)).toEqual(alike(kept));
      await page.getByRole("button", { name: "Clear filters" }).click();
      await eventually(() => trialsShown(page)).toEqual(alike(rows.length));
      expect(reader.troubles).toEqual([]);
    },
  );

  it("sorts by headline, down, and back to the run's own order", async () => {
    const table = page.getByRole("region", { name: "Trial table" });
    const headlines = rows.flatMap(({ headline }) => headline ?? []).map((value) => value.toFixed(1));
    const sorted = headlines.toSorted((a, b) => Number(a) - Number(b));
    const button = table.getByRole("button", { name: "Headline" });
    const first = () => table.getByRole("row").nth(1).getByRole("cell").nth(4).innerText();
    await button.click();
    await eventually(first).toBe(sorted[0]);
    expect(await table.getByRole("columnheader", { name: "Headline" }).getAttribute("aria-sort")).toBe(
      "ascending",
    );
    await button.click();
    await eventually(first).toBe(sorted.at(-1));
    await button.click();
    await eventually(first).toBe(headlines[0]);
  });

  it("draws only the trials in view, the last one too", async () => {
    const table = page.getByRole("region", { name: "Trial table" });
    const last = rows.at(-1);
    const line = table.getByRole("row", {
      name: `${last?.scenarioId} ${last?.promptId} ${last?.modelId} ${last?.language}`,
    });
    expect(await line.count()).toBe(0);
    await table.focus();
    await page.keyboard.press("End");
    await line.waitFor();
    expect(await line.getAttribute("aria-rowindex")).toBe(String(rows.length + 1));
    expect(await table.getByRole("row").count()).toBeLessThan(60);
  });

  it("can be filtered by keyboard alone", async () => {
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const box = page.getByRole("checkbox", { name: /^v1/ });
    await box.waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await box.isChecked()).toBe(true);
    await eventually(() => trialsShown(page)).toEqual(alike(rows.length / 2));
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "hidden" });
    expect(await page.locator(":focus").innerText()).toBe("Prompt: v1");
  });

  it("leads from what got worse to the sentence at fault in two clicks", async () => {
    await visit(page, "#/");
    await page
      .getByRole("link", { name: /▼ headline/ })
      .first()
      .click();
    const flips = page.getByRole("region", { name: "Flips table" });
    await flips
      .getByRole("row", { name: /▼ lost/ })
      .first()
      .getByRole("link")
      .first()
      .click();
    const pressed = page.getByRole("region", { name: /^Score card/ }).getByRole("button", { pressed: true });
    await pressed.waitFor();
    expect(await pressed.innerText()).toMatch(/^✗ Hypothesis 1 asserts another kind of cause/);
    const mark = page.getByRole("article").locator("mark.active");
    await eventually(() => isInView(mark)).toBe(true);
    expect(await isInView(pressed)).toBe(true);
    expect(await mark.innerText()).toContain("fault:");
    expect(reader.troubles).toEqual([]);
  });

  async function tick(facet: string, name: RegExp) {
    await page.getByRole("search").getByText(facet, { exact: true }).first().click();
    await page.getByRole("group", { name: facet }).getByRole("checkbox", { name }).check();
  }
});

interface TrialsShown {
  readonly count: number;
  readonly summary: number;
  readonly heatMap: number;
  readonly table: number;
}

function alike(trials: number): TrialsShown {
  return { count: trials, summary: trials, heatMap: trials, table: trials };
}

/** How many trials each part of the page speaks of. */
async function trialsShown(page: Page): Promise<TrialsShown> {
  const region = (name: string) => page.getByRole("region", { name });
  const count = await page.getByRole("search").getByRole("status").innerText();
  const graded = await region("Summary table")
    .getByRole("cell", { name: /^\d+ \/ \d+$/ })
    .allInnerTexts();
  const told = await region("Heat map table")
    .getByRole("link", { name: /passed/ })
    .evaluateAll((cells): string[] => cells.map((cell) => cell.getAttribute("aria-label") ?? ""));
  const lines = await region("Trial table").getByRole("table").getAttribute("aria-rowcount");
  return {
    count: Number.parseInt(count, 10),
    summary: total(graded.map((text) => text.split(" / ")[1])),
    heatMap: total(told.map((text) => / of (\d+) trial/.exec(text)?.[1])),
    table: Number(lines) - 1,
  };
}

function total(counts: readonly (string | undefined)[]): number {
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

/** Whether the whole of it stands inside the window. */
async function isInView(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const size = element.page().viewportSize();
  return box !== null && size !== null && box.y >= 0 && box.y + box.height <= size.height;
}
