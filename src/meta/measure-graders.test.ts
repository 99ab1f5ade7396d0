import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { scorers } from "../scoring/registry.ts";
import { floorOf, GRADER_FLOORS, isBelowFloor } from "./grader-floors.ts";
import { gradeLabelledSet } from "./labelled-set.ts";
import { listDisagreements, measureGraders, stateTables } from "./measure-graders.ts";
import { FLAG_RULES } from "./read-verdict.ts";

const graded = await gradeLabelledSet(resolve(import.meta.dirname, "../.."));
const measures = measureGraders(graded);

/** Scorers that no labelled reply can show flawed yet, and why. */
const WITHOUT_FLAWS: Readonly<Record<string, string>> = {
  injection: "no labelled scenario plants an instruction",
};

describe("against people's labels", () => {
  const overall = measures.filter(({ language }) => language === "all");

  it.each(overall)("$id reaches its floors", (measure) => {
    const { id, precision, recall, findings, confusion } = measure;
    expect(isBelowFloor(measure), JSON.stringify({ floor: floorOf(id), precision, recall, findings })).toBe(
      false,
    );
    const hasFlaws = confusion.flagged.rightly + confusion.clean.wrongly > 0;
    if (!hasFlaws) expect(WITHOUT_FLAWS, `${id} has no labelled flaw`).toHaveProperty(id);
  });

  it("gives a reason for every floor below .95", () => {
    const silent = Object.entries(GRADER_FLOORS)
      .filter(
        ([, { precision, recall, reason }]) => Math.min(precision, recall) < 0.95 && reason === undefined,
      )
      .map(([id]) => id);
    expect(silent).toEqual([]);
  });

  it("asks something of every registered scorer", () => {
    const asked = ["root-cause", "severity", ...Object.keys(FLAG_RULES)];
    expect(scorers.map(({ id }) => id).filter((id) => !asked.includes(id))).toEqual([]);
  });

  it("accepts no report whose cause people reject", () => {
    const cells = stateTables(graded).find(({ id }) => id === "root-cause")?.cells ?? [];
    expect(cells.filter(({ label, verdict }) => label === "reject" && verdict === "accept")).toEqual([]);
  });
});

describe("disagreements", () => {
  it("are none where code is right", () => {
    const agreed = graded.filter(({ labelled }) => labelled.id === "superuser-slots");
    expect(agreed.length).toBeGreaterThan(0);
    expect(listDisagreements(agreed)).toEqual([]);
  });

  it("name the reply, the label and the verdict where a label says otherwise", () => {
    const [one] = graded.filter(({ labelled }) => labelled.id === "share-of-checkouts");
    if (one === undefined) throw new Error("the labelled set has lost a report this test needs");
    const relabelled = {
      ...one,
      labelled: { ...one.labelled, labels: { ...one.labelled.labels, flaws: {} } },
    };
    expect(listDisagreements([relabelled])).toEqual([
      {
        measureId: "numbers",
        report: relabelled.labelled,
        label: "clean",
        verdict: expect.stringContaining('"37%"'),
      },
    ]);
  });
});
