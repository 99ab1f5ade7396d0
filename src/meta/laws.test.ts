import { resolve } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { FILL_IN } from "../contracts/triage-report.ts";
import { addSentence } from "../defects/mutation.ts";
import { proseFields } from "../scoring/report-fields.ts";
import { type ScoredReply, scoreReply } from "../scoring/score-reply.ts";
import { changeReport, textAt } from "./change-report.ts";
import { type GradedReport, reportInput } from "./grade-labelled.ts";
import { gradeLabelledSet } from "./labelled-set.ts";

const graded = await gradeLabelledSet(resolve(import.meta.dirname, "../.."));
const readable = graded.filter(
  ({ report, labelled }) => report !== null && labelled.class !== "wrong-language",
);
const RUNS = { numRuns: 150, seed: 20260602 };

const TRUE_SENTENCES = {
  en: [
    "This is written for the colleagues on call.",
    "More detail follows below.",
    "The team has been told.",
  ],
  zh: ["本报告供值班同事阅读。", "更多细节见下文。", "已告知团队。"],
};

it("never lowers a score for an irrelevant true sentence", () => {
  fc.assert(
    fc.property(aPlace(), fc.nat(2), (index, which) => {
      const { one, path, name } = placeAt(index);
      const sentence = TRUE_SENTENCES[one.labelled.language][which] ?? "";
      const after = withSentence(one, path, sentence);
      expect(fallen(one.scored, after), name).toEqual([]);
    }),
    RUNS,
  );
});

it("never raises a score for an invented number", () => {
  const figure = fc.integer({ min: 1301, max: 9999 });
  fc.assert(
    fc.property(aPlace(), figure, (index, number) => {
      const { one, path, name } = placeAt(index);
      const sentence =
        one.labelled.language === "zh"
          ? `另有 ${number} 台主机重启过。`
          : `Another ${number} hosts had restarted.`;
      const after = withSentence(one, path, sentence);
      // What a step expects is judged by whether it says something; whether that is true nobody can know.
      const isExpectation = path.endsWith(".expected");
      const raised = fallen(after, one.scored).filter(
        (line) => !(isExpectation && line.startsWith("checklist")),
      );
      expect(raised, name).toEqual([]);
    }),
    RUNS,
  );
});

it("reads no label that is only for people", () => {
  const relabelled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(relabelled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        typeof inner === "string" && ["means", "why", "reason", "from", "bait", "asks"].includes(key)
          ? "另一种说法"
          : relabelled(inner),
      ]),
    );
  };
  for (const { labelled, scenario, scored } of graded) {
    const translated = {
      ...scenario,
      title: { en: "另一个标题" },
      symptoms: { en: "别的症状" },
      // Only strings were replaced, by strings.
      expected: relabelled(scenario.expected) as typeof scenario.expected,
    };
    const report = graded.find((one) => one.labelled === labelled)?.report;
    if (report === null || report === undefined) continue;
    const again = scoreReply(reportInput(report, { scenario: translated, language: labelled.language }));
    const values = ({ scores }: ScoredReply) =>
      scores.filter(({ scorerId }) => scorerId !== "schema").map(({ scorerId, value }) => [scorerId, value]);
    expect(values(again), labelled.id).toEqual(values(scored));
  }
});

it("keeps every value between 0 and 1, and gives the same again", () => {
  for (const { labelled, scenario, report, scored } of readable) {
    if (report === null) continue;
    for (const { value } of scored.scores) {
      if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
    }
    const again = scoreReply(reportInput(structuredClone(report), { scenario, language: labelled.language }));
    expect(again.headline).toBe(
      scoreReply(reportInput(report, { scenario, language: labelled.language })).headline,
    );
  }
});

/** Every prose field that already says something. Where a scenario says that nobody knows, nothing may be added. */
const places = readable.flatMap((one) => {
  const silent = one.scenario.expected.unknowns.map(({ field }) => field);
  return (one.report === null ? [] : proseFields(one.report))
    .filter(({ path, text }) => text !== "" && !text.includes(FILL_IN) && !path.endsWith(".owner"))
    .filter(({ path }) => !silent.some((field) => path.startsWith(field)))
    .map(({ path }) => ({
      one,
      path,
      name: `${one.labelled.scenarioId}.${one.labelled.language} ${one.labelled.id} ${path}`,
    }));
});

/** By index: a counterexample that prints whole scenarios helps nobody. */
function aPlace() {
  return fc.nat(places.length - 1);
}

function placeAt(index: number) {
  const place = places[index];
  if (place === undefined) throw new Error("no such place");
  return place;
}

function withSentence(
  { report, scenario, labelled }: GradedReport,
  path: string,
  sentence: string,
): ScoredReply {
  const { language } = labelled;
  if (report === null) throw new Error("only readable reports are changed");
  const text = addSentence(textAt(report, path), sentence, language);
  const changed = changeReport(report, { change: { [path]: text }, append: {}, remove: [] });
  if (!changed.ok) throw new Error(`${changed.path} ${changed.problem}`);
  return scoreReply(reportInput({ ...report, ...Object(changed.value) }, { scenario, language }));
}

/** Scorers whose value is lower in the second. A verdict that is not there is neither. */
function fallen(before: ScoredReply, after: ScoredReply): string[] {
  return before.scores.flatMap(({ scorerId, value }, index) => {
    if (scorerId === "schema") return []; // both are graded as reports here, not as the replies they came in
    const then = after.scores[index]?.value ?? null;
    const isFallen = value !== null && then !== null && then < value - 1e-9;
    return isFallen ? [`${scorerId}: ${value} → ${then}`] : [];
  });
}
