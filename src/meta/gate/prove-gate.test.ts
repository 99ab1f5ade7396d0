import { describe, expect, it } from "vitest";
import { PLAIN_TERMINAL } from "../../reports/terminal.ts";
import { type Claim, countHits, isAtLeast, isAtMost, showRate } from "./claim.ts";
import { proveGate } from "./prove-gate.ts";
import { renderGateProof } from "./render-gate-proof.ts";

const RUNS = 40;
const claims = proveGate({ runs: RUNS, seed: 1 });
/** Known not to hold, or not in so few runs; the notes beside them say why. */
const KNOWN = [
  /lose 60 points/,
  /never new-gate-failure/,
  /each new failure asked again/,
  /common shock of sd 0\.02/,
  /hopeless.*calls saved/,
];

const isKnown = ({ claim }: Claim) => KNOWN.some((pattern) => pattern.test(claim));
const found = (pattern: RegExp) => claims.find(({ claim }) => pattern.test(claim));

describe("what is claimed of comparisons and gates", () => {
  it.each(claims.filter((claim) => !isKnown(claim)))("holds: $claim ($measured)", ({ holds }) => {
    expect(holds).toBe(true);
  });

  it("is not claimed of rare disasters in few scenarios, and the reason is given", () => {
    expect(found(/^8 scenarios once, 15% of scenarios lose 60 points/)).toMatchObject({
      holds: false,
      note: expect.stringMatching(/Few scenarios say little about rare disasters/),
    });
  });

  it("comes out the same for the same seed", () => {
    expect(proveGate({ runs: 5, seed: 3 })).toEqual(proveGate({ runs: 5, seed: 3 }));
  });
});

describe("renderGateProof", () => {
  const claim = (changes: Partial<Claim>): Claim => ({
    about: "gate",
    claim: "a claim",
    measured: "1%",
    asked: "≤ 2%",
    holds: true,
    note: null,
    ...changes,
  });

  it("says what does not hold, and the reason once", () => {
    const note = "Because of chance.";
    const text = renderGateProof(
      [claim({}), claim({ claim: "b", holds: false, note }), claim({ claim: "c", holds: false, note })],
      { runs: 7, seed: 2, terminal: PLAIN_TERMINAL },
    );
    expect(text).toContain("1 of 3 claims hold\n✗ b: 1%\n✗ c: 1%\n    Because of chance.\n");
    expect(text).toMatch(/^b +1% +≤ 2% +no$/m);
    expect(text).toContain("7 runs each");
  });
});

describe("a rate", () => {
  it.each([
    { hits: 0, runs: 400, limit: 0.05, atMost: true, atLeast: false },
    { hits: 11, runs: 100, limit: 0.05, atMost: true, atLeast: true },
    { hits: 15, runs: 100, limit: 0.05, atMost: false, atLeast: true },
  ])(
    "of $hits in $runs is told from $limit only as far as chance allows",
    ({ hits, runs, limit, atMost, atLeast }) => {
      expect([isAtMost({ hits, runs }, limit), isAtLeast({ hits, runs }, limit)]).toEqual([atMost, atLeast]);
    },
  );

  it("is shown with its interval", () => {
    expect(showRate(countHits(200, (run) => run < 10))).toBe("5.0% (2.7 to 9.0)");
  });
});
