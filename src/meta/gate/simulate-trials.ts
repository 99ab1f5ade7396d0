import type { TrialFigures } from "../../contracts/comparison.ts";
import type { Language } from "../../contracts/language.ts";
import type { Random } from "../../statistics/random.ts";

/** A suite whose truth is known. Figures are not cut off at the ends of their ranges, so that means are just as stated. */
export interface World {
  readonly scenarios: number;
  readonly languages: readonly Language[];
  readonly repeats: number;
  /** Standard deviation of one reply's figure, as a share of its range. */
  readonly noise: number;
  /** Standard deviation, between scenarios, of what the candidate changes. Centred: it adds up to nothing over this suite. */
  readonly spread?: number;
  /** The chance that a reply fails a gate, on either side. */
  readonly gateRate?: number;
}

/** What the candidate changes on average, by metric, each as a share of its range. */
export interface Change {
  readonly headline?: number;
  readonly rootCause?: number;
  readonly severity?: number;
  /** Added to all of them in Chinese. */
  readonly inChinese?: number;
}

const LEVEL = 0.7;

/** Both sides of a comparison. */
export function simulateSides(world: World, change: Change, random: Random) {
  const shifts = centredDraws(world.scenarios, world.spread ?? 0, random);
  return {
    baseline: simulateSide("v1", world, { random, shiftAt: () => ({}) }),
    candidate: simulateSide("v2", world, {
      random,
      shiftAt: (scenario, language) => {
        const more = (shifts[scenario] ?? 0) + (language === "zh" ? (change.inChinese ?? 0) : 0);
        return {
          headline: (change.headline ?? 0) + more,
          rootCause: (change.rootCause ?? 0) + more,
          severity: (change.severity ?? 0) + more,
        };
      },
    }),
  };
}

function simulateSide(
  promptId: string,
  { scenarios, languages, repeats, noise, gateRate = 0 }: World,
  { random, shiftAt }: { random: Random; shiftAt: (scenario: number, language: Language) => Change },
): TrialFigures[] {
  return indexes(scenarios).flatMap((scenario) =>
    languages.flatMap((language) =>
      indexes(repeats).map((repeat) => {
        const shift = shiftAt(scenario, language);
        const draw = (by = 0) => LEVEL + by + noise * random.normal();
        const isBroken = random.next() < gateRate;
        return simulatedTrial({
          scenario,
          promptId,
          language,
          repeat,
          values: {
            headline: 100 * draw(shift.headline),
            "score:root-cause": draw(shift.rootCause),
            "score:severity": draw(shift.severity),
            "gate-failures": isBroken ? 1 : 0,
          },
          gates: isBroken ? ["invented-quote"] : [],
        });
      }),
    ),
  );
}

export function simulatedTrial({
  scenario,
  repeat,
  promptId,
  language = "en",
  values,
  gates = [],
}: {
  scenario: number;
  repeat: number;
  promptId: string;
  language?: Language;
  values: Readonly<Record<string, number>>;
  gates?: readonly string[];
}): TrialFigures {
  const scenarioId = `s${scenario}`;
  return {
    scenarioId,
    promptId,
    modelId: "sim",
    language,
    repeat,
    reply: [scenarioId, promptId, language, repeat].join("/"),
    provenance: "simulated",
    values,
    passed: gates.length === 0 && (values.pass ?? 1) === 1,
    gates: [...gates],
    finding: gates.length === 0 ? null : "a gate failed",
  };
}

/** So many draws whose mean is just 0. */
export function centredDraws(count: number, sd: number, random: Random): number[] {
  const draws = indexes(count).map(() => sd * random.normal());
  const centre = draws.reduce((total, one) => total + one, 0) / Math.max(1, count);
  return draws.map((one) => one - centre);
}

export function indexes(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
