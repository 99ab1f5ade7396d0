import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const SOURCE = resolve(import.meta.dirname);

const FOUNDATION = ["contracts", "shared", "statistics"];
const STAGES = [
  "scenarios",
  "prompts",
  "models",
  "triage",
  "scoring",
  "incidents",
  "compare",
  "gate",
  "store",
  "reports",
];
const EVERYTHING_BUT_TESTING = [
  ...FOUNDATION,
  ...STAGES,
  "defects",
  "simulation",
  "runs",
  "promptfoo",
  "lint",
  "meta",
  "review",
  "viewer",
  "cli",
];

/** Folder of src/ → folders it may import, itself always. The table of src/README.md, executed. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  contracts: ["shared"],
  statistics: ["shared"],
  ...Object.fromEntries(STAGES.map((stage) => [stage, FOUNDATION])),
  defects: FOUNDATION,
  simulation: [...FOUNDATION, "defects"],
  runs: [...FOUNDATION, "scenarios", "prompts", "models", "triage", "scoring"],
  promptfoo: [...FOUNDATION, ...STAGES, "runs", "simulation"],
  lint: [...FOUNDATION, ...STAGES, "runs"],
  meta: [...FOUNDATION, ...STAGES, "runs", "lint", "defects"],
  review: [...FOUNDATION, "reports"],
  viewer: [...FOUNDATION, ...STAGES, "runs", "review"],
  page: [...FOUNDATION, "reports", "review"],
  testing: [...FOUNDATION, "models"],
  bench: [...EVERYTHING_BUT_TESTING, "testing"],
  cli: EVERYTHING_BUT_TESTING,
  "cli.ts": ["cli", "shared"],
  "index.ts": [...FOUNDATION, ...STAGES, "runs"],
};

/** Packages that only one folder may load, and why it is worth a rule. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  promptfoo: ["promptfoo"], // a second to import, hundreds of megabytes
  openai: ["models"],
  "cli-table3": ["reports"],
  commander: ["cli", "cli.ts"],
  "@electric-sql/pglite": ["incidents"], // a whole PostgreSQL
  pg: ["incidents"],
  vite: ["viewer"],
  preact: ["page"],
  uplot: ["page"],
};

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({
    file,
    folder: folderOf(file),
    isTest: /\.test\.ts$|\/__fixtures__\//.test(file),
    imports: importsOf(file),
  }));

it("reads a real tree", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
});

it("has a row in the import table for every folder", () => {
  expect(
    files
      .map(({ folder }) => folder)
      .filter((folder) => !(folder in MAY_IMPORT) && !folder.endsWith(".test.ts")),
  ).toEqual([]);
});

it("imports in one direction only", () => {
  const wrong = files
    .filter(({ isTest }) => !isTest)
    .flatMap(({ file, folder, imports }) =>
      imports
        .filter((path) => path.startsWith("."))
        .map((path) => folderOf(relative(SOURCE, resolve(SOURCE, dirname(file), path))))
        .filter((target) => target !== folder && !MAY_IMPORT[folder]?.includes(target))
        .map((target) => `${file} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

it("keeps heavy packages in their folder", () => {
  const wrong = files
    .filter(({ isTest }) => !isTest)
    .flatMap(({ file, folder, imports }) =>
      imports
        .filter(
          (path) => Object.hasOwn(ONLY_IN, packageOf(path)) && !ONLY_IN[packageOf(path)]?.includes(folder),
        )
        .map((path) => `${file} imports ${path}`),
    );
  expect(wrong).toEqual([]);
});

it("has no cycle between files", () => {
  const graph = new Map(
    files.map(({ file, imports }) => [
      file,
      imports
        .filter((path) => path.startsWith("."))
        .map((path) => relative(SOURCE, resolve(SOURCE, dirname(file), path))),
    ]),
  );
  expect([...graph.keys()].flatMap((file) => cycleFrom(file, graph))).toEqual([]);
});

it("loads no test helper outside tests and benchmarks", () => {
  const wrong = files
    .filter(({ isTest, folder }) => !isTest && folder !== "testing" && folder !== "bench")
    .filter(({ imports }) =>
      imports.some((path) => /testing\/|__fixtures__\/|vitest|fast-check|playwright|axe-core/.test(path)),
    )
    .map(({ file }) => file);
  expect(wrong).toEqual([]);
});

function folderOf(file: string): string {
  return file.split("/")[0] ?? file;
}

function packageOf(path: string): string {
  return path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Static and dynamic imports and re-exports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SOURCE, file), "utf8");
  const pattern =
    /^\s*(?:import|export)\b[^;"'`]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm;
  return [...text.matchAll(pattern)].flatMap(([, from, bare, dynamic]) =>
    [from, bare, dynamic].filter((path) => path !== undefined),
  );
}

function cycleFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] => {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return [[...trail, start].join(" → ")];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = visit(next, [...trail, next]);
      if (found.length > 0) return found;
    }
    return [];
  };
  return visit(start, [start]);
}
