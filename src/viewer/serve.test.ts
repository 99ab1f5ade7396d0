import { request } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Label } from "../contracts/label.ts";
import { ReviewError, type ReviewSource } from "../contracts/review.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { aTrialKey } from "../testing/builders.ts";
import { type ReviewServer, serveReview } from "./serve.ts";

const RUN = "2026-06-02T14-02-00Z-smoke-aaaaaa";
const page = { script: "void 0;", style: "a{}" };
const label: Label = {
  ...{ at: "2026-06-02T15:00:00.000Z", reviewer: "Ada 李", runId: RUN, ...aTrialKey() },
  ...{ recordingKey: "0".repeat(64), recordedAt: "2026-06-02T14:02:00.000Z" },
  ...{ question: "severity", scorerId: null, scorerVersion: null, value: null },
  ...{ answer: "no", comment: "", isBlind: false },
};

let server: ReviewServer;
let port: number;
let token: string;
let added: Label[];
const bugs: unknown[] = [];

beforeAll(async () => {
  server = await serveReview({ source: fakeSource(), page, port: 0, onBug: (error) => bugs.push(error) });
  port = Number(new URL(server.url).port);
  token = /name="firedrill-token" content="([^"]+)"/.exec((await ask("/")).body)?.[1] ?? "";
});

afterAll(() => server.close());

beforeEach(() => {
  added = [];
});

describe("reading", () => {
  it.each([
    ["/api/runs", { asked: "runs" }],
    [`/api/runs/${RUN}`, { asked: "run", runId: RUN }],
    [`/api/runs/${RUN}/progress?from=7`, { asked: "progress", runId: RUN, from: 7 }],
    [
      `/api/trials?run=${RUN}&trial=${encodeURIComponent("a-scenario/v1/vendor/a-model/zh/3")}`,
      {
        asked: "trial",
        runId: RUN,
        key: aTrialKey({ modelId: "vendor/a-model", language: "zh", repeat: 3 }),
      },
    ],
    [
      `/api/comparison?baseline=baseline:smoke&candidate=${RUN}@v2`,
      { asked: "comparison", baseline: "baseline:smoke", candidate: `${RUN}@v2` },
    ],
    ["/api/scenarios/slow-sign-in", { asked: "scenario", scenarioId: "slow-sign-in" }],
    [`/api/labels?run=${RUN}`, { asked: "labels", runId: RUN }],
  ])("%s gives what the source gives", async (path, given) => {
    const { status, json } = await ask(path);
    expect({ status, json }).toEqual({ status: 200, json: given });
  });

  it("packs what is big", async () => {
    const { headers, bytes } = await ask("/api/runs", { headers: { "accept-encoding": "gzip" } });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(JSON.parse(gunzipSync(bytes).toString("utf8"))).toEqual({ asked: "runs" });
  });

  it.each([
    ["/api/trials?trial=a/b/c/en/0", 400, "the request names no run"],
    [`/api/trials?run=${RUN}&trial=a/b`, 404, 'there is no trial "a/b"'],
    [`/api/trials?run=${RUN}&trial=a/v1/m/fr/0`, 404, 'there is no trial "a/v1/m/fr/0"'],
    [`/api/runs/${RUN}/progress?from=-1`, 400, '"from" must be a whole number from 0'],
    [`/api/runs/${RUN}/progress`, 400, '"from" must be a whole number from 0'],
    ["/api/runs/gone", 404, 'there is no run "gone"'],
    ["/api/runs/broken", 400, "a line is no trial\n  at: trials.jsonl:3"],
    ["/api/nothing", 404, "there is no such page"],
  ])("%s is answered with %i", async (path, status, error) => {
    const answer = await ask(path);
    expect({ status: answer.status, json: answer.json }).toEqual({ status, json: { error } });
  });

  it("keeps what a bug says for who repairs it", async () => {
    const { status, json } = await ask("/api/runs/bug");
    expect({ status, json, bugs }).toEqual({
      status: 500,
      json: { error: "internal error" },
      bugs: [new Error("secret of the inside")],
    });
  });

  it.each([
    "/api/runs/..%2F..%2Fetc%2Fpasswd",
    "/api/runs/%2Fetc%2Fpasswd",
    "/api/runs/..",
    "/api/runs/%2e%2e%2f%2e%2e",
    "/api/scenarios/..%2F..%2Fpackage",
    "/..%2F..%2Fpackage.json",
    "/../../package.json",
    "/src/cli.ts",
  ])("%s is no way to a file", async (path) => {
    const { status, headers } = await ask(path);
    expect({ status, type: headers["content-type"] }).toEqual({ status: 404, type: "application/json" });
  });
});

