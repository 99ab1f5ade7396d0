import type { NewGateFailure } from "../../contracts/comparison.ts";
import type { FailureReplay } from "../../contracts/gate.ts";
import { createRandom, type Random } from "../../statistics/random.ts";
import { type Claim, countHits, isAtLeast, isAtMost, showRate } from "./claim.ts";
import { compareSides, gateSides, metricNamed, policyOf } from "./compare-simulated.ts";
import { indexes, simulatedTrial, simulateSides, type World } from "./simulate-trials.ts";

const ALPHA = 0.025;
const POWER = 0.8;
const BOTH: World["languages"] = ["en", "zh"];
const SUITE: World = { scenarios: 24, languages: BOTH, repeats: 3, noise: 0.12, spread: 0.05 };
const FAMILY = { headline: 3, "score:root-cause": 0.05, "score:severity": 0.05 };
/** Share of replies that fail a gate on both sides alike. */
const STUMBLES = 0.01;
/** As the gate command asks. */
const FRESH_REPLIES = 5;
const AT_TOLERANCE = { headline: -0.03, rootCause: -0.05, severity: -0.05 };

export interface ProofOptions {
  readonly runs: number;
  readonly seed: number;
}

/** What the gate does on suites of 24 scenarios, two languages and three repeats. */
export function gateClaims({ runs, seed }: ProofOptions): Claim[] {
  const random = createRandom(seed);
  const onFigures = policyOf({ tolerances: FAMILY, never: [] });
  const saysNoGo = (world: World, change: Parameters<typeof simulateSides>[1], policy = onFigures) =>
    countHits(runs, () => gateSides(simulateSides(world, change, random), policy).strict === "no-go");

  const unchanged = saysNoGo(SUITE, {});
  const atTolerance = saysNoGo(SUITE, AT_TOLERANCE);
  const stumbling = { ...SUITE, gateRate: STUMBLES };
  const vetoed = saysNoGo(stumbling, {}, policyOf({ tolerances: FAMILY }));
  const vetoedAgain = countHits(runs, () => {
    const sides = simulateSides(stumbling, {}, random);
    return gateSides(sides, policyOf({ tolerances: FAMILY }), askedAgain(random)).strict === "no-go";
  });
  return [
    {
      about: "gate",
      claim: "no true difference: a false no-go over three gated metrics",
      measured: showRate(unchanged),
      asked: `≤ ${100 * ALPHA}%`,
      holds: isAtMost(unchanged, ALPHA),
      note: null,
    },
    {
      about: "gate",
      claim: "a true loss of just the tolerance on all three: a false no-go",
      measured: showRate(atTolerance),
      asked: `≤ ${100 * ALPHA}%`,
      holds: isAtMost(atTolerance, ALPHA),
      note: null,
    },
    {
      about: "gate",
      claim:
        "no true difference, both sides fail a gate in 1% of replies: a false no-go by `never new-gate-failure`",
      measured: showRate(vetoed),
      asked: `≤ ${100 * ALPHA}%`,
      holds: isAtMost(vetoed, ALPHA),
      note: "In replay a single new failure vetoes, and among 144 replies chance alone brings one. It is no test: with calls allowed the gate asks such a cell again, see below.",
    },
    {
      about: "gate",
      claim: `the same, each new failure asked again ${FRESH_REPLIES} times on both sides`,
      measured: showRate(vetoedAgain),
      asked: `≤ ${100 * ALPHA}%`,
      holds: isAtMost(vetoedAgain, ALPHA),
      note: "Asking again removes most false vetoes, not all: one failure in five fresh replies still blocks.",
    },
    powerClaim({ runs, seed }),
    ...languageClaims({ runs, seed }),
    copiesClaim(seed),
    equalAccuracyClaim(),
  ];
}

/** Fresh replies of two sides that stumble alike. */
function askedAgain(random: Random) {
  const fresh = () => ({
    graded: FRESH_REPLIES,
    failed: indexes(FRESH_REPLIES).filter(() => random.next() < STUMBLES).length,
  });
  return ({ scenarioId, modelId, language, gate }: NewGateFailure): FailureReplay[] => [
    {
      scenarioId,
      modelId,
      language,
      gate,
      wanted: FRESH_REPLIES,
      candidate: fresh(),
      baseline: fresh(),
      whyFewer: null,
    },
  ];
}

