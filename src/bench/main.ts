import { createContext } from "../cli/context.ts";
import { EXIT, exitCodeFor } from "../cli/exit-codes.ts";
import { InvalidInputError } from "../shared/errors.ts";

/** One line per benchmark. Its file is loaded only when it is the one asked for. */
const benchmarks = {
  engine: async () => (await import("./engine.ts")).benchEngine,
  score: async () => (await import("./score.ts")).benchScore,
  incidents: async () => (await import("./incidents.ts")).benchIncidents,
  pages: async () => (await import("./pages.ts")).benchPages,
};

async function main([name, ...flags]: readonly string[]): Promise<number> {
  const context = createContext(process);
  try {
    if (name === undefined || !Object.hasOwn(benchmarks, name)) throw unknownBenchmark(name);
    // Object.hasOwn has just proved that name is a key.
    const bench = await benchmarks[name as keyof typeof benchmarks]();
    await bench(flags, context);
    return EXIT.done;
  } catch (error) {
    return exitCodeFor(error, context);
  }
}

function unknownBenchmark(name: string | undefined): InvalidInputError {
  return new InvalidInputError({
    problem: name === undefined ? "no benchmark is named" : `there is no benchmark "${name}"`,
    expected: Object.keys(benchmarks).join(", "),
    ...(name === undefined ? {} : { received: name }),
    fix: "npm run bench -- engine",
  });
}

process.exitCode = await main(process.argv.slice(2));
