import { randomUUID } from "node:crypto";
import { type CliContext, projectPaths } from "../cli/context.ts";
import { importIncidents } from "../incidents/import-incidents.ts";
import type { IncidentMemory } from "../incidents/incident-memory.ts";
import { type MemoryPlace, openIncidentMemory } from "../incidents/open-incident-memory.ts";
import { openServer } from "../incidents/open-server.ts";
import { type Column, fitTables } from "../reports/fit-table.ts";
import { formatLatency } from "../reports/format-figures.ts";
import { coloursFor } from "../reports/terminal.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { OutsideError } from "../shared/errors.ts";
import { quantile } from "../statistics/quantile.ts";
import { generateIncidents } from "./generate-incidents.ts";
import { inNewFolder } from "./in-new-folder.ts";
import { readFullFlag } from "./read-full-flag.ts";
import { timed } from "./timed.ts";

const SIZES = [10_000, 100_000] as const;
const SEED = 20260602;
const SEARCHES = 9;

interface Measured {
  readonly engine: string;
  readonly size: number;
  readonly firstOpenMs: number;
  readonly importMs: number;
  readonly openMs: number;
  /** By query: a few words, title and symptoms, a whole incident text. */
  readonly searchMs: Readonly<Record<string, number>>;
}

/** The incident memory on both engines: opening, importing, searching. */
export async function benchIncidents(args: readonly string[], context: CliContext): Promise<void> {
  const sizes = readFullFlag(args) ? SIZES : SIZES.slice(0, 1);
  const queries = await loadQueries(context);
  const rows: Measured[] = [];
  for (const size of sizes) {
    for (const engine of ["PGlite", "PostgreSQL"]) {
      context.stderr(`${engine}: ${size} incidents …\n`);
      rows.push(await inNewPlace(engine, context, (place) => measure(engine, size, { place, queries })));
    }
  }
  context.stdout(renderRows(rows, context));
}

async function loadQueries(context: CliContext): Promise<Record<string, string>> {
  const scenarios = await loadScenarios(projectPaths(context).scenarios);
  const scenario = scenarios.get("payment-pool-exhaustion");
  if (scenario === undefined) throw new Error("the first scenario is gone");
  return {
    words: "connection pool exhausted",
    "words, zh": "连接池耗尽",
    report: `${scenario.title.en}\n${scenario.symptoms.en}`,
    "incident text": scenario.context.en,
  };
}

async function measure(
  engine: string,
  size: number,
  { place, queries }: { place: MemoryPlace; queries: Record<string, string> },
): Promise<Measured> {
  const first = await timed(() => openIncidentMemory(place));
  const imported = await timed(() => importIncidents(generateIncidents(size, SEED), first.value));
  await first.value.close();
  const again = await timed(() => openIncidentMemory(place));
  const searchMs: Record<string, number> = {};
  for (const [name, text] of Object.entries(queries)) searchMs[name] = await searchTime(again.value, text);
  await again.value.close();
  return {
    ...{ engine, size, firstOpenMs: first.ms, importMs: imported.ms, openMs: again.ms },
    searchMs,
  };
}

async function searchTime(memory: IncidentMemory, text: string): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < SEARCHES; index += 1) times.push((await timed(() => memory.search(text))).ms);
  return quantile(times, 0.5) ?? Number.NaN;
}

async function inNewPlace<T>(
  engine: string,
  context: CliContext,
  work: (place: MemoryPlace) => Promise<T>,
): Promise<T> {
  if (engine === "PGlite") {
    return inNewFolder((folder) => work({ url: null, folder }));
  }
  const url = new URL(context.env.BENCH_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres");
  const server = await openServer(url.href).catch((error: unknown) => {
    if (!(error instanceof OutsideError)) throw error;
    throw new OutsideError(error.message, {
      cause: error,
      fix: "start one, or name it in BENCH_DATABASE_URL",
    });
  });
  const name = `firedrill_bench_${randomUUID().replaceAll("-", "")}`;
  await server.execute(
    `create database ${name} template template0 encoding 'UTF8' lc_ctype 'C.UTF-8' lc_collate 'C'`,
  );
  url.pathname = `/${name}`;
  try {
    return await work({ url: url.href, folder: "" });
  } finally {
    await server.execute(`drop database ${name} with (force)`);
    await server.close();
  }
}

function renderRows(rows: readonly Measured[], { display }: CliContext): string {
  const column = (head: string, cell: (row: Measured) => string): Column => ({
    ...{ head, align: "right" },
    cells: rows.map(cell),
  });
  const labels: Column = {
    ...{ head: "", align: "left" },
    cells: rows.map(({ engine, size }) => `${engine}, ${size.toLocaleString("en")}`),
  };
  const queries = Object.keys(rows[0]?.searchMs ?? {});
  const groups = [
    {
      caption: "Open and import",
      columns: [
        column("first open", ({ firstOpenMs }) => formatLatency(firstOpenMs)),
        column("import", ({ importMs }) => formatLatency(importMs)),
        column("open again", ({ openMs }) => formatLatency(openMs)),
      ],
    },
    {
      caption: "Search, median",
      columns: queries.map((name) => column(name, ({ searchMs }) => formatLatency(searchMs[name] ?? null))),
    },
  ];
  const tables = fitTables({ labels, groups }, { width: display.width, colours: coloursFor(display) });
  return `${tables.join("\n\n")}\n`;
}
