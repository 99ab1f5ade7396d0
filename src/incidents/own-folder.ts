import { readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { OutsideError, systemErrorCode } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";

const TRIES = 25;
const BETWEEN_TRIES_MS = 200;

/** The gate guards a look and a write, no work: one that is this old has lost its process. */
const GATE = { realpath: false, stale: 3000, retries: { retries: 60, minTimeout: 20, maxTimeout: 100 } };

const ownerSchema = z.strictObject({ pid: z.int(), host: z.string() });

/** Folders this process owns now, which its process id alone would not tell from a dead namesake's in a container. */
const owned = new Set<string>();

/**
 * Makes this process the only owner of a folder until the function it returns is called.
 *
 * A lock that ages is not enough: PostgreSQL in WebAssembly keeps the thread busy for seconds, in which no lock
 * can be refreshed and another process would take a live one for dead. So the owner is a process, and its folder
 * is free once that process is gone. An ageing lock only guards taking over.
 *
 * @throws OutsideError when another process keeps it for five seconds, or it cannot be written.
 */
export async function ownFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "owner.json");
  try {
    await makeFolder(folder);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      if (await tryToOwn(path)) return () => disown(path);
      await wait(BETWEEN_TRIES_MS);
    }
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    throw new OutsideError(`the incident memory ${folder} cannot be written (${code})`, {
      cause: error,
      fix: "allow writing there (reading needs it too), or set DATABASE_URL to a PostgreSQL server",
    });
  }
  throw new OutsideError(`the incident memory ${folder} is in use by another process (${path} says which)`, {
    fix: "wait until that one is done; for several at a time set DATABASE_URL to a PostgreSQL server",
  });
}

async function tryToOwn(path: string): Promise<boolean> {
  const release = await lock(path, { ...GATE, onCompromised: () => {} });
  try {
    if (await isOwned(path)) return false;
    await writeFile(path, JSON.stringify({ pid: process.pid, host: hostname() }));
    owned.add(path);
    return true;
  } finally {
    await release().catch(() => {}); // gone already when it was taken over
  }
}

async function isOwned(path: string): Promise<boolean> {
  const text = await readFile(path, "utf8").catch(() => "");
  const owner = ownerSchema.safeParse(parsed(text));
  if (!owner.success) return false; // nobody, or one that died while it wrote
  const { pid, host } = owner.data;
  if (host !== hostname()) return true;
  return pid === process.pid ? owned.has(path) : isAlive(pid);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // asks, and sends nothing
    return true;
  } catch (error) {
    return systemErrorCode(error) !== "ESRCH";
  }
}

async function disown(path: string): Promise<void> {
  owned.delete(path);
  await rm(path, { force: true });
}
