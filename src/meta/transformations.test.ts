import { resolve } from "node:path";
import { expect, it } from "vitest";
import { type ScoredReply, scoreReply } from "../scoring/score-reply.ts";
import { reportInput } from "./grade-labelled.ts";
import { gradeLabelledSet } from "./labelled-set.ts";
import { transformations } from "./transformations.ts";

const graded = await gradeLabelledSet(resolve(import.meta.dirname, "../.."));
/** What is right must stay right, and what the incident text does not say must stay invented. */
const CLASSES = ["right", "right-but-negated", "invented-number", "invented-quote"];
const told = graded.flatMap(({ labelled, scenario, report }) =>
  report === null || !CLASSES.includes(labelled.class) ? [] : [{ labelled, scenario, report }],
);

const STATUS = '"410s" are answers with status 410, no seconds';
const QUOTES = "the report quotes a duration letter by letter";
const RANGE = 'the end of "10:52-11:21" is taken for an offset';
/** Transformation → reports, or scenarios, it cannot change faithfully, and why. */
const EXCEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "seconds as milliseconds": { "sites-in-the-list": STATUS },
  "seconds as milliseconds, in the incident only": {
    "every-node-lists-all": QUOTES,
    "note-saves-failing-after-blip": QUOTES,
  },
  "five hours later": { "route-table-doubled": RANGE },
  "eleven hours later, past midnight": { "route-table-doubled": RANGE },
  "three times as slow": {
    "sites-in-the-list": STATUS,
    "confirmations-not-sent": 'words ("不到一秒") are not scaled',
    "right-in-other-units": 'words ("twice a minute") and other units are not scaled',
  },
};

it.each(transformations)("scores nothing otherwise: $id", ({ id: transformationId, apply }) => {
  const exceptions = EXCEPT[transformationId] ?? {};
  const faithful = told.filter(
    ({ labelled: { id, scenarioId } }) => !(id in exceptions || scenarioId in exceptions),
  );
  const moved = faithful.flatMap(({ labelled, scenario, report }) => {
    const { language, id, scenarioId } = labelled;
    const before = verdicts(scoreReply(reportInput(report, { scenario, language })));
    const changed = apply({ scenario, report });
    const after = verdicts(scoreReply(reportInput(changed.report, { scenario: changed.scenario, language })));
    return before.flatMap((line, index) =>
      line === after[index] ? [] : [`${scenarioId}.${language} ${id}: ${line} → ${after[index]}`],
    );
  });
  expect(moved).toEqual([]);
});

it("changes each report or incident", () => {
  for (const { id, apply } of transformations) {
    const isChanged = told.some(({ scenario, report }) => {
      const changed = apply({ scenario, report });
      return JSON.stringify(changed) !== JSON.stringify({ scenario, report });
    });
    expect(isChanged, id).toBe(true);
  }
});

function verdicts({ scores, gateFailures, passed }: ScoredReply): string[] {
  return [
    ...scores.map(({ scorerId, value }) => `${scorerId} ${value}`),
    gateFailures.map(({ gate }) => gate).join(", "),
    String(passed),
  ];
}
