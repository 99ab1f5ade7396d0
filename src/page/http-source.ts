import type { Label } from "../contracts/label.ts";
import { ReviewError, type ReviewSource } from "../contracts/review.ts";
import { trialSelector } from "../contracts/trial.ts";

/** Asks the local server that the page came from. `token` proves to it that labels come from its own page. */
export function createHttpSource(token: string): ReviewSource {
  return {
    runs: () => ask("runs"),
    run: (runId) => ask(`runs/${encodeURIComponent(runId)}`),
    progress: (runId, from) => ask(`runs/${encodeURIComponent(runId)}/progress`, { from: String(from) }),
    trial: (run, key) => ask("trials", { run, trial: trialSelector(key) }),
    comparison: ({ baseline, candidate }) => ask("comparison", { baseline, candidate }),
    scenario: (scenarioId) => ask(`scenarios/${encodeURIComponent(scenarioId)}`),
    labels: (run) => ask("labels", { run }),
    addLabels: (labels) => send(labels, token),
  };
}

/** The server's own contracts come back: it is the same version, and has checked them. */
async function ask<T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
  const search = new URLSearchParams(query).toString();
  return read(await reach(`/api/${path}${search === "" ? "" : `?${search}`}`));
}

async function send(labels: readonly Label[], token: string): Promise<void> {
  await read(
    await reach("/api/labels", {
      method: "POST",
      headers: { "content-type": "application/json", "x-firedrill-token": token },
      body: JSON.stringify(labels),
    }),
  );
}

async function reach(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new ReviewError("The server does not answer. Is `npm run view` still running?");
  }
}

async function read<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T; // see `ask`
  const told = typeof body === "object" && body !== null && "error" in body ? String(body.error) : "";
  throw new ReviewError(told === "" ? `The server answered ${response.status}.` : told);
}
