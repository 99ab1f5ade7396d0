import { describe, expect, it } from "vitest";
import type { TriageReport } from "../contracts/triage-report.ts";
import { aReport } from "../testing/builders.ts";
import { fieldAt } from "./excerpt.ts";
import { triageDocument } from "./triage-document.ts";
import { type Block, CONTEXT_PATH, type Item, type Origin, type Section } from "./triage-section.ts";
import type { TriageView } from "./triage-view.ts";

type Text = { readonly text: string; readonly origins: readonly Origin[] };

const CONTEXT = "14:02 too many clients";
const full = aReport({
  hypotheses: [
    { cause: "The batch — it leaks", confidence: "high", evidence: ["500 / 500", "13:50"] },
    { cause: "A slow disk", confidence: "low", evidence: [] },
  ],
  checklist: [
    { step: "Who?", command: "  SELECT 1\n", expected: "one row" },
    { step: "What?", command: " ", expected: "nothing" },
  ],
  postmortem: {
    ...aReport().postmortem,
    timeline: [
      { time: "13:50 UTC", event: "shipped" },
      { time: "", event: "broke" },
    ],
    wentWell: ["the pager"],
    wentPoorly: ["the pool", "the batch"],
    actionItems: ["cap it"],
  },
  followUps: [
    { priority: "P0", action: "Alert", owner: "Platform" },
    { priority: "P2", action: "Tidy up", owner: "  " },
  ],
});

describe("where the texts of a triage document come from", () => {
  it.each(["en", "zh"] as const)("is said of texts that stand there whole, in %s", (language) => {
    for (const { text, origins } of textsOf(full, language)) {
      for (const { path, start } of origins) {
        const field = path === CONTEXT_PATH ? CONTEXT : fieldAt(full, path);
        expect(text.slice(start, start + (field ?? "").length)).toBe(field);
      }
    }
  });

  it("is said once of every field that is shown as it was written", () => {
    const paths = textsOf(full, "en").flatMap(({ origins }) => origins.map(({ path }) => path));
    const shown = stringPaths(full).filter(
      // A confidence is shown in the reader's language; a blank command and a blank owner are left out.
      (path) =>
        !path.endsWith(".confidence") && path !== "checklist[1].command" && path !== "followUps[1].owner",
    );
    expect(paths.toSorted()).toEqual([CONTEXT_PATH, ...shown].toSorted());
  });

  it("tells two fields in one text apart", () => {
    const texts = textsOf(full, "en");
    expect(texts.find(({ text }) => text === "Alert — Platform")?.origins).toEqual([
      { path: "followUps[0].action", start: 0 },
      { path: "followUps[0].owner", start: 8 },
    ]);
  });

  it("is said of nothing in the score card and among similar incidents", () => {
    const sections = triageDocument(aView(full, "en")).sections.slice(-2);
    expect(sections.flatMap(sectionTexts)).toEqual([]);
  });
});

function textsOf(report: TriageReport, language: "en" | "zh"): Text[] {
  return triageDocument(aView(report, language)).sections.flatMap(sectionTexts);
}

function sectionTexts({ badge, blocks, subsections = [] }: Section): Text[] {
  return [...withOrigins(badge), ...blocks.flatMap(blockTexts), ...subsections.flatMap(sectionTexts)];
}

function blockTexts(block: Block): Text[] {
  if (block.kind === "list") return block.items.flatMap(itemTexts);
  return block.kind === "note" ? [] : withOrigins(block);
}

function itemTexts(item: Item): Text[] {
  return [...withOrigins(item.badge), ...withOrigins(item), ...(item.blocks ?? []).flatMap(blockTexts)];
}

function withOrigins(text: { text: string; origins?: readonly Origin[] } | undefined): Text[] {
  return text?.origins === undefined ? [] : [{ text: text.text, origins: text.origins }];
}

/** The path of every text in a report's JSON. */
function stringPaths(value: unknown, path = ""): string[] {
  if (typeof value === "string") return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => stringPaths(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    stringPaths(inner, path === "" ? key : `${path}.${key}`),
  );
}

function aView(report: TriageReport, language: "en" | "zh"): TriageView {
  return {
    title: "Checkout errors",
    chips: null,
    service: null,
    createdAt: null,
    context: CONTEXT,
    report,
    meta: {
      modelId: "m",
      promptId: "v1",
      language,
      latencyMs: null,
      usage: null,
      costUsd: null,
      provenance: "live",
      note: null,
    },
    similar: null,
    score: {
      headline: 80,
      passed: false,
      scores: [{ scorerId: "severity", scorerVersion: 1, value: 1, summary: "exact", findings: [] }],
      gateFailures: [{ gate: "missed-sev1", scorerId: "severity", message: "missed" }],
    },
  };
}
