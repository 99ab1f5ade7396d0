import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { ApprovalView, BaselineView } from "./baseline-view.ts";
import { renderApproval, renderBaseline } from "./render-baseline.ts";

const ROW = {
  promptId: "v2",
  modelId: "deepseek-chat",
  language: "en",
  trials: 26,
  passed: 13,
  gateFailures: 2,
  headline: 68.3,
  provenance: { live: 20, simulated: 6 },
} as const;

const VIEW: BaselineView = {
  certificate: {
    schemaVersion: 1,
    name: "core",
    approvedAt: "2026-06-03T09:00:00.000Z",
    run: {
      id: "2026-06-02T14-02-00Z-core-aaaaaa",
      suiteId: "core",
      startedAt: "2026-06-02T14:02:00.000Z",
      codeRevision: null,
    },
    scenarioHashes: { "payment-pool-exhaustion": "a", "dns-failover": "b" },
    promptHashes: { v2: "0123456789" },
    modelHashes: { "deepseek-chat": "m1", claude: "m2" },
    scorerVersions: { severity: 2, "root-cause": 3 },
    weightsVersion: 3,
    servedModels: { "deepseek-chat": ["deepseek-chat-v3"], claude: [] },
    trials: 52,
    passed: 26,
    gateFailures: 4,
    provenance: { live: 40, simulated: 12 },
    rowHashes: {},
  },
  rows: [ROW, { ...ROW, language: "zh", headline: null, provenance: { live: 26 } }],
  stale: ["scorer severity 2 → 3", "prompt v2 was edited in place"],
};

const APPROVAL: ApprovalView = {
  name: "core",
  runId: "2026-06-04T14-02-00Z-core-bbbbbb",
  rows: [{ ...ROW, headline: 72.1, passed: 15 }],
  before: {
    runId: "2026-06-02T14-02-00Z-core-aaaaaa",
    approvedAt: "2026-06-03T09:00:00.000Z",
    rows: [ROW],
    gradingChanges: ["weights 2 → 3"],
    added: 0,
    removed: 26,
    changed: 7,
    passToFail: ["dns-failover/v2/deepseek-chat/en/0"],
    failToPass: Array.from({ length: 22 }, (_, at) => `scenario-${at}/v2/deepseek-chat/en/0`),
  },
};

describe.each([60, 100])("at %s columns", (width) => {
  const terminal = { width, colour: false };
  it.each([
    { name: "baseline", text: renderBaseline(VIEW, terminal) },
    { name: "approval", text: renderApproval(APPROVAL, terminal) },
  ])("a $name fits", async ({ name, text }) => {
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    await expect(text).toMatchFileSnapshot(`__snapshots__/${name}.${width}.txt`);
  });
});

it("shows no control character of a served model's name", () => {
  const certificate = { ...VIEW.certificate, servedModels: { "deepseek-chat": ["x\u001b[2J\u202ey"] } };
  const text = renderBaseline({ ...VIEW, certificate }, { width: 100, colour: false });
  expect(text).not.toContain("\u001b");
  expect(text).not.toContain("\u202e");
});
