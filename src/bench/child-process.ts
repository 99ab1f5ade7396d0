import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setInterval } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const MEMORY_POLL_MS = 50;

/** One of our own files as a process, run the way this one is. */
export function startScript(file: string, args: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args);
}

export interface ProcessCost {
  readonly exitCode: number | null;
  /** From its start to its end. */
  readonly wallMs: number;
  /** Null where the system does not tell (it does on Linux). */
  readonly peakMemoryMb: number | null;
}

/** Lets a process just started run to its end. */
export async function measureProcess(child: ChildProcess): Promise<ProcessCost> {
  const startedAt = performance.now();
  const ended = new AbortController();
  const peakMemory = watchPeakMemory(child.pid, ended.signal);
  const [exitCode] = await once(child, "exit");
  const wallMs = performance.now() - startedAt;
  ended.abort();
  return { exitCode, wallMs, peakMemoryMb: await peakMemory };
}

/** The message a child sends next. Rejects if it ends first. */
export async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const ended = new AbortController();
  const signal = ended.signal;
  try {
    return await Promise.race([
      // Our own files send what their caller says they send.
      once(child, "message", { signal }).then(([message]) => message as T),
      once(child, "exit", { signal }).then(([code]) => {
        throw new Error(`${child.spawnargs.join(" ")} ended with ${code} before it reported`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}

/** The kernel's own high-water mark, so that polling misses no peak but what comes just before the end. */
async function watchPeakMemory(pid: number | undefined, ended: AbortSignal): Promise<number | null> {
  let peakMb: number | null = null;
  try {
    for await (const _ of setInterval(MEMORY_POLL_MS, null, { signal: ended })) {
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
      if (kilobytes !== undefined) peakMb = Number(kilobytes) / 1024;
    }
  } catch (error) {
    if (!ended.aborted) throw error;
  }
  return peakMb;
}
