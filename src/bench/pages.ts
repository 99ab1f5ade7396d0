import { join } from "node:path";
import type { CliContext } from "../cli/context.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { listRuns, loadManifest } from "../store/run-folder.ts";
import { findBrowser, NO_BROWSER } from "../testing/find-browser.ts";
import { openBrowser } from "../testing/open-browser.ts";
import { runCommand } from "./commands.ts";
import { growRun } from "./grow-run.ts";
import { inNewFolder } from "./in-new-folder.ts";
import { measurePages, type PagesMeasured } from "./measure-pages.ts";
import { renderPagesTable } from "./render-pages-table.ts";

/** Of the demonstration's trials: about 1,000 and about 10,000. */
const COPIES = [4, 44];
const WORDS = 5;

/** The review pages in a real browser, served and as one file, at two sizes: what grows, and how much. */
export async function benchPages(args: readonly string[], context: CliContext): Promise<void> {
  if (args.length > 0) {
    throw new InvalidInputError({ problem: "this benchmark takes no flag", received: args.join(" ") });
  }
  if (findBrowser(context.env) === null) throw new OutsideError(NO_BROWSER);
  await inNewFolder(async (results) => {
    const rows: PagesMeasured[] = [];
    const demo = await simulatedRun(results);
    for (const copies of COPIES) rows.push(await measureCopies(demo, { results, copies, context }));
    context.stdout(renderPagesTable(rows, context.display));
  });
}

async function simulatedRun(results: string): Promise<string> {
  await runCommand(["eval", "--suite", "demo", "--results", results]);
  const runs = join(results, "runs");
  const [id] = await listRuns(runs);
  if (id === undefined) throw new Error("the demonstration left no run");
  return join(runs, id);
}

async function measureCopies(
  demo: string,
  { results, copies, context }: { results: string; copies: number; context: CliContext },
): Promise<PagesMeasured> {
  const runPath = await growRun(demo, copies);
  const { plannedTrials, suite } = await loadManifest(runPath);
  context.stderr(`${plannedTrials} trials …\n`);
  const words = suite.scenarios.slice(0, WORDS);
  const browser = await openBrowser();
  try {
    return await measurePages(browser, { runPath, results, trials: plannedTrials, words });
  } finally {
    await browser.close();
  }
}
