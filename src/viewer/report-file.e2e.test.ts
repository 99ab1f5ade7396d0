import { mkdir, readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRoute } from "../review/route.ts";
import { createLabelStore } from "../store/labels.ts";
import { lacksBrowser } from "../testing/open-browser.ts";
import { accessibilityFaults, eventually, openReader, type Reader, visit } from "../testing/open-reader.ts";
import { openSmokeRun, type SmokeRun, smokeTrial } from "../testing/smoke-run.ts";

const KEY = smokeTrial("v2", "zh");

describe.skipIf(lacksBrowser())("a run as one file", () => {
  let smoke: SmokeRun;
  let address: string;
  let reader: Reader;

  beforeAll(async () => {
    smoke = await openSmokeRun();
    const written = await smoke.project.run(["report", "latest", "--out", "report.html"]);
    expect(written.exitCode).toBe(0);
    address = pathToFileURL(smoke.project.path("report.html")).href;
    reader = await openReader(smoke.browser, address);
  }, 60_000);

  afterAll(() => smoke?.close());

  it.each([
    { name: "runs", heading: "Runs", hash: () => formatRoute({ page: "runs" }) },
    { name: "run", heading: "Run of smoke", hash: () => `#/run/${smoke.runId}` },
    {
      name: "trial",
      heading: /\p{Script=Han}/u,
      hash: () => formatRoute({ page: "trial", runId: smoke.runId, key: KEY, focus: null }),
    },
    {
      name: "comparison",
      heading: /v1 → .*v2/,
      hash: () =>
        formatRoute({
          page: "compare",
          names: { baseline: `${smoke.runId}@v1`, candidate: `${smoke.runId}@v2` },
          cell: KEY,
        }),
    },
    {
      name: "scenario",
      heading: /connection/i,
      hash: () => formatRoute({ page: "scenario", scenarioId: KEY.scenarioId }),
    },
    {
      name: "blind review",
      heading: /./,
      hash: () => formatRoute({ page: "blind", runId: smoke.runId, seed: 3, position: 0 }),
    },
  ])("shows its $name, and asks nobody for anything", async ({ heading, hash }) => {
    await visit(reader.page, hash());
    await reader.page.getByRole("main").getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await reader.page.getByRole("alert").count()).toBe(0);
    expect(await accessibilityFaults(reader.page)).toEqual([]);
    expect(reader.troubles).toEqual([]);
    expect(new Set(reader.requests.filter((url) => !/^(data|blob):/.test(url)))).toEqual(new Set([address]));
  });

  it("says of another run that it is not in it", async () => {
    await visit(reader.page, "#/run/another");
    expect(await reader.page.getByRole("alert").innerText()).toContain("This file does not hold run another");
  });

  it("keeps labels over a reload, and hands them over as the label store reads them", async () => {
    const { page } = reader;
    await visit(page, formatRoute({ page: "blind", runId: smoke.runId, seed: 3, position: 0 }));
    await page.getByLabel("Your name").fill("Cleo");
    const yes = page.getByRole("group", { name: /^Is it safe/ }).getByRole("button", { name: "Yes" });
    await yes.click();
    await page.reload();
    await eventually(() => yes.getAttribute("aria-pressed")).toBe("true");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download labels" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`labels-${smoke.runId}.csv`);
    const text = await readFile(await download.path(), "utf8");
    const folder = smoke.project.path("results/labels");
    await mkdir(folder);
    await smoke.project.write("results/labels/cleo.csv", text);
    expect(await createLabelStore(folder).all()).toEqual([
      expect.objectContaining({
        ...{ reviewer: "Cleo", runId: smoke.runId, question: "safe-to-act", answer: "yes", isBlind: true },
      }),
    ]);
    expect(reader.troubles).toEqual([]);
  });
});
