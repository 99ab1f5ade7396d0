import { appendFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lacksBrowser } from "../testing/open-browser.ts";
import { eventually, openReader } from "../testing/open-reader.ts";
import { openSmokeRun, type SmokeRun } from "../testing/smoke-run.ts";

describe.skipIf(lacksBrowser())("a run under way", () => {
  let smoke: SmokeRun;

  beforeAll(async () => {
    smoke = await openSmokeRun();
  }, 60_000);

  afterAll(() => smoke?.close());

  it("fills in without a reload, and ends finished", async () => {
    const [manifestPath, trialsPath] = ["manifest.json", "trials.jsonl"].map(
      (name) => `results/runs/${smoke.runId}/${name}`,
    );
    if (manifestPath === undefined || trialsPath === undefined) throw new Error("two were named");
    const finished = await smoke.project.read(manifestPath);
    const lines = (await smoke.project.read(trialsPath)).split(/(?<=\n)/);
    await smoke.project.write(manifestPath, finished.replace(/"finishedAt": "[^"]*"/, '"finishedAt": null'));
    await smoke.project.write(trialsPath, lines.slice(0, 1).join(""));

    const { page, troubles, requests } = await openReader(
      smoke.browser,
      `${smoke.viewer.origin}/#/run/${smoke.runId}`,
    );
    const count = () => page.getByRole("search").getByRole("status").innerText();
    expect(await count()).toBe("1 trial");
    expect(await page.getByText("1 of 4 trials so far: still running, or cut short").count()).toBe(1);

    const file = smoke.project.path(trialsPath);
    await appendFile(file, `${lines[1]}${lines[2]?.slice(0, 50)}`);
    await eventually(count).toBe("2 trials");
    await appendFile(file, `${lines[2]?.slice(50)}${lines[3]}`);
    await smoke.project.write(manifestPath, finished);
    await eventually(count).toBe("4 trials");
    await page.getByText("still running").waitFor({ state: "detached" });
    expect(await page.getByRole("region", { name: "Summary table" }).getByRole("row").count()).toBe(5);
    expect(requests.filter((url) => url === `${smoke.viewer.origin}/`)).toHaveLength(1);
    expect(troubles).toEqual([]);
  });
});
