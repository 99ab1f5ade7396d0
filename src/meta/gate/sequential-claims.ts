import { createRandom, type Random } from "../../statistics/random.ts";
import { concludeBlocks, lookAtBlocks, type SequentialPlan } from "../../statistics/sequential-test.ts";
import { type Claim, countHits, isAtLeast, isAtMost, showRate } from "./claim.ts";
import type { ProofOptions } from "./gate-claims.ts";
import { centredDraws, indexes } from "./simulate-trials.ts";

const MARGIN = 0.05;
const CELLS = 40;
const PLAN: SequentialPlan = {
  margin: MARGIN,
  alpha: 0.05,
  cells: CELLS,
  plannedBlocks: 10,
  stopsWhenFutile: false,
};
/** Share of the fixed design's calls, as simulated when the test was chosen. */
const SAVINGS = [
  { effect: 0, saved: 0.61 },
  { effect: 0.05, saved: 0.81 },
  { effect: -0.12, saved: 0.73 },
];
/** The same for giving up at the margin. */
const FUTILITY_SAVED = 0.42;
const SAVINGS_WITHIN = 0.03;

/** A suite's differences, drawn block by block; their mean over the cells is just the effect. */
type Draw = (effect: number, random: Random) => () => number[];

/** Two replies with noise of `sd` each, and cells that react differently. */
function scores(sd: number, shock = 0): Draw {
  return (effect, random) => {
    const cells = centredDraws(CELLS, 0.05, random).map((one) => effect + one);
    return () => {
      const common = shock * random.normal();
      return cells.map((cell) => bounded(cell + common + sd * (random.normal() - random.normal())));
    };
  };
}

/** Replies of .8 ± .12 that are worth nothing in 8 % of cases, on either side. */
const gated: Draw = (effect, random) => {
  const reply = (level: number) => (random.next() < 0.08 ? 0 : level + 0.12 * random.normal());
  const shift = effect / 0.92;
  return () => indexes(CELLS).map(() => bounded(reply(0.8 + shift) - reply(0.8)));
};

const passes: Draw = (effect, random) => {
  const levels = indexes(CELLS).map(() => 0.4 + 0.4 * random.next());
  const pass = (chance: number) => (random.next() < chance ? 1 : 0);
  return () => levels.map((level) => pass(level + effect) - pass(level));
};

/** Nearly always a hair better, now and then a total loss. */
const catastrophes: Draw = (effect, random) => {
  const chance = 0.06;
  const usual = (effect + chance) / (1 - chance);
  return () =>
    indexes(CELLS).map(() => (random.next() < chance ? -1 : bounded(usual + 0.01 * random.normal())));
};

const DATA: readonly { name: string; draw: Draw }[] = [
  { name: "scores, sd .12", draw: scores(0.12) },
  { name: "pass or fail", draw: passes },
  { name: "scores with 8% zeros", draw: gated },
  { name: "rare catastrophes", draw: catastrophes },
];

/** Errors, savings and coverage of the test behind `eval --until-decided`: 40 cells, at most 10 blocks, tolerance .05. */
export function sequentialClaims(options: ProofOptions): Claim[] {
  return [
    ...DATA.map((data) => errorClaim(data, options)),
    ...SAVINGS.map((saving) => savingsClaim(saving, options)),
    coverageClaim(options),
    ...futilityClaims(options),
    ...[0, 0.01, 0.02].map((shock) => shockClaim(shock, options)),
  ];
}

function errorClaim({ name, draw }: (typeof DATA)[number], { runs, seed }: ProofOptions): Claim {
  const random = createRandom(seed);
  const verdicts = indexes(runs).map(() => decide(draw(-MARGIN, random)).verdict);
  const rate = (verdict: string) => ({ hits: verdicts.filter((one) => one === verdict).length, runs });
  const [pass, fail] = [rate("pass"), rate("fail")];
  return {
    about: "sequential",
    claim: `${name}, true loss of just the tolerance: wrong passes · wrong fails at any of ten looks`,
    measured: `${showRate(pass)} · ${showRate(fail)}`,
    asked: `≤ ${100 * PLAN.alpha}% each`,
    holds: isAtMost(pass, PLAN.alpha) && isAtMost(fail, PLAN.alpha),
    note: null,
  };
}

