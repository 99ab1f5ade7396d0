import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { InvalidInputError } from "../shared/errors.ts";
import { findStoredReplies } from "./find-stored-replies.ts";

let userFolder: string;
const find = (name: string) => findStoredReplies(name, { runsFolder: join(userFolder, "runs"), userFolder });

beforeAll(async () => {
  userFolder = await mkdtemp(join(tmpdir(), "firedrill-find-"));
  for (const folder of ["runs/2026-01-a", "runs/2026-02-b", "runs/2026-02-c", "recordings", "empty"])
    await mkdir(join(userFolder, folder), { recursive: true });
  for (const file of [
    "runs/2026-01-a/manifest.json",
    "runs/2026-02-b/manifest.json",
    "runs/2026-02-c/trials.jsonl",
    "recordings/a-model.jsonl",
    "a-file.txt",
  ])
    await writeFile(join(userFolder, file), "");
});

describe("a name of stored replies", () => {
  it.each([
    { name: "2026-01-a", path: "runs/2026-01-a", why: "a run's id" },
    { name: "latest", path: "runs/2026-02-c", why: "the newest run" },
    { name: "runs/2026-01-a", path: "runs/2026-01-a", why: "a run's folder" },
    { name: "runs/2026-01-a/manifest.json", path: "runs/2026-01-a", why: "a file of a run" },
    { name: "./runs/2026-02-c/trials.jsonl", path: "runs/2026-02-c", why: "the trials of a run" },
  ])("stands for a run when it is $why", async ({ name, path }) => {
    expect(await find(name)).toEqual({ kind: "run", path: join(userFolder, path) });
  });

  it("stands for recordings when it is their file or folder", async () => {
    const folder = join(userFolder, "recordings");
    expect(await find("recordings/a-model.jsonl")).toEqual({
      kind: "recordings",
      folder,
      only: "a-model.jsonl",
    });
    expect(await find("./recordings")).toEqual({ kind: "recordings", folder });
  });

  it.each([
    { name: "2026-01", says: /there is no run "2026-01"[\s\S]*2026-01-a/ },
    { name: "gone.jsonl", says: /neither a run nor recordings[\s\S]*no such path/ },
    { name: "./a-file.txt", says: /another kind of file/ },
    { name: "./empty", says: /a folder without either/ },
  ])("is wrong input when it is $name", async ({ name, says }) => {
    await expect(find(name)).rejects.toThrow(InvalidInputError);
    await expect(find(name)).rejects.toThrow(says);
  });
});
