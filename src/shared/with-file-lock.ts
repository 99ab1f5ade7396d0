import { lock } from "proper-lockfile";

/** A process that died while it held the lock holds up the others for this long. */
const STALE_AFTER_MS = 3000;

/** About half a minute in all: many times what a write takes, and longer than a dead owner's lock lives. */
const RETRIES = { retries: 600, minTimeout: 5, maxTimeout: 60, factor: 1.5, randomize: true };

/** Runs `work` while no other process, and nothing else in this one, writes to the file. */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const release = await lock(file, {
    realpath: false, // the file need not be there yet
    stale: STALE_AFTER_MS,
    retries: RETRIES,
    // Another process took over because this one was suspended. What is left to write are whole lines at
    // the file's end, which stay whole.
    onCompromised: () => {},
  });
  try {
    return await work();
  } finally {
    await release().catch(() => {}); // gone already when it was taken over
  }
}
