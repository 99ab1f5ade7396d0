import type { Effect } from "../../contracts/comparison.ts";
import { createRandom, type Random } from "../../statistics/random.ts";
import { type Claim, countHits, isAtLeast, showRate } from "./claim.ts";
import { compareSides, metricNamed, type Sides } from "./compare-simulated.ts";
import type { ProofOptions } from "./gate-claims.ts";
import { indexes, simulatedTrial, simulateSides } from "./simulate-trials.ts";

const LEVEL = 0.95;
const SUITES = [8, 12, 24];
const EFFECT = -0.02;

/** Scenarios drawn anew each time, tried once: does the interval hold what is true of all of them? */
interface Population {
  readonly name: string;
  /** One scenario's change, as a share; its mean over all scenarios is `truth`. */
  readonly draw: (random: Random) => number;
  readonly truth: number;
  readonly note: string | null;
}

const CATASTROPHE = { share: 0.15, loss: -0.6 };

const POPULATIONS: readonly Population[] = [
  { name: "normal", draw: (random) => EFFECT + 0.1 * random.normal(), truth: EFFECT, note: null },
  {
    name: "pass or fail, six replies a scenario",
    draw: (random) => {
      const passes = (chance: number) => indexes(6).filter(() => random.next() < chance).length / 6;
      const level = 0.5 + 0.3 * random.next();
      return passes(level + EFFECT) - passes(level);
    },
    truth: EFFECT,
    note: null,
  },
  {
    name: "15% of scenarios lose 60 points",
    draw: (random) => (random.next() < CATASTROPHE.share ? CATASTROPHE.loss : 0) + 0.02 * random.normal(),
    truth: CATASTROPHE.share * CATASTROPHE.loss,
    note: "A suite without a single catastrophe shows no sign of any, so no interval made from it can know. Few scenarios say little about rare disasters: read the flips and the gate failures beside the interval.",
  },
];

/** Coverage of the intervals on scenarios in general, and on the suite itself. */
export function intervalClaims({ runs, seed }: ProofOptions): Claim[] {
  return [
    ...POPULATIONS.flatMap((population) =>
      SUITES.map((scenarios) => populationClaim(population, { scenarios, runs, seed })),
    ),
    ...SUITES.map((scenarios) => suiteClaim({ scenarios, runs, seed })),
  ];
}

function populationClaim(
  { name, draw, truth, note }: Population,
  { scenarios, runs, seed }: ProofOptions & { scenarios: number },
): Claim {
  const random = createRandom(seed + scenarios);
  const covered = countHits(runs, () => {
    const changes = indexes(scenarios).map(() => draw(random));
    const side = (promptId: string, valueAt: (scenario: number) => number) =>
      indexes(scenarios).map((scenario) =>
        simulatedTrial({ scenario, repeat: 0, promptId, values: { headline: valueAt(scenario) } }),
      );
    const sides = {
      baseline: side("v1", () => 70),
      candidate: side("v2", (at) => 70 + 100 * (changes[at] ?? 0)),
    };
    return holds(headlineEffect(sides), 100 * truth);
  });
  return coverageClaim(`${scenarios} scenarios once, ${name}: the interval holds the truth`, {
    covered,
    note,
  });
}

/** The same suite again and again: the noise is the model's, and what the candidate changes differs by scenario. */
function suiteClaim({ scenarios, runs, seed }: ProofOptions & { scenarios: number }): Claim {
  const random = createRandom(seed + scenarios);
  const world = { scenarios, languages: ["en", "zh"] as const, repeats: 3, noise: 0.12, spread: 0.1 };
  const covered = countHits(runs, () =>
    holds(headlineEffect(simulateSides(world, { headline: EFFECT }, random)), 100 * EFFECT),
  );
  return coverageClaim(`${scenarios} scenarios thrice, of this suite: the interval holds the truth`, {
    covered,
    note: null,
  });
}

function coverageClaim(
  claim: string,
  { covered, note }: { covered: ReturnType<typeof countHits>; note: string | null },
): Claim {
  const isCovered = isAtLeast(covered, LEVEL);
  return {
    about: "intervals",
    claim,
    measured: showRate(covered),
    asked: `${100 * LEVEL}%`,
    holds: isCovered,
    note: isCovered ? null : note,
  };
}

function headlineEffect(sides: Sides): Effect | null {
  return compareSides(sides, { metrics: [metricNamed("headline")] }).metrics[0]?.effect ?? null;
}

function holds(effect: Effect | null, truth: number): boolean {
  return effect !== null && effect.low <= truth && truth <= effect.high;
}
