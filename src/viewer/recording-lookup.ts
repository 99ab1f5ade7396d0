import type { Recording } from "../contracts/recording.ts";
import type { Recordings } from "../models/recordings.ts";

/** Replies by key and time, also those that a run under way records after the first look. */
export interface RecordingLookup {
  find(key: string, recordedAt: string): Promise<Recording | null>;
  close(): Promise<void>;
}

/**
 * Opens the recordings at the first look, and anew where one is not found and `stampOf` says that they have changed. Looks
 * come one after the other, so that none reads from files that are being closed.
 */
export function createRecordingLookup(
  open: () => Promise<Recordings>,
  stampOf: () => Promise<string>,
): RecordingLookup {
  let opened: { readonly recordings: Recordings; readonly stamp: string } | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = underWay.catch(() => {}).then(work);
    underWay = done;
    return done;
  }

  async function reopen(stamp: string): Promise<Recordings> {
    await opened?.recordings.close();
    opened = null;
    opened = { recordings: await open(), stamp };
    return opened.recordings;
  }

  async function find(key: string, recordedAt: string): Promise<Recording | null> {
    const recordings = opened?.recordings ?? (await reopen(await stampOf()));
    const found = await recordings.findRecordedAt(key, recordedAt);
    if (found !== null) return found;
    const stamp = await stampOf();
    return stamp === opened?.stamp ? null : (await reopen(stamp)).findRecordedAt(key, recordedAt);
  }

  return {
    find: (key, recordedAt) => inTurn(() => find(key, recordedAt)),
    close: () =>
      inTurn(async () => {
        await opened?.recordings.close();
        opened = null;
      }),
  };
}
