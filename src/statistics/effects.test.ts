import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrapT } from "./bootstrap-t.ts";
import { scenariosToDetect, smallestDetectable } from "./detectable-difference.ts";
import { holmAdjusted } from "./holm.ts";
import { populationEffect } from "./population-effect.ts";
import { createRandom, shuffled } from "./random.ts";
import { suiteEffect } from "./suite-effect.ts";
import { variance } from "./variance.ts";
import { varianceParts } from "./variance-parts.ts";

const score = fc.double({ min: 0, max: 1, noNaN: true });
const difference = fc.double({ min: -1, max: 1, noNaN: true });

describe("populationEffect", () => {
  it("is the textbook t interval", () => {
    const estimate = populationEffect([0.1, 0.3, -0.1, 0.2, 0]);
    expect(estimate?.mean).toBeCloseTo(0.1, 10);
    expect(estimate?.low).toBeCloseTo(-0.09632, 4);
    expect(estimate?.high).toBeCloseTo(0.29632, 4);
  });

  it.each([[[]], [[0.4]]])("says nothing of %j", (differences) => {
    expect(populationEffect(differences)).toBeNull();
  });

  it("is the same in any order, and turns round with the sides", () => {
    fc.assert(
      fc.property(fc.array(difference, { minLength: 2, maxLength: 30 }), (differences) => {
        const forward = populationEffect(differences);
        const backward = populationEffect(differences.map((d) => -d).reverse());
        expect(backward?.low).toBeCloseTo(-(forward?.high ?? Number.NaN), 8);
        expect(backward?.mean).toBeCloseTo(-(forward?.mean ?? Number.NaN), 8);
      }),
    );
  });
});

describe("suiteEffect", () => {
  it("is Welch's interval where there is one cell", () => {
    const estimate = suiteEffect([{ baseline: [0.4, 0.4, 0.1], candidate: [0.5, 0.7, 0.6] }]);
    expect(estimate?.mean).toBeCloseTo(0.3, 10);
    expect(estimate?.degreesOfFreedom).toBeCloseTo(3.2, 3);
    expect(estimate?.standardError).toBeCloseTo(0.11547, 4);
  });

  it("says nothing where one side of one cell was tried once", () => {
    const twice = { baseline: [0, 1], candidate: [1, 1] };
    expect(suiteEffect([twice, { baseline: [0], candidate: [1, 1] }])).toBeNull();
    expect(suiteEffect([])).toBeNull();
  });

  it("has no width where no reply varies", () => {
    expect(suiteEffect([{ baseline: [0.9, 0.9], candidate: [0.6, 0.6] }])).toMatchObject({
      mean: expect.closeTo(-0.3),
      standardError: 0,
      low: expect.closeTo(-0.3),
      high: expect.closeTo(-0.3),
    });
  });

  it("does not care which repeat is which", () => {
    const cell = fc.record({
      baseline: fc.array(score, { minLength: 2, maxLength: 5 }),
      candidate: fc.array(score, { minLength: 2, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const turned = cells.map(({ baseline, candidate }) => ({
          baseline: [...baseline].reverse(),
          candidate,
        }));
        expect(suiteEffect(turned)?.low).toBeCloseTo(suiteEffect(cells)?.low ?? Number.NaN, 8);
      }),
    );
  });
});

describe("bootstrapT", () => {
  const random = createRandom(1);
  const differences = Array.from({ length: 24 }, () => 0.02 + 0.1 * random.normal());

  it("gives the same interval for the same seed, and another for another", () => {
    expect(bootstrapT(differences, { seed: 7 })).toEqual(bootstrapT(differences, { seed: 7 }));
    expect(bootstrapT(differences, { seed: 7 })).not.toEqual(bootstrapT(differences, { seed: 8 }));
  });

  it("agrees with t where the differences are normal", () => {
    const t = populationEffect(differences);
    const bootstrap = bootstrapT(differences, { seed: 7 });
    expect(bootstrap?.low).toBeCloseTo(t?.low ?? Number.NaN, 1.5);
    expect(bootstrap?.high).toBeCloseTo(t?.high ?? Number.NaN, 1.5);
  });

  it("says nothing of few or equal differences", () => {
    expect(bootstrapT(differences.slice(0, 19), { seed: 7 })).toBeNull();
    expect(bootstrapT(new Array<number>(24).fill(0.1), { seed: 7 })).toBeNull();
  });
});

describe("holmAdjusted", () => {
  it("is R's p.adjust", () => {
    expect(holmAdjusted([0.01, 0.04, 0.03, 0.005])).toEqual(
      [0.03, 0.06, 0.06, 0.02].map((p) => expect.closeTo(p, 10)),
    );
    expect(holmAdjusted([])).toEqual([]);
  });

  it("never lowers a p-value and keeps their order", () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 12 }), (pValues) => {
        const adjusted = holmAdjusted(pValues);
        pValues.forEach((p, index) => {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p);
          pValues.forEach((q, other) => {
            if (p < q) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other] ?? 1);
          });
        });
      }),
    );
  });
});

