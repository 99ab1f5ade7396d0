import { join } from "node:path";
import type { TestCase } from "promptfoo";
import { loadSuite } from "../runs/load-suite.ts";
import { selectScenarioIds } from "../runs/select-scenarios.ts";
import { InvalidInputError } from "../shared/errors.ts";
import { unwrapAll } from "../shared/read-yaml.ts";
import { named, projectFolders, scenarios } from "./project.ts";
import { testCase } from "./test-case.ts";

/** promptfoo's test generator: one test per scenario × language × repeat of a suite. */
export default async function generateTests(config: { suite?: unknown } = {}): Promise<TestCase[]> {
  const { suite: name } = config;
  if (typeof name !== "string") {
    throw new InvalidInputError({
      problem: "the promptfoo tests name no suite",
      at: "promptfooconfig.yaml, tests",
      expected: "config: { suite: <name of a file in evals/> }",
    });
  }
  const suite = await loadSuite(join(projectFolders.suites, `${name}.yaml`));
  if (suite.similar > 0) {
    throw new InvalidInputError({
      problem: `suite "${name}" shows similar past incidents, which runs inside promptfoo cannot`,
      at: `evals/${name}.yaml, similar`,
      fix: `npm run eval -- --suite ${name}`,
    });
  }
  const ids = unwrapAll([selectScenarioIds(suite, await scenarios())]).flat();
  await Promise.all(ids.map((id) => named("scenario", id, scenarios)));
  return ids.flatMap((scenarioId) =>
    suite.languages.flatMap((language) =>
      Array.from({ length: suite.repeats }, (_, repeat) => testCase({ scenarioId, language, repeat })),
    ),
  );
}
