import { join } from "node:path";
import type { ReviewScenario, ScenarioHistoryEntry } from "../contracts/review.ts";
import type { RunManifest } from "../contracts/run.ts";
import type { Scenario } from "../contracts/scenario.ts";
import type { PastTrial } from "../contracts/trial.ts";
import { describeGrading } from "../runs/describe-run.ts";
import { mean } from "../statistics/mean.ts";
import { eachTrialOfCsv, TRIALS_CSV } from "../store/trials-csv.ts";
import { fileStamp, remember } from "./remember.ts";

/** A scenario as the pages of a run show it. */
export function reviewScenario(scenario: Scenario, manifest: RunManifest): ReviewScenario {
  const { title, service, category, expected } = scenario;
  return {
    title: title.en,
    titleZh: title.zh ?? null,
    service,
    category,
    severity: expected.severity,
    isChanged: isChangedSince(manifest, scenario),
  };
}

/** Whether a scenario reads otherwise than when the run was graded. */
export function isChangedSince({ scenarioHashes }: RunManifest, scenario: Scenario): boolean {
  return scenarioHashes[scenario.id] !== hashOf(scenario);
}

/** Every trial of a scenario asks for its hash, which takes a walk through the whole of it. */
const hashByScenario = new WeakMap<Scenario, string>();

/** As a run's manifest has it. */
function hashOf(scenario: Scenario): string {
  const known = hashByScenario.get(scenario);
  if (known !== undefined) return known;
  const hash = describeGrading([scenario], { isJudged: false }).scenarioHashes[scenario.id] ?? "";
  hashByScenario.set(scenario, hash);
  return hash;
}

type Cell = Omit<ScenarioHistoryEntry, "runId" | "startedAt" | "isChanged">;

/** How scenarios did in the runs of a folder; each run's table is read once, and again when it has changed. */
export function createScenarioHistory(runsFolder: string) {
  const cellsByRun = new Map<string, () => Promise<ReadonlyMap<string, readonly Cell[]>>>();

  function cellsOf(runId: string): Promise<ReadonlyMap<string, readonly Cell[]>> {
    const file = join(runsFolder, runId, TRIALS_CSV);
    const read =
      cellsByRun.get(runId) ??
      remember(
        () => fileStamp(file),
        () => readCells(file),
      );
    cellsByRun.set(runId, read);
    return read();
  }

  /** Oldest run first, as `manifests` are the other way round. Runs whose table cannot be read are left out. */
  return async (scenario: Scenario, manifests: readonly RunManifest[]): Promise<ScenarioHistoryEntry[]> => {
    const entries: ScenarioHistoryEntry[] = [];
    for (const manifest of manifests.toReversed()) {
      if (!Object.hasOwn(manifest.scenarioHashes, scenario.id)) continue;
      const { id: runId, startedAt } = manifest;
      const isChanged = isChangedSince(manifest, scenario);
      const cells = (await cellsOf(runId)).get(scenario.id) ?? [];
      entries.push(...cells.map((cell) => ({ runId, startedAt, ...cell, isChanged })));
    }
    return entries;
  };
}

/** The cells of a table by scenario, repeats taken together; nothing where it cannot be read. */
async function readCells(file: string): Promise<ReadonlyMap<string, readonly Cell[]>> {
  const trialsByCell = new Map<string, PastTrial[]>();
  const isWhole = await eachTrialOfCsv(file, (trial) => {
    const { scenarioId, promptId, modelId, language } = trial;
    addTo(trialsByCell, JSON.stringify([scenarioId, promptId, modelId, language]), trial);
  });
  const cellsByScenario = new Map<string, Cell[]>();
  if (!isWhole) return cellsByScenario;
  for (const repeats of trialsByCell.values()) {
    const [first] = repeats;
    if (first !== undefined) addTo(cellsByScenario, first.scenarioId, cellOf(first, repeats));
  }
  return cellsByScenario;
}

function cellOf({ promptId, modelId, language }: PastTrial, repeats: readonly PastTrial[]): Cell {
  return {
    ...{ promptId, modelId, language },
    trials: repeats.length,
    passed: repeats.filter(({ passed }) => passed).length,
    headline: mean(repeats.flatMap(({ headline }) => headline ?? [])),
  };
}

function addTo<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name) ?? [];
  list.push(value);
  lists.set(name, list);
}