describe("detectable differences", () => {
  it("match the published table: τ .05, σ .12, 20 scenarios, 2 languages, 5 repeats", () => {
    const standardError = Math.sqrt((0.05 ** 2 + (2 * 0.12 ** 2) / (2 * 5)) / 20);
    expect(smallestDetectable({ standardError, degreesOfFreedom: 19 })).toBeCloseTo(0.05, 2);
  });

  it("are what the asked-for number of scenarios can see, and one fewer cannot", () => {
    const sd = 0.1;
    const count = scenariosToDetect({ target: 0.05, sd }) ?? 0;
    const seen = (scenarios: number) =>
      smallestDetectable({ standardError: sd / Math.sqrt(scenarios), degreesOfFreedom: scenarios - 1 });
    expect(seen(count)).toBeLessThanOrEqual(0.05);
    expect(seen(count - 1)).toBeGreaterThan(0.05);
  });

  it.each([
    { target: 0, sd: 0.1, scenarios: null },
    { target: 0.0001, sd: 1, scenarios: null },
    { target: 0.1, sd: 0, scenarios: 2 },
  ])("need $scenarios scenarios for $target at $sd", ({ scenarios, ...question }) => {
    expect(scenariosToDetect(question)).toBe(scenarios);
  });
});

describe("varianceParts", () => {
  it("finds the parts that made the values", () => {
    const random = createRandom(3);
    const sd = { scenario: 0.14, language: 0.03, both: 0.05, repeat: 0.12 };
    const parts = Array.from({ length: 300 }, () => {
      const languages = [0, 1].map(() => sd.language * random.normal());
      const values = Array.from({ length: 20 }, () => {
        const scenario = sd.scenario * random.normal();
        return languages.map((language) => {
          const cell = 0.5 + scenario + language + sd.both * random.normal();
          return Array.from({ length: 3 }, () => cell + sd.repeat * random.normal());
        });
      });
      return varianceParts(values);
    });
    const average = (part: "scenario" | "scenarioByLanguage" | "repeat") =>
      parts.reduce((total, one) => total + (one?.[part] ?? Number.NaN), 0) / parts.length;
    expect(average("scenario")).toBeCloseTo(0.0196, 2.5);
    expect(average("scenarioByLanguage")).toBeCloseTo(0.0025, 3);
    expect(average("repeat")).toBeCloseTo(0.0144, 3);
  });

  it("says nothing of a single repeat", () => {
    expect(
      varianceParts([
        [[0.1], [0.2]],
        [[0.3], [0.4]],
      ]),
    ).toBeNull();
  });
});

describe("random", () => {
  it("repeats by seed, is uniform below a count, and shuffles without loss", () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    const random = createRandom(4);
    const counts = [0, 0, 0];
    for (let draws = 0; draws < 3000; draws += 1) {
      const value = random.below(3);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(count).toBeGreaterThan(900);
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const mixed = shuffled(items, random);
    expect(mixed).not.toEqual(items);
    expect(mixed.toSorted()).toEqual(items);
    const normals = Array.from({ length: 4000 }, random.normal);
    expect(variance(normals)).toBeCloseTo(1, 1);
  });
});
