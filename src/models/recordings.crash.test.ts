import { spawn } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleepFor } from "node:timers/promises";
import { expect, it } from "vitest";
import { aRecording } from "../testing/a-recording.ts";
import { openRecordings } from "./recordings.ts";

const PROGRAM = resolve(import.meta.dirname, "../testing/append-recordings.ts");

/** A real process that appends, and the numbers it was told are safe. */
function startAppending(folder: string, first: number, last: number) {
  const child = spawn(process.execPath, [PROGRAM, folder, String(first), String(last)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  return {
    child,
    ended: new Promise<number | null>((ended) => child.on("close", ended)),
    // A number without its newline may be half a number.
    safeNumbers: () => printed.split("\n").slice(0, -1).map(Number),
  };
}

async function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "firedrill-crash-"));
}

it("two processes that append to one folder at once lose nothing", async () => {
  const folder = await emptyFolder();
  const both = [startAppending(folder, 1, 200), startAppending(folder, 201, 400)];
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);

  const recordings = await openRecordings(folder, { onRepair: () => expect.unreachable("nothing was torn") });
  expect(recordings.count).toBe(400);
  for (let number = 1; number <= 400; number += 1) {
    expect(await recordings.find(aRecording(number).key)).toEqual(aRecording(number));
  }
  await recordings.close();
  expect(await readdir(folder)).toEqual(["a-model.jsonl"]);
}, 60_000);

it("kill -9 while appending, ten times over, loses nothing that was said to be safe", async () => {
  // Folders of their own, so that the waits for the dead owners' locks run side by side.
  const killed = await Promise.all(
    Array.from({ length: 10 }, async (_, round) => {
      const folder = await emptyFolder();
      const { child, ended, safeNumbers } = startAppending(folder, 1, 1_000_000);
      while (safeNumbers().length < 20) await sleepFor(2);
      await sleepFor(round * 3); // not always at the same point
      child.kill("SIGKILL");
      await ended;
      return { folder, safe: safeNumbers() };
    }),
  );

  await Promise.all(
    killed.map(async ({ folder, safe }) => {
      const recordings = await openRecordings(folder, { onRepair: () => {} });
      expect(safe.length).toBeGreaterThanOrEqual(20);
      for (const number of safe)
        expect(await recordings.find(aRecording(number).key)).toEqual(aRecording(number));
      await recordings.append(aRecording(0));
      expect(await recordings.find(aRecording(0).key)).toEqual(aRecording(0));
      await recordings.close();
    }),
  );
}, 120_000);
