import { mkdir, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { createCliProject } from "./cli-project.ts";
import { openBrowser } from "./open-browser.ts";
import { startViewer } from "./start-viewer.ts";

const FOLDER = resolve(import.meta.dirname, "../page/screenshots");

/** Charts are drawn and the page has scrolled to what it opens at. */
const SETTLED_MS = 2000;

interface Shot {
  readonly name: string;
  readonly address: string;
  readonly theme: "light" | "dark";
  readonly size: { readonly width: number; readonly height: number };
}

/** The README's pictures of the review pages: the recorded suite and the simulated one, as anybody gets them. */
async function main(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const project = await createCliProject();
  for (const args of [
    ["--suite", "smoke"],
    ["--suite", "demo", "--models", "sim-v2-worse"],
  ]) {
    await project.run(["eval", ...args]);
  }
  const [smoke = "", demo = ""] = (await readdir(project.path("results/runs"))).sort();
  const server = await startViewer(project);
  const browser = await openBrowser();
  for (const shot of shotsOf(smoke, demo)) await take(shot, { browser, origin: server.origin });
  await browser.close();
  await server.stop();
  await rm(project.folder, { recursive: true, force: true });
}

function shotsOf(smoke: string, demo: string): Shot[] {
  const seed = "payment-pool-exhaustion/v2/deepseek-chat";
  return [
    { name: "run", address: `#/run/${demo}`, theme: "light", size: { width: 1440, height: 1300 } },
    {
      name: "trial",
      address: `#/trial/${smoke}/${seed}/en/0?finding=numbers:1`,
      theme: "light",
      size: { width: 1440, height: 900 },
    },
    {
      name: "trial-zh",
      address: `#/trial/${smoke}/${seed}/zh/0`,
      theme: "dark",
      size: { width: 1440, height: 900 },
    },
    {
      name: "compare",
      address: `#/compare/${demo}@v1/${demo}@v2`,
      theme: "light",
      size: { width: 1440, height: 900 },
    },
  ];
}

async function take(
  { name, address, theme, size }: Shot,
  { browser, origin }: { browser: Browser; origin: string },
): Promise<void> {
  const page = await browser.newPage({ viewport: size, colorScheme: theme });
  await page.goto(`${origin}/${address}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate("document.fonts.ready.then(() => true)");
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await page.close();
  process.stdout.write(`${name}.png\n`);
}

await main();
