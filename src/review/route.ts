import type { ComparisonNames } from "../contracts/review.ts";
import type { TrialKey } from "../contracts/trial.ts";
import {
  decodePath,
  encodePart,
  encodePath,
  formatQuery,
  lastValue,
  parseQuery,
  parseWhole,
  type QueryPair,
} from "./address-parts.ts";
import { isOneOf, LANGUAGES } from "./known-values.ts";
import type { RunView } from "./run-view.ts";
import { viewOfQuery, viewQuery } from "./view-query.ts";

/** Where a reader is: all of it stands in the address, so that a link shows what its sender saw. */
export type Route =
  | { readonly page: "runs" }
  | { readonly page: "run"; readonly runId: string; readonly view: RunView }
  | {
      readonly page: "trial";
      readonly runId: string;
      readonly key: TrialKey;
      /** The finding to open at; null for the trial's fault, if it has one. */
      readonly focus: { readonly scorerId: string; readonly finding: number } | null;
    }
  | {
      readonly page: "compare";
      readonly names: ComparisonNames;
      /** The cell whose reports are laid side by side; null for none. */
      readonly cell: Pick<TrialKey, "scenarioId" | "modelId" | "language"> | null;
    }
  | { readonly page: "scenario"; readonly scenarioId: string }
  | {
      readonly page: "blind";
      readonly runId: string;
      readonly seed: number;
      /** 0 for the first trial in the order of the seed. */
      readonly position: number;
    };

/** The page of all runs: where a reader starts, and where an address that leads nowhere leads. */
export const START: Route = { page: "runs" };

/** The address of a route, "#/…", as it stands behind a page's own. */
export function formatRoute(route: Route): string {
  switch (route.page) {
    case "runs":
      return "#/";
    case "run":
      return address(["run", route.runId], viewQuery(route.view));
    case "trial": {
      const { runId, key, focus } = route;
      const { scenarioId, promptId, modelId, language, repeat } = key;
      const path = ["trial", runId, scenarioId, promptId, modelId, language, String(repeat)];
      const finding = focus === null ? null : encodePart(`${focus.scorerId}:${focus.finding}`);
      return address(path, finding === null ? [] : [["finding", finding]]);
    }
    case "compare": {
      const { names, cell } = route;
      const path = ["compare", names.baseline, names.candidate];
      if (cell === null) return address(path);
      return address(path, [["cell", encodePath([cell.scenarioId, cell.modelId, cell.language])]]);
    }
    case "scenario":
      return address(["scenario", route.scenarioId]);
    case "blind":
      return address(
        ["blind", route.runId],
        [
          ["seed", String(route.seed)],
          ...(route.position === 0 ? [] : [["at", String(route.position)] as const]),
        ],
      );
  }
}

/** The route of an address; the start where it is none. Of the query, whatever is not known is ignored. */
export function parseRoute(hash: string): Route {
  const [, path = "", query = ""] = /^#\/([^?]*)\??(.*)$/s.exec(hash) ?? [];
  const [page, ...names] = decodePath(path) ?? [];
  const pairs = parseQuery(query);
  switch (page) {
    case "run":
      return runRoute(names, pairs) ?? START;
    case "trial":
      return trialRoute(names, pairs) ?? START;
    case "compare":
      return compareRoute(names, pairs) ?? START;
    case "scenario":
      return scenarioRoute(names) ?? START;
    case "blind":
      return blindRoute(names, pairs) ?? START;
    default:
      return START;
  }
}

const FIRST_SEED = 1;

function address(path: readonly string[], query: readonly QueryPair[] = []): string {
  return `#/${encodePath(path)}${formatQuery(query)}`;
}

function runRoute([runId, ...rest]: readonly string[], pairs: readonly QueryPair[]): Route | null {
  if (runId === undefined || rest.length > 0) return null;
  return { page: "run", runId, view: viewOfQuery(pairs) };
}

function trialRoute(names: readonly string[], pairs: readonly QueryPair[]): Route | null {
  const [runId, scenarioId, promptId, modelId, language, repeatText, ...rest] = names;
  const repeat = parseWhole(repeatText);
  if (runId === undefined || scenarioId === undefined || promptId === undefined) return null;
  if (modelId === undefined || !isOneOf(LANGUAGES, language)) return null;
  if (repeat === null || rest.length > 0) return null;
  const key = { scenarioId, promptId, modelId, language, repeat };
  return { page: "trial", runId, key, focus: focusOf(lastValue(pairs, "finding") ?? "") };
}

/** "numbers:0": the first finding of that scorer. */
function focusOf(text: string): Extract<Route, { page: "trial" }>["focus"] {
  const colon = text.lastIndexOf(":");
  const finding = parseWhole(text.slice(colon + 1));
  return colon === -1 || finding === null ? null : { scorerId: text.slice(0, colon), finding };
}

function compareRoute(names: readonly string[], pairs: readonly QueryPair[]): Route | null {
  const [baseline, candidate, ...rest] = names;
  if (baseline === undefined || candidate === undefined || rest.length > 0) return null;
  const cell = pairs.findLast(([name]) => name === "cell")?.[1] ?? "";
  return { page: "compare", names: { baseline, candidate }, cell: cellOf(cell) };
}

function cellOf(path: string): Extract<Route, { page: "compare" }>["cell"] {
  const [scenarioId, modelId, language, ...rest] = decodePath(path) ?? [];
  if (scenarioId === undefined || modelId === undefined || rest.length > 0) return null;
  return isOneOf(LANGUAGES, language) ? { scenarioId, modelId, language } : null;
}

function scenarioRoute([scenarioId, ...rest]: readonly string[]): Route | null {
  return scenarioId === undefined || rest.length > 0 ? null : { page: "scenario", scenarioId };
}

function blindRoute([runId, ...rest]: readonly string[], pairs: readonly QueryPair[]): Route | null {
  if (runId === undefined || rest.length > 0) return null;
  const seed = parseWhole(lastValue(pairs, "seed") ?? undefined) ?? FIRST_SEED;
  const position = parseWhole(lastValue(pairs, "at") ?? undefined) ?? 0;
  return { page: "blind", runId, seed, position };
}
