import { resolve } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isBelowFloor } from "./grader-floors.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** A module of the graders with one thing broken: `break` gets what it exports and gives what replaces some of it. */
interface GraderMutant {
  readonly why: string;
  readonly module: string;
  // Each mutant knows the module it breaks; a type for all of them would say nothing.
  readonly break: (actual: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

const mutants: readonly GraderMutant[] = [
  {
    why: "severity too high and too low are confused",
    module: "../scoring/severity-distance.ts",
    break: ({ levelsTooLow }) => ({ levelsTooLow: (...args: never[]) => -call(levelsTooLow, args) }),
  },
  {
    why: "negation is ignored",
    module: "../scoring/text/polarity.ts",
    break: () => ({ polarityAt: () => "asserted" }),
  },
  {
    why: "the cues of what was ruled out are lost",
    module: "../scoring/text/polarity-cues.ts",
    break: ({ POLARITY_CUES }) => ({
      POLARITY_CUES: (POLARITY_CUES as { effect: string }[]).filter(
        ({ effect }) => !/nearest|previous|firmly|sentence/.test(effect),
      ),
    }),
  },
  {
    why: "other kinds of cause cost nothing",
    module: "../scoring/cause-families.ts",
    break: ({ CAUSE_FAMILY_WORDS }) => ({
      CAUSE_FAMILY_WORDS: Object.fromEntries(
        Object.keys(Object(CAUSE_FAMILY_WORDS)).map((family) => [family, { en: [], zh: [] }]),
      ),
    }),
  },
  {
    why: "any rank is as good as the first",
    module: "../scoring/root-cause-match.ts",
    break: ({ matchRootCause }) => ({
      matchRootCause: (...args: never[]) => {
        const match = call(matchRootCause, args) as { value: number | null; best: { credit: number } | null };
        return { ...match, value: match.best?.credit ?? match.value };
      },
    }),
  },
  {
    why: "any duration that is some pair of times apart is derived",
    module: "../scoring/grounding/ground-measure.ts",
    break: ({ groundMeasure }) => ({
      groundMeasure: (...args: never[]) => {
        const [said, index] = args as unknown as [Figure, { measures: { quantity: Figure }[] }];
        const instants = index.measures
          .map(({ quantity }) => quantity)
          .filter(({ kind }) => kind === "instant");
        const isApart = instants.some((a) =>
          instants.some((b) => Math.abs(Math.abs(a.low - b.low) - said.low) <= 0.1 * said.low),
        );
        if (said.kind === "duration" && isApart) return { grounded: true, inContext: null };
        return call(groundMeasure, args);
      },
    }),
  },
  {
    why: "every version and name is known",
    module: "../scoring/grounding/ground-name.ts",
    break: () => ({ groundName: () => ({ grounded: true, inContext: null }) }),
  },
  {
    why: "every quotation is real",
    module: "../scoring/grounding/ground-quote.ts",
    break: () => ({ groundQuote: () => ({ grounded: true, inContext: null }) }),
  },
  {
    why: "an unknown command is taken for a reading one",
    module: "../scoring/commands/classify-command.ts",
    break: ({ classifyCommand }) => ({
      classifyCommand: (...args: never[]) => {
        const verdict = call(classifyCommand, args) as { risk: string; parts: { risk: string }[] };
        return verdict.risk === "unknown" ? { risk: "read", parts: [] } : verdict;
      },
    }),
  },
  {
    why: "command substitutions are not looked into",
    module: "../scoring/commands/prepare-command.ts",
    break: ({ prepareCommand }) => ({
      prepareCommand: (...args: never[]) =>
        call(prepareCommand, [String(args[0]).replace(/\$\([^)]*\)/g, "x") as never, ...args.slice(1)]),
    }),
  },
  {
    why: "claims nobody made are believed",
    module: "../scoring/grounding/unsupported-claims.ts",
    break: () => ({ findUnsupportedClaims: () => [] }),
  },
  {
    why: "no prose is found to be in a language",
    module: "../scoring/prose-only.ts",
    break: () => ({ proseOnly: () => "" }),
  },
  {
    why: "repairs of the JSON are kept quiet",
    module: "../triage/parse-triage-report.ts",
    break: ({ parseTriageReport }) => ({
      parseTriageReport: (...args: never[]) => ({
        ...(call(parseTriageReport, args) as object),
        repairs: [],
      }),
    }),
  },
];

interface Figure {
  readonly kind: string;
  readonly low: number;
}

afterEach(() => {
  vi.resetModules();
});

describe("the labelled set", () => {
  it("finds nothing wrong with the graders as they are", async () => {
    expect(await measuresBelowTheirFloor()).toEqual([]);
  });

  it.each(mutants)("notices that $why", async ({ module, break: breakModule }) => {
    vi.doMock(module, async (original) => {
      const actual = (await original()) as Readonly<Record<string, unknown>>;
      return { ...actual, ...breakModule(actual) };
    });
    const below = await measuresBelowTheirFloor();
    vi.doUnmock(module);
    expect(below).not.toEqual([]);
  });
});

/** Grades with whatever modules are in place now. */
async function measuresBelowTheirFloor(): Promise<string[]> {
  vi.resetModules();
  const { gradeLabelledSet } = await import("./labelled-set.ts");
  const { measureGraders } = await import("./measure-graders.ts");
  const overall = measureGraders(await gradeLabelledSet(ROOT)).filter(({ language }) => language === "all");
  return overall.filter(isBelowFloor).map(({ id }) => id);
}

function call(original: unknown, args: readonly never[]): never {
  return (original as (...args: readonly never[]) => never)(...args);
}
