/** What a run shows when everything in it that somebody wrote was written to do harm. */
import type { ReviewSource } from "../contracts/review.ts";
import { trialSelector } from "../contracts/trial.ts";

/** Without a slash, as a name in an address must be. */
const NAME =
  "<img src=x onerror=alert(1)><script>alert(2) javascript:alert(3) \u202egnp.exe\u2066\u200b \u001b[31mred\u0007";
export const HOSTILE = `${NAME}</script><a href="javascript:alert(4)">x</a> https://evil.test/ [x](http://evil.test) ${"W".repeat(300)}`;

/** Characters that must reach no reader as they are. */
export const HARMFUL = /(?![\t\n])[\p{Cc}\p{Bidi_Control}\u200b]/u;

/** What the pages decide by or look up by, or that names a place in a text: spoiling it would only break the page. */
const KEPT = new Set([
  ...[
    "id",
    "scenarioId",
    "scorerId",
    "language",
    "severity",
    "acceptable",
    "outcome",
    "provenance",
    "confidence",
  ],
  ...[
    "tone",
    "gate",
    "gates",
    "what",
    "kind",
    "path",
    "quote",
    "field",
    "question",
    "answer",
    "priority",
    "role",
  ],
  ...["direction", "verdict", "unit", "basis", "metric", "reason", "by", "recordingKey", "key", "difficulty"],
]);
/** They stand in addresses. */
const NAMES = new Set(["promptId", "runId", "comparedWith", "baseline", "candidate", "promptIds"]);

/** The answers of a real server, with hostile text at the end of every text in them. */
export function createHostileSource(origin: string, realRun: string): ReviewSource {
  const ask = async <T>(path: string, query: Readonly<Record<string, string>> = {}): Promise<T> => {
    const answer = await fetch(`${origin}/api/${path}?${new URLSearchParams(query)}`);
    return spoilt(await answer.json(), "") as T; // of the same shape as the contract says
  };
  return {
    runs: () => ask("runs"),
    run: () => ask(`runs/${realRun}`),
    progress: () => ask(`runs/${realRun}/progress`, { from: "0" }),
    trial: (_, key) => ask("trials", { run: realRun, trial: trialSelector({ ...key, ...cleaned(key) }) }),
    comparison: ({ baseline, candidate }) =>
      ask("comparison", { baseline: clean(baseline), candidate: clean(candidate) }),
    scenario: (id) => ask(`scenarios/${clean(id)}`),
    labels: () => ask("labels", { run: realRun }),
    addLabels: async () => {},
  };
}

function cleaned({ promptId, modelId }: { readonly promptId: string; readonly modelId: string }) {
  return { promptId: clean(promptId), modelId: clean(modelId) };
}

/** As it was before it was spoilt. */
function clean(text: string): string {
  return text.replaceAll(HOSTILE, "").replaceAll(NAME, "");
}

export function spoiltName(name: string): string {
  return `${name}${NAME}`;
}

/** Every text with hostile text behind it: offsets into it stay right. `field` names where a value stands. */
function spoilt(value: unknown, field: string): unknown {
  if (typeof value === "string") return spoiltText(value, field);
  if (Array.isArray(value)) return value.map((item) => spoilt(item, field));
  if (typeof value !== "object" || value === null) return value;
  const isRun = "startedAt" in value && "id" in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      spoilt(item, isRun && name === "id" ? "runId" : name),
    ]),
  );
}

function spoiltText(text: string, field: string): string {
  if (KEPT.has(field) || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return text;
  return NAMES.has(field) ? spoiltName(text) : `${text}${HOSTILE}`;
}
