import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import type { RunReview } from "../contracts/review.ts";
import { formatRoute } from "../review/route.ts";
import { ALL_TRIALS } from "../review/run-view.ts";
import { type Browsed, browsePage } from "./browse-page.ts";
import { runCommand, startViewer } from "./commands.ts";
import { timed } from "./timed.ts";

/** One round with a server of its own. */
export interface ServedRound {
  /** To the request for the run's rows: the first reads its trials, the second finds them read. */
  readonly firstAnswerMs: number;
  readonly secondAnswerMs: number;
  readonly answerMb: number;
  /** Null where the system does not tell. */
  readonly serverPeakMb: number | null;
  readonly page: Browsed;
}

export interface FileMeasured {
  readonly writeMs: number;
  readonly sizeMb: number;
  readonly rounds: readonly Browsed[];
}

export interface PagesMeasured {
  readonly trials: number;
  readonly served: readonly ServedRound[];
  readonly file: FileMeasured;
}

export interface MeasuredRun {
  readonly runPath: string;
  readonly results: string;
  readonly trials: number;
  readonly words: readonly string[];
}

const ROUNDS = 3;
const BYTES_PER_MB = 1 << 20;

/** A run's page, served and as one file. */
export async function measurePages(browser: Browser, run: MeasuredRun): Promise<PagesMeasured> {
  const served: ServedRound[] = [];
  for (let round = 0; round < ROUNDS; round++) served.push(await serveOnce(browser, run));
  return { trials: run.trials, served, file: await measureFile(browser, run) };
}

async function serveOnce(
  browser: Browser,
  { runPath, results, trials, words }: MeasuredRun,
): Promise<ServedRound> {
  const viewer = await startViewer(runPath, results);
  try {
    const api = new URL(`/api/runs/${encodeURIComponent(basename(runPath))}`, viewer.address);
    const first = await timed(() => answerOf(api));
    const second = await timed(() => answerOf(api));
    const review: RunReview = JSON.parse(second.value);
    if (review.rows.length !== trials)
      throw new Error(`${review.rows.length} of ${trials} trials were served`);
    const page = await browsePage(browser, { address: viewer.address, words });
    const { peakMemoryMb } = await viewer.stop();
    return {
      firstAnswerMs: first.ms,
      secondAnswerMs: second.ms,
      answerMb: Buffer.byteLength(second.value) / BYTES_PER_MB,
      serverPeakMb: peakMemoryMb,
      page,
    };
  } finally {
    await viewer.stop();
  }
}

async function answerOf(url: URL): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}

async function measureFile(
  browser: Browser,
  { runPath, results, words }: MeasuredRun,
): Promise<FileMeasured> {
  const file = join(results, `${basename(runPath)}.html`);
  const { wallMs } = await runCommand(["report", runPath, "--out", file, "--results", results]);
  const { size } = await stat(file);
  const hash = formatRoute({ page: "run", runId: basename(runPath), view: ALL_TRIALS });
  const address = `${pathToFileURL(file)}${hash}`;
  const rounds: Browsed[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await browsePage(browser, { address, words }));
  return { writeMs: wallMs, sizeMb: size / BYTES_PER_MB, rounds };
}