/** The loss a comparison says it could have seen, planted. */
function powerClaim({ runs, seed }: ProofOptions): Claim {
  const random = createRandom(seed + 1);
  const metrics = [metricNamed("headline")];
  const headlineOf = (loss: number) => {
    const sides = simulateSides({ ...SUITE, spread: 0 }, { headline: -loss / 100 }, random);
    return compareSides(sides, { metrics, tolerances: { headline: 0 } }).metrics[0];
  };
  const pilots = indexes(Math.max(10, Math.ceil(runs / 4))).map(
    () => headlineOf(0)?.detectable ?? Number.NaN,
  );
  const loss = pilots.reduce((total, one) => total + one, 0) / pilots.length;
  const found = countHits(runs, () => headlineOf(loss)?.verdict === "worse");
  return {
    about: "gate",
    claim: `a planted drop of what the comparison says it could see (${loss.toFixed(1)} points): found`,
    measured: showRate(found),
    asked: `${100 * POWER}%`,
    holds: isAtLeast(found, POWER) && isAtMost(found, POWER + 0.05),
    note: null,
  };
}

function languageClaims({ runs, seed }: ProofOptions): Claim[] {
  const random = createRandom(seed + 2);
  const policy = policyOf({ tolerances: {}, never: [], parity: { "score:root-cause": 0.05 } });
  const flagged = (inChinese: number) =>
    countHits(runs, () =>
      gateSides(simulateSides(SUITE, { inChinese }, random), policy).rules.some(
        ({ rule, outcome }) => rule.startsWith("parity") && outcome === "broken",
      ),
    );
  const faulty = flagged(-0.2);
  const same = flagged(0);
  return [
    {
      about: "gate",
      claim: "a fault of 20 points in Chinese alone: flagged by the parity rule (tolerance 5)",
      measured: showRate(faulty),
      asked: "≥ 95%",
      holds: isAtLeast(faulty, 0.95),
      note: null,
    },
    {
      about: "gate",
      claim: "no fault in either language: flagged by the parity rule",
      measured: showRate(same),
      asked: `≤ ${100 * ALPHA}%`,
      holds: isAtMost(same, ALPHA),
      note: null,
    },
  ];
}

function copiesClaim(seed: number): Claim {
  const { baseline, candidate } = simulateSides(SUITE, {}, createRandom(seed + 3));
  const metrics = [metricNamed("headline")];
  const widthOf = (copies: number) => {
    const copied = indexes(copies).flatMap(() => candidate);
    const effect = compareSides({ baseline, candidate: copied }, { metrics }).metrics[0]?.effect;
    return effect == null ? Number.NaN : effect.high - effect.low;
  };
  const [once, thrice] = [widthOf(1), widthOf(3)];
  return {
    about: "gate",
    claim: "every reply of the candidate given three times: the interval's width",
    measured: `${thrice.toFixed(3)} against ${once.toFixed(3)}`,
    asked: "the same",
    holds: once === thrice,
    note: null,
  };
}

/** Eight of twenty-four severities wrong on either candidate: one misses SEV1s, the other calls SEV3s too high. */
function equalAccuracyClaim(): Claim {
  const policy = policyOf({ tolerances: { headline: 3 }, never: ["missed-sev1"] });
  const random = createRandom(9);
  const side = (promptId: string, gates: readonly string[]) =>
    indexes(24).flatMap((scenario) =>
      indexes(3).map((repeat) => {
        const isWrong = scenario % 3 === 0;
        return simulatedTrial({
          scenario,
          repeat,
          promptId,
          values: {
            headline: 80 + random.normal(),
            pass: 1,
            "score:severity": isWrong ? 0 : 1,
            "missed-sev1": isWrong && gates.length > 0 ? 1 : 0,
          },
          gates: isWrong ? gates : [],
        });
      }),
    );
  const baseline = side("v1", []);
  const misses = gateSides({ baseline, candidate: side("v2", ["missed-sev1"]) }, policy);
  const overcalls = gateSides({ baseline, candidate: side("v2", []) }, policy);
  return {
    about: "gate",
    claim: "two candidates of equal accuracy and headline, one missing SEV1s, one calling SEV3s too high",
    measured: `${misses.strict} and ${overcalls.strict}`,
    asked: "no-go and go",
    holds: misses.strict === "no-go" && overcalls.strict === "go",
    note: null,
  };
}
