/** How long the local server takes for every reply. */
export const REPLY_MS = 200;

/** Who asks: our engine, promptfoo's command line, or a bare loop that shows what machine and server allow. */
export const RUNNERS = ["firedrill", "promptfoo", "bare loop"] as const;
export type Runner = (typeof RUNNERS)[number];

export interface EngineCase {
  readonly runner: Runner;
  readonly trials: number;
  readonly concurrency: number;
  /** Beyond this many in flight the server answers 429; null: no limit. */
  readonly serverLimit: number | null;
}

const SMALL = 1_000;
const LARGE = 10_000;
const CONCURRENCIES = [50, 200];
const SERVER_LIMIT = 20;

/**
 * The cases of one benchmark run. Without `isFull` those are left out that take minutes each: 10,000 trials
 * behind the server's limit (100 s at best), and 10,000 through promptfoo.
 */
export function planEngineCases({ isFull }: { readonly isFull: boolean }): EngineCase[] {
  return [SMALL, LARGE].flatMap((trials) =>
    [null, SERVER_LIMIT].flatMap((serverLimit) =>
      CONCURRENCIES.flatMap((concurrency) =>
        RUNNERS.map((runner) => ({ runner, trials, concurrency, serverLimit })).filter(
          (candidate) => canRun(candidate) && (isFull || !takesMinutes(candidate)),
        ),
      ),
    ),
  );
}

// A loop that cannot wait has nothing to show where the server refuses.
function canRun({ runner, serverLimit }: EngineCase): boolean {
  return runner !== "bare loop" || serverLimit === null;
}

function takesMinutes({ runner, trials, serverLimit }: EngineCase): boolean {
  return trials === LARGE && (serverLimit !== null || runner === "promptfoo");
}

/** The time that nobody can beat: every place at the server taken, all the time. */
export function idealMs({ trials, concurrency, serverLimit }: Omit<EngineCase, "runner">): number {
  return Math.ceil(trials / Math.min(concurrency, serverLimit ?? concurrency)) * REPLY_MS;
}
