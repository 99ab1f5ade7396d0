import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GATE_IDS, LANGUAGES, PROVENANCES, SEVERITIES } from "./known-values.ts";
import { formatRoute, parseRoute, type Route, START } from "./route.ts";
import { ALL_TRIALS, type RunView } from "./run-view.ts";

const key = { scenarioId: "a/b", promptId: "v1", modelId: "m:1", language: "zh", repeat: 2 } as const;

/** Names may hold whatever an address gives a meaning to. */
const name = fc.oneof(
  fc.string({ unit: "binary", minLength: 1 }).map((text) => text.toWellFormed()),
  fc.string({ unit: fc.constantFrom("/", "?", "#", "&", "=", ":", "%", "%2F", "-", "+", " "), minLength: 1 }),
);
const language = fc.constantFrom(...LANGUAGES);
const score = name.map((id) => `score:${id}` as const);

const view: fc.Arbitrary<RunView> = fc.record({
  prompts: fc.array(name),
  models: fc.array(name),
  languages: fc.subarray([...LANGUAGES]),
  categories: fc.array(name),
  severities: fc.subarray([...SEVERITIES]),
  provenances: fc.subarray([...PROVENANCES]),
  gates: fc.subarray([...GATE_IDS]),
  weakOn: fc.option(name),
  verdict: fc.constantFrom("all", "passed", "failed"),
  text: fc.oneof(fc.constant(""), name),
  sort: fc.record({
    by: fc.oneof(
      fc.constantFrom("order", "scenario", "headline", "passed", "gates", "latency", "cost"),
      score,
    ),
    isDescending: fc.boolean(),
  }),
  heat: fc.oneof(fc.constantFrom("headline", "pass"), score),
});

const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constant(START),
  fc.record({ page: fc.constant("run"), runId: name, view }),
  fc.record({
    page: fc.constant("trial"),
    runId: name,
    key: fc.record({ scenarioId: name, promptId: name, modelId: name, language, repeat: fc.nat() }),
    focus: fc.option(fc.record({ scorerId: name, finding: fc.nat() })),
  }),
  fc.record({
    page: fc.constant("compare"),
    names: fc.record({ baseline: name, candidate: name }),
    cell: fc.option(fc.record({ scenarioId: name, modelId: name, language })),
  }),
  fc.record({ page: fc.constant("scenario"), scenarioId: name }),
  fc.record({ page: fc.constant("blind"), runId: name, seed: fc.nat(), position: fc.nat() }),
);

describe("the address of a route", () => {
  it("leads back to the route, whatever its names hold", () => {
    fc.assert(
      fc.property(route, (one) => {
        expect(parseRoute(formatRoute(one))).toEqual(one);
      }),
    );
  });

  it.each<{ route: Route; hash: string }>([
    { route: START, hash: "#/" },
    { route: { page: "run", runId: "r", view: ALL_TRIALS }, hash: "#/run/r" },
    {
      route: {
        page: "run",
        runId: "r",
        view: {
          ...ALL_TRIALS,
          prompts: ["v2", "v1"],
          gates: ["missed-sev1"],
          weakOn: "numbers",
          verdict: "failed",
          text: "pool 50%",
          sort: { by: "headline", isDescending: true },
          heat: "score:numbers",
        },
      },
      hash: "#/run/r?prompt=v2&prompt=v1&gate=missed-sev1&weak=numbers&verdict=failed&text=pool%2050%25&sort=-headline&heat=score:numbers",
    },
    { route: { page: "trial", runId: "r", key, focus: null }, hash: "#/trial/r/a%2Fb/v1/m:1/zh/2" },
    {
      route: { page: "trial", runId: "r", key, focus: { scorerId: "numbers", finding: 0 } },
      hash: "#/trial/r/a%2Fb/v1/m:1/zh/2?finding=numbers:0",
    },
    {
      route: {
        page: "compare",
        names: { baseline: "r@v1", candidate: "baseline:core" },
        cell: { scenarioId: "a/b", modelId: "m", language: "en" },
      },
      hash: "#/compare/r%40v1/baseline:core?cell=a%2Fb/m/en",
    },
    { route: { page: "scenario", scenarioId: "s" }, hash: "#/scenario/s" },
    { route: { page: "blind", runId: "r", seed: 7, position: 0 }, hash: "#/blind/r?seed=7" },
    { route: { page: "blind", runId: "r", seed: 7, position: 3 }, hash: "#/blind/r?seed=7&at=3" },
  ])("is $hash", ({ route, hash }) => {
    expect(formatRoute(route)).toBe(hash);
  });

  it("holds no half of a surrogate pair, which no address can", () => {
    expect(formatRoute({ page: "scenario", scenarioId: "a\ud83d" })).toBe("#/scenario/a%EF%BF%BD");
  });
});

describe("an address", () => {
  it.each([
    "",
    "#",
    "#/run",
    "#/run/",
    "#/run/r/more",
    "#/run/%zz",
    "#/trial/r/s/v1/m/fr/0",
    "#/trial/r/s/v1/m/en/-1",
    "#/trial/r/s/v1/m/en/0/more",
    "#/trial/r/s/v1/m/en",
    "#/compare/a",
    "#/scenario",
    "#/blind",
    "#/constructor/x",
    "run/r",
  ])("that is no route, %j, is the start", (hash) => {
    expect(parseRoute(hash)).toEqual(START);
  });

  it.each<{ hash: string; route: Route }>([
    {
      hash: "#/run/r?language=fr&severity=SEV9&gate=x&verdict=odd&sort=-colour&heat=x&text=%zz&other=1&prompt=v1",
      route: { page: "run", runId: "r", view: { ...ALL_TRIALS, prompts: ["v1"] } },
    },
    {
      hash: "#/trial/r/a%2Fb/v1/m:1/zh/2?finding=numbers",
      route: { page: "trial", runId: "r", key, focus: null },
    },
    {
      hash: "#/compare/a/b?cell=s/m/fr",
      route: { page: "compare", names: { baseline: "a", candidate: "b" }, cell: null },
    },
    { hash: "#/blind/r?seed=1.5&at=-2", route: { page: "blind", runId: "r", seed: 1, position: 0 } },
  ])("is read without the values that mean nothing: $hash", ({ hash, route }) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it("of any text is read the same once it is written as ours", () => {
    const page = fc.constantFrom("", "run/", "trial/", "compare/", "scenario/", "blind/r?seed=");
    fc.assert(
      fc.property(page, fc.string(), (start, text) => {
        const read = parseRoute(`#/${start}${text}`);
        expect(parseRoute(formatRoute(read))).toEqual(read);
      }),
    );
  });
});
