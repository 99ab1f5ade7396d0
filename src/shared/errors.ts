/** One thing wrong with what a person wrote: what, where, what was expected and received, the smallest fix. */
export interface InputProblem {
  readonly problem: string;
  /** File, flag or path: `scenarios/x.yaml, expected.severity`. */
  readonly at?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly fix?: string;
}

/** The input is wrong. Carries every problem found, so that one run shows them all. Exit code 2. */
export class InvalidInputError extends Error {
  override readonly name = "InvalidInputError";
  readonly problems: readonly InputProblem[];

  constructor(problems: InputProblem | readonly InputProblem[]) {
    const all = Array.isArray(problems) ? (problems as readonly InputProblem[]) : [problems as InputProblem];
    super(all.map(renderProblem).join("\n\n"));
    this.problems = all;
  }
}

/** A disk, model or other outside part failed. Exit code 3. */
export class OutsideError extends Error {
  override readonly name = "OutsideError";
  readonly fix: string | null;

  constructor(message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fix = options.fix ?? null;
  }
}

function renderProblem({ problem, at, expected, received, fix }: InputProblem): string {
  const lines = [problem];
  if (at !== undefined) lines.push(`  at: ${at}`);
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (received !== undefined) lines.push(`  received: ${received}`);
  if (fix !== undefined) lines.push(`  try: ${fix}`);
  return lines.join("\n");
}

/** The code of a Node system error ("ENOENT", "EACCES"), or null for anything else. */
export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
