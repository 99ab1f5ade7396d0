import { Command, Option } from "commander";
import type { Tolerances } from "../compare/compare-metrics.ts";
import { type Metric, metricsFor } from "../compare/metrics.ts";
import type { Language } from "../contracts/language.ts";
import type { ComparisonView } from "../reports/comparison-view.ts";
import { renderComparison } from "../reports/render-comparison.ts";
import { renderComparisonJson } from "../reports/render-comparison-json.ts";
import { renderComparisonMarkdown } from "../reports/render-comparison-markdown.ts";
import { PLAIN_TERMINAL } from "../reports/terminal.ts";
import { type InputProblem, InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { compareSides } from "./compare-sides.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { describeChange, suiteTolerances, withShortLabels } from "./describe-change.ts";
import { EXIT } from "./exit-codes.ts";
import { LATEST } from "./find-run.ts";
import { findSides } from "./find-side.ts";
import { allOrEveryProblem, loadLibrary } from "./load-library.ts";
import { commaList, languageList, type MetricValue, metricValues } from "./options.ts";
import { writeOut } from "./write-out.ts";

const EXAMPLE = `
Example: is v2 better than v1 in the latest run, in Chinese alone, if two points of headline may be lost
  npm run compare -- v1 v2 --languages zh --tolerance headline=2`;

const SIDE = `a prompt id ("v1"), a run (id, folder or "${LATEST}"), run@prompt, baseline or baseline:<suite>`;
const FORMATS = ["text", "md", "json"] as const;

interface CompareFlags {
  readonly run: string;
  readonly languages?: Language[];
  readonly models?: string[];
  readonly scenarios?: string[];
  readonly tolerance?: readonly MetricValue[];
  readonly format: (typeof FORMATS)[number];
  readonly out?: string;
  readonly results?: string;
}

/** `compare`: two prompts, two runs, or a run and a baseline: which is better, and how sure that is. */
export function compareCommand(context: CliContext): CliCommand {
  const command = new Command("npm run compare --")
    .description(
      "Compare two sides cell by cell: differences with intervals, verdicts, flips, what is not decided.",
    )
    .argument("<A>", `the side compared with: ${SIDE}`)
    .argument("<B>", "the side judged, named alike")
    .option("--run <run>", "the run that a prompt id is looked up in", LATEST)
    .option("--scenarios <ids>", "only these scenarios", commaList)
    .option("--models <ids>", "only these models", commaList)
    .option("--languages <list>", "en, zh or both", languageList)
    .option(
      "--tolerance <metric=value>",
      "the largest loss that is not worse, in the metric's unit; repeatable (default: the suite's gate, then the metric's own)",
      metricValues,
    )
    .addOption(new Option("--format <format>", "how to write it").choices(FORMATS).default("text"))
    .option("--out <file>", "the file to write (default: standard output)")
    .option("--results <folder>", "where runs and baselines are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .action((a: string, b: string, flags: CompareFlags) => runCompare(a, b, { flags, context }));
  return { command, exitCode: () => EXIT.done };
}

async function runCompare(
  a: string,
  b: string,
  { flags, context }: { flags: CompareFlags; context: CliContext },
): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const library = await loadLibrary(paths);
  const finders = await findSides({ baseline: a, candidate: b }, { run: flags.run, library, context, paths });
  const [baseline, candidate] = await allOrEveryProblem([finders.baseline(), finders.candidate()]);
  const sides = withShortLabels({ baseline, candidate });
  const metrics = metricsFor(Object.keys(candidate.identity.scorerVersions));
  const { comparison } = await compareSides(sides, {
    filters: flags,
    metrics,
    tolerances: {
      ...(await suiteTolerances(candidate.suiteId, paths.suites)),
      ...askedTolerances(flags.tolerance ?? [], metrics),
    },
    scenarios: library.scenarios,
  });
  const { promptDiff, notes } = describeChange(sides, library);
  for (const note of notes) context.stderr(`${note}\n`);
  const view = { comparison, promptDiff };
  await writeOut(flags.out, render(view, flags, context), context);
}

/** @throws InvalidInputError with every metric that is not there and every value outside its unit. */
function askedTolerances(asked: readonly MetricValue[], metrics: readonly Metric[]): Tolerances {
  const problems: InputProblem[] = asked.flatMap(({ metric: id, value }) => {
    const metric = metrics.find((known) => known.id === id);
    if (metric === undefined) {
      return [
        {
          ...unknownName(
            "metric",
            id,
            metrics.map((known) => known.id),
          ),
          at: "--tolerance",
        },
      ];
    }
    const { holds, expected } = TOLERANCE_RANGE[metric.unit];
    return holds(value)
      ? []
      : [{ problem: `no tolerance for ${id}`, at: "--tolerance", expected, received: `${value}` }];
  });
  if (problems.length > 0) throw new InvalidInputError(problems);
  return Object.fromEntries(asked.map(({ metric, value }) => [metric, value]));
}

const TOLERANCE_RANGE: Readonly<
  Record<Metric["unit"], { readonly holds: (value: number) => boolean; readonly expected: string }>
> = {
  points: { holds: (value) => value >= 0 && value <= 100, expected: "headline points, 0 to 100" },
  share: {
    holds: (value) => value >= 0 && value < 1,
    expected: "a share from 0, below 1: 0.05 is 5 points of a hundred",
  },
  ratio: { holds: (value) => value >= 1, expected: "a ratio from 1: 1.1 is 10 % more" },
};

function render(view: ComparisonView, { format, out }: CompareFlags, { display }: CliContext): string {
  switch (format) {
    case "text":
      return renderComparison(view, out === undefined ? display : PLAIN_TERMINAL);
    case "md":
      return renderComparisonMarkdown(view);
    case "json":
      return renderComparisonJson(view.comparison);
  }
}