describe("who may ask", () => {
  it.each([
    ["another name that points here", { host: "evil.test" }],
    ["another name with the right port", { host: "evil.test:PORT" }],
    ["another port", { host: "127.0.0.1:1" }],
  ])("refuses %s, the page too", async (_, headers) => {
    const asked = { headers: { host: headers.host.replace("PORT", String(port)) } };
    for (const path of ["/", "/api/runs"]) expect((await ask(path, asked)).status).toBe(403);
  });

  it("answers to both names of this machine", async () => {
    for (const name of ["127.0.0.1", "localhost"]) {
      expect((await ask("/api/runs", { headers: { host: `${name}:${port}` } })).status).toBe(200);
    }
  });

  it.each([
    ["cross-site", 403],
    ["same-site", 403],
    ["same-origin", 200],
    ["none", 200],
  ])("a request that a browser calls %s gets %i", async (site, status) => {
    expect((await ask("/api/runs", { headers: { "sec-fetch-site": site } })).status).toBe(status);
  });

  it("gives every answer the headers that keep it to itself", async () => {
    for (const path of ["/", "/api/runs", "/api/runs/gone", "/nothing"]) {
      expect((await ask(path)).headers).toMatchObject({
        "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
      });
    }
  });
});

describe("labelling", () => {
  it("adds what the page sends", async () => {
    const { status, json } = await post([label]);
    expect({ status, json, added }).toEqual({ status: 201, json: { added: 1 }, added: [label] });
  });

  it.each([
    ["from another page", { origin: "http://evil.test" }, 403],
    ["from another port", { origin: "http://127.0.0.1:1" }, 403],
    ["from nowhere", { origin: "" }, 403],
    ["without the token", { "x-firedrill-token": "" }, 403],
    ["with another token", { "x-firedrill-token": "x".repeat(43) }, 403],
    ["as a form would send it", { "content-type": "text/plain" }, 415],
    ["from another site", { "sec-fetch-site": "cross-site" }, 403],
  ])("refuses what comes %s", async (_, headers, status) => {
    expect({ status: (await post([label], headers)).status, added }).toEqual({ status, added: [] });
  });

  it("refuses more than 1 MB, announced or not", async () => {
    const much = JSON.stringify([{ ...label, comment: "x".repeat(1 << 20) }]);
    expect((await postText(much)).status).toBe(413);
    expect((await postText(much, { "transfer-encoding": "chunked" })).status).toBe(413);
    expect(added).toEqual([]);
  });

  it("says all that is wrong at once, and adds nothing", async () => {
    const { status, json } = await post([label, { ...label, answer: "maybe", reviewer: " " }, {}]);
    const everyProblem = /\[1\]\.reviewer[\s\S]*\[1\]\.answer[\s\S]*\[2\]\.at/;
    expect({ status, json }).toEqual({ status: 400, json: { error: expect.stringMatching(everyProblem) } });
    expect(added).toEqual([]);
    expect((await postText("[")).json).toEqual({ error: "the request is not JSON" });
    expect((await post([])).status).toBe(400);
  });
});

it("refuses a port that is taken, and frees its own", async () => {
  const options = { source: fakeSource(), page, onBug: () => {} };
  await expect(serveReview({ ...options, port })).rejects.toBeInstanceOf(InvalidInputError);
  const first = await serveReview({ ...options, port: 0 });
  await first.close();
  const again = await serveReview({ ...options, port: Number(new URL(first.url).port) });
  expect(again.url).toBe(first.url);
  await again.close();
});

/** Answers with what it was asked, in the place of the large values it would give. */
function fakeSource(): ReviewSource {
  const answer = async (asked: string, more: object = {}) => ({ asked, ...more }) as never;
  return {
    runs: () => answer("runs"),
    async run(runId) {
      if (runId === "bug") throw new Error("secret of the inside");
      if (runId === "broken")
        throw new InvalidInputError({ problem: "a line is no trial", at: "trials.jsonl:3" });
      if (runId !== RUN) throw new ReviewError(`there is no run "${runId}"`);
      return answer("run", { runId });
    },
    progress: (runId, from) => answer("progress", { runId, from }),
    trial: (runId, key) => answer("trial", { runId, key }),
    comparison: (names) => answer("comparison", names),
    async scenario(scenarioId) {
      if (scenarioId.includes("/")) throw new ReviewError("there is no such scenario");
      return answer("scenario", { scenarioId });
    },
    labels: (runId) => answer("labels", { runId }),
    addLabels: async (labels) => void added.push(...labels),
  };
}

function post(body: unknown, headers: Record<string, string> = {}) {
  return postText(JSON.stringify(body), headers);
}

function postText(body: string, headers: Record<string, string> = {}) {
  const own = {
    "content-type": "application/json",
    origin: `http://127.0.0.1:${port}`,
    "x-firedrill-token": token,
  };
  return ask("/api/labels", { method: "POST", headers: { ...own, ...headers }, body });
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Not by `fetch`, which sets Host and tidies paths by itself. A connection each: one that was refused is closed. */
function ask(path: string, { method = "GET", headers = {}, body }: Asked = {}) {
  return new Promise<{
    status: number;
    headers: Record<string, unknown>;
    bytes: Buffer;
    body: string;
    json: unknown;
  }>((settle, fail) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString("utf8");
        const isPlainJson =
          answer.headers["content-type"]?.startsWith("application/json") &&
          answer.headers["content-encoding"] === undefined;
        settle({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          bytes,
          body: text,
          json: isPlainJson ? JSON.parse(text) : null,
        });
      });
    });
    sent.on("error", fail);
    sent.end(body);
  });
}
