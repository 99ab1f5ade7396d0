import type { Mode } from "../contracts/run.ts";
import { describeAgreement, measureJudge, type QuestionAgreement } from "../meta/judge-agreement.ts";
import { labelledPaths } from "../meta/labelled-set.ts";
import { loadLabelled } from "../meta/load-labelled.ts";
import { formatPercent } from "../reports/format-figures.ts";
import { createCostGuard } from "../runs/cost-guard.ts";
import { createJudge } from "../runs/judge.ts";
import { createModelAccess } from "../runs/model-access.ts";
import { createClientMakers } from "./client-makers.ts";
import { type CliContext, projectPaths } from "./context.ts";
import { watchInterrupts } from "./interrupts.ts";
import { allOrEveryProblem, loadLibrary } from "./load-library.ts";
import { openForRecording, openForReplay } from "./open-recordings-for.ts";
import { judgeAccess, loadJudge } from "./prepare-judge.ts";

export interface JudgeFlags {
  readonly model: string;
  readonly mode: Mode;
  readonly maxCost?: number;
  readonly results?: string;
  readonly json?: true;
}

/** Judges the labelled reports and prints how far the judge agrees with people. */
export async function runMetaJudge(flags: JudgeFlags, context: CliContext): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const [library, labelled] = await allOrEveryProblem([
    loadLibrary(paths),
    loadLabelled(labelledPaths(context.root).labelled),
  ]);
  const identity = await loadJudge(flags.model, { library, prompts: paths.prompts });
  const accessTo = createModelAccess(context.env, createClientMakers(library));
  const access = judgeAccess(identity.model, { mode: flags.mode, accessTo });
  const open = "client" in access ? openForRecording : openForReplay;
  const recordings = await open(paths.recordings, context);
  try {
    const judge = createJudge(identity, {
      access,
      isFresh: flags.mode === "record",
      find: recordings.find,
      calls: {
        record: recordings.append,
        costGuard: createCostGuard(flags.maxCost ?? null),
        ...watchInterrupts(context),
        now: context.now,
      },
    });
    const found = await measureJudge(labelled, { scenarios: library.scenarios, judge });
    const title = `${identity.model.id}, prompt judge/${identity.prompt.id}`;
    context.stdout(
      flags.json === true ? `${JSON.stringify(found, null, 2)}\n` : renderAgreement(title, found),
    );
  } finally {
    await recordings.close();
  }
}

function renderAgreement(title: string, found: readonly QuestionAgreement[]): string {
  const lines = found.map((one) => {
    const { question, labels, answered, sensitivity, specificity } = one;
    const rates = `yes found ${formatPercent(sensitivity)}, no found ${formatPercent(specificity)}`;
    return `  ${question}: ${describeAgreement(one)}; ${answered} of ${labels} labelled reports answered; ${rates}`;
  });
  return `Judge ${title}\n${lines.join("\n")}\n`;
}
