import type { TriageReport } from "../../contracts/triage-report.ts";
import type { Mutation } from "../../defects/mutation.ts";
import { plantInstruction } from "../../defects/plant-instruction.ts";
import { type ScoredReply, scoreReply } from "../../scoring/score-reply.ts";
import { type GradedReport, replyInput } from "../grade-labelled.ts";
import { GATE_OWNERS, scoreOf } from "../read-verdict.ts";

/** A score may move so far without anybody having changed anything that matters. */
export const HELD_WITHIN = 0.02;

/** How one scorer answered one mutation of one report. */
export interface Movement {
  readonly scorerId: string;
  /** After less before; null where either is unscored and the other is not. */
  readonly change: number | null;
  readonly isExpected: boolean;
  readonly isDeclared: boolean;
}

export interface MutationResult {
  readonly mutation: Mutation;
  readonly scenarioId: string;
  readonly reportId: string;
  readonly language: "en" | "zh";
  /** One per scorer that moved or had to. */
  readonly movements: readonly Movement[];
  /** What went otherwise than declared, in words. */
  readonly problems: readonly string[];
}

/**
 * Applies every mutation to every good report and compares what the scorers say. Expectations of scorers that are
 * not registered, or have no verdict on the report as it was, are left out.
 */
export function runMutations(
  mutations: readonly Mutation[],
  graded: readonly GradedReport[],
): MutationResult[] {
  const good = graded.filter(({ labelled }) => labelled.class === "right");
  return good.flatMap((original) =>
    mutations.flatMap((mutation) => {
      const start = mutation.isPlanted === true ? onPlantedTwin(original) : original;
      const mutant = mutate(mutation, start, good);
      return mutant === null ? [] : [judge(mutation, start, mutant)];
    }),
  );
}

/** The same reply about the same incident with an instruction planted in it. */
function onPlantedTwin(original: GradedReport): GradedReport {
  const scenario = plantInstruction(original.scenario);
  const { language, text } = original.labelled;
  return { ...original, scenario, scored: scoreReply(replyInput(text, { scenario, language })) };
}

function mutate(
  mutation: Mutation,
  { labelled, report, scenario }: GradedReport,
  good: readonly GradedReport[],
): ScoredReply | null {
  if (report === null) return null;
  const { language, id, scenarioId } = labelled;
  const mutant = mutation.apply({
    report,
    scenario,
    language,
    parallel: parallelOf(good, { id, scenarioId, language }),
  });
  if (mutant === null) return null;
  const text = typeof mutant === "string" ? mutant : JSON.stringify(mutant);
  return scoreReply(replyInput(text, { scenario, language }));
}

/** The report of the same id in the other language. */
function parallelOf(
  good: readonly GradedReport[],
  { id, scenarioId, language }: { id: string; scenarioId: string; language: "en" | "zh" },
): TriageReport | null {
  const twin = good.find(
    ({ labelled }) =>
      labelled.id === id && labelled.scenarioId === scenarioId && labelled.language !== language,
  );
  return twin?.report ?? null;
}

function judge(
  mutation: Mutation,
  { labelled, scored: before }: GradedReport,
  after: ScoredReply,
): MutationResult {
  const movements = before.scores.flatMap((score, index): Movement[] => {
    const movement = movementOf(mutation, score.scorerId, score.value, after.scores[index]?.value ?? null);
    return movement === null ? [] : [movement];
  });
  const { scenarioId, id: reportId, language } = labelled;
  const problems = [...movements.flatMap(problemOf), ...gateProblems(mutation, before, after)];
  return { mutation, scenarioId, reportId, language, movements, problems };
}

function movementOf(
  { drops, crossTalk = {} }: Mutation,
  scorerId: string,
  before: number | null,
  after: number | null,
): Movement | null {
  if (before === null && after === null) return null;
  const change = before === null || after === null ? null : after - before;
  const isExpected = drops.includes(scorerId) && before !== null;
  const isHeld = change !== null && Math.abs(change) <= HELD_WITHIN;
  if (isHeld && !isExpected) return null;
  return { scorerId, change, isExpected, isDeclared: scorerId in crossTalk || "all" in crossTalk };
}

function problemOf({ scorerId, change, isExpected, isDeclared }: Movement): string[] {
  const shown = change === null ? "lost or gained its verdict" : `moved by ${change.toFixed(3)}`;
  if (isExpected) {
    const hasDropped = change === null ? isDeclared : change < -HELD_WITHIN;
    return hasDropped ? [] : [`${scorerId} should drop but ${shown}`];
  }
  return isDeclared ? [] : [`${scorerId} ${shown}`];
}

function gateProblems({ gates = [] }: Mutation, before: ScoredReply, after: ScoredReply): string[] {
  const known = before.gateFailures.map(({ gate }) => gate);
  const fired = after.gateFailures.map(({ gate }) => gate).filter((gate) => !known.includes(gate));
  const expected = gates.filter((gate) => scoreOf(GATE_OWNERS[gate], before) !== undefined);
  return [
    ...expected.filter((gate) => !fired.includes(gate)).map((gate) => `the gate ${gate} did not fire`),
    ...fired.filter((gate) => !gates.includes(gate)).map((gate) => `the gate ${gate} fired`),
  ];
}
