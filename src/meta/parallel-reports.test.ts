import { resolve } from "node:path";
import { expect, it } from "vitest";
import { gradeLabelledSet } from "./labelled-set.ts";
import { HELD_WITHIN } from "./mutations/run-mutations.ts";

const graded = await gradeLabelledSet(resolve(import.meta.dirname, "../.."));

const RULED_OUT_IN_ONE = "a cause that is ruled out at a lower rank is recognised in one language only";
const DENIED_WITH_ITS_EFFECT =
  "what a denied reason would explain stands inside the denial in Chinese, after it in English";
/** Scorer and report → why its two languages may differ. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "calibration cart-cache-agent-rollout cold-spares-only": RULED_OUT_IN_ONE,
  "calibration vanished-sites cleanup-without-the-list": RULED_OUT_IN_ONE,
  "root-cause push-registration-rejections clock-cleared": DENIED_WITH_ITS_EFFECT,
  "root-cause-depth push-registration-rejections clock-cleared": DENIED_WITH_ITS_EFFECT,
};

const pairs = graded
  .filter(({ labelled }) => labelled.language === "en")
  .flatMap((english) => {
    const chinese = graded.find(
      ({ labelled: { id, scenarioId, language } }) =>
        language === "zh" && id === english.labelled.id && scenarioId === english.labelled.scenarioId,
    );
    return chinese === undefined ? [] : [{ english, chinese }];
  });

it("has pairs to compare", () => {
  expect(pairs.length).toBeGreaterThanOrEqual(20);
});

it("grades a report the same in English and Chinese", () => {
  const apart = pairs.flatMap(({ english, chinese }) =>
    english.scored.scores.flatMap(({ scorerId, value }, index) => {
      const other = chinese.scored.scores[index]?.value ?? null;
      const isSame =
        value === null || other === null ? value === other : Math.abs(value - other) <= HELD_WITHIN;
      const name = `${scorerId} ${english.labelled.scenarioId} ${english.labelled.id}`;
      return isSame || name in EXCEPTIONS ? [] : [`${name}: en ${value}, zh ${other}`];
    }),
  );
  expect(apart).toEqual([]);
});

it("fires the same gates", () => {
  const gates = ({ scored }: (typeof graded)[number]) => scored.gateFailures.map(({ gate }) => gate);
  for (const { english, chinese } of pairs)
    expect(gates(chinese), english.labelled.id).toEqual(gates(english));
});