function savingsClaim({ effect, saved }: (typeof SAVINGS)[number], { runs, seed }: ProofOptions): Claim {
  const random = createRandom(seed + 1);
  const used = indexes(runs).map(() => decide(scores(0.12)(effect, random)).blocks);
  const share = 1 - used.reduce((total, one) => total + one, 0) / (runs * PLAN.plannedBlocks);
  return {
    about: "sequential",
    claim: `scores, sd .12, true difference of ${effect}: calls saved against ten repeats`,
    measured: `${(100 * share).toFixed(1)}%`,
    asked: `${100 * saved}% ± ${100 * SAVINGS_WITHIN}`,
    holds: Math.abs(share - saved) <= SAVINGS_WITHIN,
    note: null,
  };
}

/** The interval after every block, at once. Slower than the rest by far, so of fewer runs. */
function coverageClaim({ runs, seed }: ProofOptions): Claim {
  const random = createRandom(seed + 2);
  const truth = 0.03;
  const covered = countHits(Math.max(20, Math.ceil(runs / 10)), () => {
    const next = scores(0.12)(truth, random);
    const blocks = indexes(PLAN.plannedBlocks).map(next);
    return [1, 2, 4, 7, 10].every((count) => {
      const { interval } = lookAtBlocks(blocks.slice(0, count), PLAN);
      return interval !== null && interval.low <= truth && truth <= interval.high;
    });
  });
  return {
    about: "sequential",
    claim: "the interval holds the truth at five looks at once",
    measured: showRate(covered),
    asked: `≥ ${100 * (1 - 2 * PLAN.alpha)}%`,
    holds: isAtLeast(covered, 1 - 2 * PLAN.alpha),
    note: null,
  };
}

/** Giving up early saves most where there is nothing to find, and costs a few verdicts where there is. */
function futilityClaims({ runs, seed }: ProofOptions): Claim[] {
  const giveUp: SequentialPlan = { ...PLAN, stopsWhenFutile: true };
  const tries = (plan: SequentialPlan, sd: number, effect: number) => {
    const random = createRandom(seed + 4);
    return indexes(runs).map(() => decide(scores(sd)(effect, random), plan));
  };
  const share = (all: ReturnType<typeof tries>) =>
    all.filter(({ verdict }) => verdict === "pass").length / runs;
  const used = tries(giveUp, 0.12, -MARGIN).reduce((total, { blocks }) => total + blocks, 0);
  const saved = 1 - used / (runs * PLAN.plannedBlocks);
  const isSaved = Math.abs(saved - FUTILITY_SAVED) <= SAVINGS_WITHIN;
  const lost = share(tries(PLAN, 0.2, 0)) - share(tries(giveUp, 0.2, 0));
  return [
    {
      about: "sequential",
      claim: "giving up where it is hopeless, true loss of just the tolerance: calls saved",
      measured: `${(100 * saved).toFixed(1)}%`,
      asked: `${100 * FUTILITY_SAVED}% ± ${100 * SAVINGS_WITHIN}`,
      holds: isSaved,
      note: isSaved
        ? null
        : "The advice to give up comes a little later than it did when the test was chosen, and costs fewer passes in exchange: see the claim after it. It decides about money only.",
    },
    {
      about: "sequential",
      claim: "giving up where it is hopeless, scores of sd .20 without a difference: passes lost",
      measured: `${(100 * lost).toFixed(1)} points`,
      asked: "≤ 4 points",
      holds: lost <= 0.04,
      note: null,
    },
  ];
}

function shockClaim(shock: number, { runs, seed }: ProofOptions): Claim {
  const random = createRandom(seed + 3);
  const wrong = countHits(runs, () => decide(scores(0.12, shock)(-MARGIN, random)).verdict === "pass");
  const holds = isAtMost(wrong, PLAN.alpha);
  return {
    about: "sequential",
    claim: `one side of every block hit by a common shock of sd ${shock}: wrong passes`,
    measured: showRate(wrong),
    asked: `≤ ${100 * PLAN.alpha}%`,
    holds,
    note: holds
      ? null
      : "The test needs replies of one block that are independent of each other. The check of blocks against each other catches large shocks only: that is why both sides of a pair are asked side by side.",
  };
}

/** Looks after every block and stops at the first word. */
function decide(nextBlock: () => number[], plan = PLAN) {
  const blocks: number[][] = [];
  for (;;) {
    blocks.push(nextBlock());
    const conclusion = concludeBlocks(blocks, plan);
    if (conclusion !== null) return { verdict: conclusion.verdict, blocks: blocks.length };
  }
}

function bounded(difference: number): number {
  return Math.max(-1, Math.min(1, difference));
}
