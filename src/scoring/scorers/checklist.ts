import type { Scenario } from "../../contracts/scenario.ts";
import type { Finding, Scorer, Verdict } from "../../contracts/score.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { isTypedCommand } from "../commands/is-typed-command.ts";
import { findPatterns, spanIn } from "../find-patterns.ts";
import { judgeExpectation } from "../judge-expectation.ts";
import { normaliseText } from "../text/normalise.ts";
import { finding, type ReportField, scored, wholeField } from "../verdict.ts";

const ENOUGH_STEPS = 2;
const PROBES_WEIGHT = 0.3;

/**
 * Could somebody run the checklist and learn which hypothesis is right?
 *
 * .7 · the mean over steps of ½ for a command that can be typed + ½ for an expected result that could tell two
 * hypotheses apart, × min(1, steps ÷ 2), + .3 · the share of the scenario's probes that command, step or expected
 * result name; without probes the first alone, whole. No checklist is 0. A step that repeats the command of another
 * (or, without one, its words) is not counted again.
 *
 * Limits: a result tells apart when it names something that can be seen (a figure, an identifier, a state) or says
 * what would confirm and refute; whether that really separates these hypotheses takes a reader. Probes are found by
 * their words, so a paraphrase misses.
 */
export const checklist: Scorer = {
  id: "checklist",
  version: 1,
  rule: "0.7 · steps with a command (½) and a telling result (½), × min(1, steps ÷ 2), + 0.3 · probes covered",
  reads: "report",

  score({ scenario, report }): Verdict {
    const steps = readSteps(report, scenario);
    const counted = steps.filter(({ isRepeated }) => !isRepeated);
    if (counted.length === 0) return scored(0, "there is no checklist");

    const { probes } = scenario.expected;
    const covered = probes.map((probe) => ({ probe, at: placeOf(probe, counted) }));
    const found = covered.filter(({ at }) => at !== null).length;
    const mean = counted.reduce((sum, { value }) => sum + value, 0) / counted.length;
    const usable = mean * Math.min(1, counted.length / ENOUGH_STEPS);
    const value =
      probes.length === 0 ? usable : (1 - PROBES_WEIGHT) * usable + PROBES_WEIGHT * (found / probes.length);

    const whole = counted.filter((step) => step.value === 1).length;
    const stepsTold = `${whole} of ${counted.length} steps have a command and a telling result`;
    const summary =
      probes.length === 0 ? stepsTold : `${stepsTold}, ${found} of ${probes.length} probes covered`;
    return scored(value, summary, {
      findings: [
        ...steps.flatMap(({ findings }) => findings),
        ...covered.map(({ probe, at }) =>
          at === null
            ? finding("warning", `Not looked at: ${probe.means}`)
            : finding("good", `Looks at: ${probe.means}`, at),
        ),
      ],
    });
  },
};

interface StepReading {
  /** 0, ½ or 1. */
  readonly value: number;
  readonly isRepeated: boolean;
  readonly fields: readonly ReportField[];
  readonly findings: readonly Finding[];
}

function readSteps(report: TriageReport, scenario: Scenario): StepReading[] {
  const keys = report.checklist.map(keyOf);
  return report.checklist.map((one, index) => {
    const isRepeated = keys.indexOf(keys[index] ?? "") < index;
    return readStep(one, { path: `checklist[${index}]`, isRepeated, scenario });
  });
}

function keyOf({ step, command }: TriageReport["checklist"][number]): string {
  return normaliseText(isTypedCommand(command) ? command : step).text.trim();
}

function readStep(
  { step, command, expected }: TriageReport["checklist"][number],
  { path, isRepeated, scenario }: { path: string; isRepeated: boolean; scenario: Scenario },
): StepReading {
  const inStep: ReportField = { path: `${path}.step`, text: step };
  const inCommand: ReportField = { path: `${path}.command`, text: command };
  const inExpected: ReportField = { path: `${path}.expected`, text: expected };
  const fields = [inCommand, inStep, inExpected];
  const at = (field: ReportField) => wholeField(field.text.trim() === "" ? inStep : field);
  if (isRepeated) {
    const repeated = finding("warning", "Repeats an earlier step.", at(inCommand));
    return { value: 0, isRepeated, fields, findings: [repeated] };
  }

  const hasCommand = isTypedCommand(command) || hasCodeSpan(step);
  const flaw = judgeExpectation(inExpected, { step, expected: scenario.expected });
  const findings = [
    ...(hasCommand ? [] : [finding("bad", "No command that could be typed.", at(inCommand))]),
    ...(flaw === null ? [] : [finding("bad", FLAWS[flaw], at(inExpected))]),
  ];
  if (findings.length === 0) {
    findings.push(finding("good", "A command to run, and a result that tells something.", at(inCommand)));
  }
  return { value: (hasCommand ? 0.5 : 0) + (flaw === null ? 0.5 : 0), isRepeated, fields, findings };
}

const FLAWS: Readonly<Record<NonNullable<ReturnType<typeof judgeExpectation>>, string>> = {
  missing: "No expected result.",
  copy: "The expected result repeats the step.",
  vague: "The expected result names nothing that could tell two hypotheses apart.",
};

/** "Run `kubectl get pods`", with the command field left empty. */
function hasCodeSpan(step: string): boolean {
  return step.includes("`") && isTypedCommand(step);
}

function placeOf(probe: Scenario["expected"]["probes"][number], steps: readonly StepReading[]) {
  for (const field of steps.flatMap(({ fields }) => fields)) {
    const isCommand = field.path.endsWith(".command");
    const matches = findPatterns(field, [probe])[0]?.matches ?? [];
    // `state != 'idle'` and "if there are none" look all the same; "do not run EXPLAIN" does not.
    const match = matches.find(({ polarity }) => isCommand || polarity !== "negated");
    if (match !== undefined) return spanIn(field, match);
  }
  return null;
}
