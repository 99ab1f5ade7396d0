import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Label } from "../contracts/label.ts";
import type { ComparisonReview, RunReview, RunsReview, TrialReview } from "../contracts/review.ts";
import { keyOfTrial, trialSelector } from "../contracts/trial.ts";
import { type EmbeddedIndex, INDEX_PART, partElementId } from "../review/embedded-review.ts";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";

const SCENARIO = "payment-pool-exhaustion";

let project: CliProject;
let run: string;
let viewer: Viewer;

beforeAll(async () => {
  project = await createCliProject();
  for (let times = 0; times < 2; times += 1) expect((await project.run(["eval"])).exitCode).toBe(0);
  run = (await readdir(project.path("results/runs"))).sort().at(-1) ?? "";
  viewer = await startViewer(["view", "latest"]);
}, 120_000);

afterAll(() => viewer.child.kill());

describe("view", () => {
  it("says where the run is shown, and serves the page there", async () => {
    expect(viewer.stdout()).toMatch(/^Review pages: http:\/\/127\.0\.0\.1:\d+\/#\/run\/.+\n$/);
    expect(viewer.stdout()).toContain(`/#/run/${run}\n`);
    expect(await viewer.text("/")).toContain('<div id="app">');
  });

  it("lists the runs, and the history as `history` gives it", async () => {
    const { runs, history, passedOver } = await viewer.get<RunsReview>("/api/runs");
    const { entries } = JSON.parse((await project.run(["history", "--json"])).stdout);
    expect(runs.map(({ id, suiteId }) => ({ id, suiteId }))).toEqual([
      { id: run, suiteId: "smoke" },
      { id: expect.not.stringMatching(run), suiteId: "smoke" },
    ]);
    expect(history).toEqual(entries);
    expect(passedOver).toEqual([]);
  });

  it("shows a run with its rows, scorers and what to compare it with", async () => {
    const review = await viewer.get<RunReview>(`/api/runs/${run}`);
    const { runs } = await viewer.get<RunsReview>("/api/runs");
    const earlier = runs[1]?.id;
    expect(review.rows).toHaveLength(4);
    expect(review.scorers[0]).toMatchObject({ id: "root-cause", weight: 0.22 });
    expect(review.scenarios[SCENARIO]).toMatchObject({ category: "database", isChanged: false });
    expect(review.previousRunId).toBe(earlier);
    expect(review.comparisons).toEqual([
      { baseline: `${run}@v1`, candidate: `${run}@v2` },
      { baseline: `${earlier}@v1`, candidate: `${run}@v1` },
      { baseline: `${earlier}@v2`, candidate: `${run}@v2` },
    ]);
    expect(await viewer.get(`/api/runs/${run}/progress?from=3`)).toEqual({
      rows: review.rows.slice(3),
      finishedAt: review.manifest.finishedAt,
    });
  });

  it("shows every trial with its reply, and rules that come to its verdict", async () => {
    const { rows } = await viewer.get<RunReview>(`/api/runs/${run}`);
    for (const row of rows) {
      const review = await viewer.get<TrialReview>(trialPath(trialSelector(row)));
      expect(keyOfTrial(review.trial)).toEqual(keyOfTrial(row));
      expect(review.parsed?.ok).toBe(true);
      expect(review.arithmetic?.headline).toBe(row.headline);
      expect(review.passRules?.every(({ isMet }) => isMet)).toBe(row.passed);
      expect(review.figures.length).toBeGreaterThan(5);
      expect(review.similar).toEqual({ outcome: "searched", total: 0, hits: [] });
    }
  });

  it("compares as `compare` does, with a trial of each side for every flip", async () => {
    const review = await viewer.get<ComparisonReview>(
      `/api/comparison?baseline=${run}@v1&candidate=${run}@v2`,
    );
    const printed = await project.run(["compare", "v1", "v2", "--format", "json"]);
    expect(review.comparison).toEqual(JSON.parse(printed.stdout));
    expect(review.runIds).toEqual({ baseline: run, candidate: run });
    expect(review.promptDiff).toContain("prompts/v2/");
    expect(review.flips.map(({ flip }) => flip)).toEqual(review.comparison.flips);
    expect(review.flips.length).toBeGreaterThan(0);
    for (const { flip, baseline, candidate } of review.flips) {
      const passed = await Promise.all(
        [baseline, candidate].map(
          async (key) => (await viewer.get<TrialReview>(trialPath(trialSelector(key)))).trial,
        ),
      );
      const isLoss = flip.direction === "pass-to-fail";
      expect(passed.map((trial) => "passed" in trial && trial.passed)).toEqual([isLoss, !isLoss]);
    }
    expect(review.cells).toHaveLength(review.comparison.pairedCells);
  });

  it.each([
    ["../../evals@v1", "v2"],
    ["baseline:../../evals/smoke", "latest"],
    ["v1", "v2"],
  ])("takes no comparison of %s with %s, which no listing has", async (baseline, candidate) => {
    const path = `/api/comparison?baseline=${encodeURIComponent(baseline)}&candidate=${candidate}`;
    expect(await viewer.status(path)).toBe(404);
  });

  it("says why two sides do not compare", async () => {
    const path = `/api/comparison?baseline=${run}@v1&candidate=${run}@v9`;
    expect(await viewer.status(path)).toBe(404);
    expect(await viewer.text(path)).toContain('no prompt \\"v9\\"');
  });

  it("shows how a scenario did over time, and that it was edited since", async () => {
    const before = await viewer.get<{ history: object[] }>(`/api/scenarios/${SCENARIO}`);
    expect(before.history).toHaveLength(8);
    const file = `scenarios/${SCENARIO}.yaml`;
    const text = await project.read(file);
    await project.write(file, text.replace(/^ {2}en: .*/m, "  en: Another title"));
    const after = await viewer.get<{ history: object[] }>(`/api/scenarios/${SCENARIO}`);
    await project.write(file, text);
    expect(after.history).toEqual(before.history.map((entry) => ({ ...entry, isChanged: true })));
  });

  it("keeps a label in the project's folder, and refuses one about another reply", async () => {
    const { rows } = await viewer.get<RunReview>(`/api/runs/${run}`);
    const { trial } = await viewer.get<TrialReview>(trialPath(trialSelector(rows[0] ?? never())));
    const label: Label = {
      ...{ at: "2026-06-02T15:00:00.000Z", reviewer: "Ada", runId: run, ...keyOfTrial(trial) },
      recordingKey: "recordingKey" in trial ? trial.recordingKey : "",
      recordedAt: "recordedAt" in trial ? trial.recordedAt : "",
      ...{ question: "severity", scorerId: null, scorerVersion: null, value: null },
      ...{ answer: "no", comment: "太低", isBlind: true },
    };
    expect(await viewer.post("/api/labels", [{ ...label, recordingKey: "0".repeat(64) }])).toBe(404);
    expect(await viewer.post("/api/labels", [label])).toBe(201);
    expect(await viewer.get(`/api/labels?run=${run}`)).toEqual([label]);
    expect(await readdir(project.path("results/labels"))).toHaveLength(1);
  });

  it("follows a run that is being written", async () => {
    const folder = project.path("results/runs", run);
    const [manifest, trials] = await Promise.all(
      ["manifest.json", "trials.jsonl"].map((name) => readFile(`${folder}/${name}`, "utf8")),
    );
    const lines = (trials ?? "").split("\n");
    const progress = (from: number) =>
      viewer.get<{ rows: object[]; finishedAt: string | null }>(`/api/runs/${run}/progress?from=${from}`);
    await writeFile(
      `${folder}/manifest.json`,
      (manifest ?? "").replace(/"finishedAt": "[^"]*"/, '"finishedAt": null'),
    );
    await writeFile(`${folder}/trials.jsonl`, `${lines[0]}\n${lines[1]?.slice(0, 99)}`);
    expect(await progress(0)).toMatchObject({ rows: [{ repeat: 0 }], finishedAt: null });
    await appendFile(`${folder}/trials.jsonl`, `${lines[1]?.slice(99)}\n${lines[2]}\n${lines[3]}\n`);
    await writeFile(`${folder}/manifest.json`, manifest ?? "");
    const { rows, finishedAt } = await progress(1);
    expect({ rows: rows.length, isFinished: finishedAt !== null }).toEqual({ rows: 3, isFinished: true });
  });

  it("refuses a port that is taken and a run that is not there", async () => {
    const port = new URL(viewer.origin).port;
    const taken = await project.run(["view", "--port", port]);
    expect(taken).toMatchObject({ exitCode: 2, stdout: "" });
    expect(taken.stderr).toMatch(/^this port is taken\n {2}at: --port/);
    expect(await project.run(["view", "gone"])).toMatchObject({ exitCode: 2, stdout: "" });
  });

  it("stops at Ctrl-C and frees its port", async () => {
    const own = await startViewer(["view"]);
    expect(own.stdout()).toMatch(/\/#\/\n$/);
    own.child.kill("SIGINT");
    expect(await once(own.child, "close")).toEqual([0, null]);
    const again = await startViewer(["view", "--port", new URL(own.origin).port]);
    expect(again.origin).toBe(own.origin);
    again.child.kill("SIGINT");
    await once(again.child, "close");
  });
});

describe("report --out report.html", () => {
  it("holds in one file exactly what the pages are served", async () => {
    const { exitCode, stderr } = await project.run(["report", "latest", "--out", "report.html"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: `Written to ${project.path("report.html")}\n`,
    });
    const html = await project.read("report.html");
    const index = unpack<EmbeddedIndex>(html, INDEX_PART);
    expect(index.run).toEqual(await viewer.get(`/api/runs/${run}`));
    expect(index.labels).toEqual(await viewer.get(`/api/labels?run=${run}`));
    const { runs, history } = await viewer.get<RunsReview>("/api/runs");
    expect(index.runs).toEqual({ runs: runs.filter(({ id }) => id === run), history, passedOver: [] });
    expect(index.comparisons.map(({ names }) => names)).toEqual(index.run.comparisons);
    for (const { names, part } of index.comparisons) {
      const query = new URLSearchParams({ ...names });
      expect(unpack(html, part)).toEqual(await viewer.get(`/api/comparison?${query}`));
    }
    expect(unpack(html, index.scenarios[SCENARIO] ?? "")).toEqual(
      await viewer.get(`/api/scenarios/${SCENARIO}`),
    );
    for (const { part, selectors } of index.trials) {
      const served = await Promise.all(selectors.map((selector) => viewer.get(trialPath(selector))));
      expect(unpack(html, part)).toEqual(served);
    }
    expect(index.trials.flatMap(({ selectors }) => selectors)).toEqual(index.run.rows.map(trialSelector));
  });

  it("has no text of an incident or a reply in the open, and asks nobody for anything", async () => {
    const html = await project.read("report.html");
    expect(html).toContain("connect-src 'none'");
    expect(html).not.toContain('<meta name="firedrill-token"');
    expect(html).not.toContain("payment-svc");
    expect(html.match(/<script type="module">/g)).toHaveLength(1);
  });

  it("leaves nothing behind where it cannot be written", async () => {
    const { exitCode, stderr } = await project.run(["report", "latest", "--out", "gone/report.html"]);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/report\.html cannot be written \(ENOENT\)\n {2}try: name another file by --out/);
    expect((await readdir(project.folder)).filter((name) => name.includes("draft"))).toEqual([]);
  });

  it("wants a file for a page, and still writes promptfoo's format by any other name", async () => {
    expect(await project.run(["report", "latest", "--format", "html"])).toMatchObject({
      exitCode: 2,
      stdout: "",
    });
    const { stdout } = await project.run(["report", "latest"]);
    expect(JSON.parse(stdout)).toHaveProperty("results");
  });
});

interface Viewer {
  readonly child: ChildProcess;
  readonly origin: string;
  stdout(): string;
  get<T>(path: string): Promise<T>;
  text(path: string): Promise<string>;
  status(path: string): Promise<number>;
  post(path: string, body: unknown): Promise<number>;
}

async function startViewer(args: readonly string[]): Promise<Viewer> {
  const child = project.start(args);
  let [stdout, stderr] = ["", ""];
  child.stderr?.on("data", (chunk) => {
    stderr += String(chunk);
  });
  while (!stdout.includes("\n")) {
    const [chunk] = await Promise.race([
      once(child.stdout ?? never(), "data"),
      once(child, "close").then(() => Promise.reject(new Error(`view ended: ${stderr}`))),
    ]);
    stdout += String(chunk);
  }
  const { origin } = new URL(/http:\S+/.exec(stdout)?.[0] ?? "");
  const ask = (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init);
  const token = /firedrill-token" content="([^"]+)"/.exec(await (await ask("/")).text())?.[1] ?? "";
  return {
    ...{ child, origin },
    stdout: () => stdout,
    async get<T>(path: string) {
      const answer = await ask(path);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T; // as the contract says; what it holds is what is tested
    },
    text: async (path) => (await ask(path)).text(),
    status: async (path) => (await ask(path)).status,
    async post(path, body) {
      const headers = { "content-type": "application/json", origin, "x-firedrill-token": token };
      return (await ask(path, { method: "POST", headers, body: JSON.stringify(body) })).status;
    },
  };
}

function trialPath(selector: string): string {
  return `/api/trials?${new URLSearchParams({ run, trial: selector })}`;
}

function unpack<T>(html: string, part: string): T {
  const start = `<script type="application/octet-stream" id="${partElementId(part)}">`;
  const from = html.indexOf(start);
  if (from === -1) throw new Error(`no part ${part}`);
  const packed = html.slice(from + start.length, html.indexOf("</script>", from));
  return JSON.parse(gunzipSync(Buffer.from(packed, "base64")).toString("utf8"));
}

function never(): never {
  throw new Error("cannot happen");
}
