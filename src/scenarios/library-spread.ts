import { languageSchema } from "../contracts/language.ts";
import type { Count, LibrarySpread } from "../contracts/library-spread.ts";
import { type Scenario, scenarioCategorySchema } from "../contracts/scenario.ts";
import { severitySchema } from "../contracts/triage-report.ts";

export function librarySpread(scenarios: Iterable<Scenario>): LibrarySpread {
  const all = [...scenarios];
  const originals = all.filter(({ twinOf }) => twinOf === undefined);
  const tags = [...new Set(originals.flatMap(({ tags }) => tags))];
  const countOf = (values: readonly string[], has: (scenario: Scenario, value: string) => boolean): Count[] =>
    values.map((value) => ({ value, count: originals.filter((scenario) => has(scenario, value)).length }));
  return {
    originals: originals.length,
    twins: all.length - originals.length,
    severity: countOf(severitySchema.options, ({ expected }, value) => expected.severity === value),
    category: countOf(scenarioCategorySchema.options, ({ category }, value) => category === value).filter(
      ({ count }) => count > 0,
    ),
    language: countOf(languageSchema.options, ({ context }, value) => Object.hasOwn(context, value)),
    difficulty: countOf(["easy", "medium", "hard"], ({ difficulty }, value) => difficulty === value),
    source: countOf(["seed", "public-incident", "synthetic"], ({ source }, value) => source.kind === value),
    tag: countOf(tags, (scenario, value) => scenario.tags.includes(value)).sort(
      (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
    ),
  };
}
