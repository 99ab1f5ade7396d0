import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { scoreReply } from "../scoring/score-reply.ts";
import { adversaries } from "./adversaries.ts";
import { reportInput } from "./grade-labelled.ts";
import { isHonest } from "./labelled-report.ts";
import { gradeLabelledSet } from "./labelled-set.ts";

const graded = await gradeLabelledSet(resolve(import.meta.dirname, "../.."));
const honest = graded.filter(({ labelled }) => isHonest(labelled));
const contests = Map.groupBy(honest, ({ labelled }) => `${labelled.scenarioId}.${labelled.language}`);

describe.each([...contests])("on %s", (_name, entries) => {
  const headlines = entries.map(({ scored }) => scored.headline ?? 0);
  const { scenario, labelled } = entries[0] ?? {};
  if (scenario === undefined || labelled === undefined) throw new Error("a contest without an honest report");
  const { language } = labelled;

  it.each(adversaries)("$id ranks under every honest report", ({ write }) => {
    const { headline, passed } = scoreReply(reportInput(write(scenario, language), { scenario, language }));
    expect(passed).toBe(false);
    expect(headline ?? 0).toBeLessThan(Math.min(...headlines));
  });
});
