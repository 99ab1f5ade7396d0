/** The smoke suite evaluated from its recordings, and the review pages over it in a browser. */
import { readdir } from "node:fs/promises";
import type { Browser } from "playwright-core";
import type { RunReview, TrialReview } from "../contracts/review.ts";
import { type TrialKey, trialSelector } from "../contracts/trial.ts";
import { type CliProject, createCliProject } from "./cli-project.ts";
import { openBrowser } from "./open-browser.ts";
import { type RunningViewer, startViewer } from "./start-viewer.ts";

export interface SmokeRun {
  readonly browser: Browser;
  readonly project: CliProject;
  readonly runId: string;
  readonly viewer: RunningViewer;
  /** As the server gives them. */
  run(): Promise<RunReview>;
  trial(key: TrialKey): Promise<TrialReview>;
  close(): Promise<void>;
}

export async function openSmokeRun(): Promise<SmokeRun> {
  const [browser, project] = await Promise.all([openBrowser(), createCliProject()]);
  const { exitCode, stderr } = await project.run(["eval"]);
  if (exitCode !== 0) throw new Error(stderr);
  const [runId = ""] = await readdir(project.path("results/runs"));
  const viewer = await startViewer(project);
  // What the server gives is of its contracts.
  const get = async (path: string) => (await fetch(`${viewer.origin}/api/${path}`)).json();
  return {
    ...{ browser, project, runId, viewer },
    run: () => get(`runs/${runId}`) as Promise<RunReview>,
    trial: (key) =>
      get(`trials?${new URLSearchParams({ run: runId, trial: trialSelector(key) })}`) as Promise<TrialReview>,
    async close() {
      await viewer.stop();
      await browser.close();
    },
  };
}

/** A trial of the suite. */
export function smokeTrial(promptId: "v1" | "v2", language: "en" | "zh"): TrialKey {
  return { scenarioId: "payment-pool-exhaustion", promptId, modelId: "deepseek-chat", language, repeat: 0 };
}
