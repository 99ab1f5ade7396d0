import { mkdtemp, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "./make-folder.ts";

it("makes a folder and those above it, and does not mind when it is there", async () => {
  const path = join(await mkdtemp(join(tmpdir(), "firedrill-folder-")), "a/b/c");
  await makeFolder(path);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

it("rejects below a file", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "firedrill-folder-")), "file");
  await writeFile(file, "");
  await expect(makeFolder(join(file, "a/b"))).rejects.toThrow("ENOTDIR");
});

it.runIf(process.platform === "linux")("rejects, and does not hang, where nothing can be made", async () => {
  await expect(makeFolder("/proc/firedrill/a/b")).rejects.toThrow("ENOENT");
});
