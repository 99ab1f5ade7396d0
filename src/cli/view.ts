import { basename } from "node:path";
import { Command } from "commander";
import { buildPage } from "../viewer/build-page.ts";
import { serveReview } from "../viewer/serve.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT, stackOf } from "./exit-codes.ts";
import { findRun, LATEST } from "./find-run.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { openReview } from "./open-review.ts";
import { portNumber } from "./options.ts";

const EXAMPLE = `
Example: read the latest run in the browser, and label what its scorers said
  npm run view -- latest --open`;

interface ViewFlags {
  readonly port: number;
  readonly open?: boolean;
  readonly results?: string;
}

/** `view`: the review pages, served to this machine until Ctrl-C. */
export function viewCommand(context: CliContext): CliCommand {
  const command = new Command("npm run view --")
    .description("Read runs in the browser: what failed, why, and whether the scorers were right.")
    .argument("[run]", `the run to open, by id or folder, or "${LATEST}" (default: the list of runs)`)
    .option("--port <n>", "the port to listen on (default: one that is free)", portNumber, 0)
    .option("--open", "open the browser too")
    .option("--results <folder>", "where recordings, runs and labels are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action((run: string | undefined, flags: ViewFlags) => runView(run, flags, context));
  return { command, exitCode: () => EXIT.done };
}

async function runView(run: string | undefined, flags: ViewFlags, context: CliContext): Promise<void> {
  const interrupted = new Promise<void>((settle) => context.onInterrupt(settle));
  const { results, port } = flags;
  const ground = { runsFolder: projectPaths(context, results).runs, userFolder: context.userFolder };
  const runPath = run === undefined ? null : await findRun(run, ground);
  const review = await openReview({ runPath, results, context });
  const server = await serveReview({
    source: review.source,
    page: await buildPage(),
    port,
    onBug: (error) => context.stderr(`${stackOf(error)}\n`),
  });
  const address = `${server.url}#/${runPath === null ? "" : `run/${encodeURIComponent(basename(runPath))}`}`;
  context.stdout(`Review pages: ${address}\n`);
  if (flags.open) openInBrowser(address, context);
  await interrupted;
  await server.close();
  await review.close();
}
