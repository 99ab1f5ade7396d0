import { open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import {
  type ComparisonNames,
  type ComparisonReview,
  ReviewError,
  type ReviewSource,
  type RunReview,
  type RunsReview,
} from "../contracts/review.ts";
import { keyOfTrial, trialSelector } from "../contracts/trial.ts";
import { type EmbeddedIndex, INDEX_PART, partElementId } from "../review/embedded-review.ts";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";
import type { PageParts } from "./build-page.ts";
import { pageFrame } from "./page-html.ts";

/** Few enough to unpack in a blink, many enough that texts which repeat shrink together. */
const TRIALS_PER_PART = 40;

const zip = promisify(gzip);

export interface ReportFile {
  readonly path: string;
  readonly runId: string;
  readonly page: PageParts;
}

/**
 * Writes the review pages of one run as one file that needs no server, laid out as `EmbeddedIndex` says. Part by part, so
 * that memory holds one at a time; beside its place, and moved there when whole. Base64 has no character that could end an
 * element, whatever an incident's text holds.
 *
 * @throws ReviewError where there is no such run, OutsideError where the file cannot be written.
 */
export async function writeReportFile(
  source: ReviewSource,
  { path, runId, page }: ReportFile,
): Promise<void> {
  const run = await source.run(runId);
  const { head, tail } = pageFrame(page, { connect: false, token: null });
  await writeAside(path, async (write) => {
    const writePart: WritePart = async (part, value) => write(await partElement(part, value));
    await write(head);
    const trials = await writeTrials(run, { source, writePart });
    const comparisons = await writeComparisons(run, { source, writePart });
    const scenarios = await writeScenarios(run, { source, writePart });
    const runs = runsAround(run, await source.runs());
    const labels = await source.labels(runId);
    const index: EmbeddedIndex = { runs, run, labels, comparisons, scenarios, trials };
    await writePart(INDEX_PART, index);
    await write(tail);
  });
}

type WritePart = (part: string, value: unknown) => Promise<void>;

interface Parts {
  readonly source: ReviewSource;
  readonly writePart: WritePart;
}

/** A part as it stands in the page. */
export async function partElement(part: string, value: unknown): Promise<string> {
  const packed = (await zip(JSON.stringify(value))).toString("base64");
  return `<script type="application/octet-stream" id="${partElementId(part)}">${packed}</script>\n`;
}

async function writeTrials(
  { manifest, rows }: RunReview,
  { source, writePart }: Parts,
): Promise<EmbeddedIndex["trials"]> {
  const parts: { part: string; selectors: string[] }[] = [];
  for (let from = 0; from < rows.length; from += TRIALS_PER_PART) {
    const keys = rows.slice(from, from + TRIALS_PER_PART).map(keyOfTrial);
    const part = `trials-${parts.length}`;
    await writePart(part, await Promise.all(keys.map((key) => source.trial(manifest.id, key))));
    parts.push({ part, selectors: keys.map(trialSelector) });
  }
  return parts;
}

/** Those that can be made: one that cannot says nothing against the run. */
async function writeComparisons(
  { comparisons }: RunReview,
  { source, writePart }: Parts,
): Promise<EmbeddedIndex["comparisons"]> {
  const parts: EmbeddedIndex["comparisons"][number][] = [];
  for (const names of comparisons) {
    const comparison = await comparisonOrNull(names, source);
    if (comparison === null) continue;
    const part = `comparison-${parts.length}`;
    await writePart(part, comparison);
    parts.push({ names, part });
  }
  return parts;
}

async function comparisonOrNull(
  names: ComparisonNames,
  source: ReviewSource,
): Promise<ComparisonReview | null> {
  try {
    return await source.comparison(names);
  } catch (error) {
    if (error instanceof ReviewError) return null;
    throw error;
  }
}

async function writeScenarios(
  { scenarios }: RunReview,
  { source, writePart }: Parts,
): Promise<EmbeddedIndex["scenarios"]> {
  const partById: Record<string, string> = {};
  for (const [index, id] of Object.keys(scenarios).entries()) {
    const part = `scenario-${index}`;
    await writePart(part, await source.scenario(id));
    partById[id] = part;
  }
  return partById;
}

/** What a reader of one run may see of the others: how its suite did over time. */
function runsAround({ manifest }: RunReview, { runs, history }: RunsReview): RunsReview {
  return {
    runs: runs.filter(({ id }) => id === manifest.id),
    history: history.filter(({ suiteId }) => suiteId === manifest.suite.id),
    passedOver: [],
  };
}

async function writeAside(
  path: string,
  work: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.draft`);
  const handle = await writing(path, () => open(draft, "w"));
  try {
    await work((text) => writing(path, () => handle.appendFile(text)));
    await writing(path, () => handle.close());
    await writing(path, () => rename(draft, path));
  } catch (error) {
    await handle.close().catch(() => {});
    await unlink(draft).catch(() => {});
    throw error;
  }
}

/** A write that fails is an outside failure, told with the file and what helps. */
async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function cannotWrite(path: string, error: unknown): unknown {
  const code = systemErrorCode(error);
  if (code === null) return error;
  return new OutsideError(`${path} cannot be written (${code})`, {
    cause: error,
    fix: code === "ENOSPC" ? "free some disk space" : "name another file by --out",
  });
}
