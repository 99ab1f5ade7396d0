import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { OutsideError } from "./errors.ts";
import { writeNewFiles, writeWholeFile } from "./write-files.ts";

const aFolder = () => mkdtemp(join(tmpdir(), "firedrill-files-"));

it("writes new files, and leaves no drafts", async () => {
  const folder = await aFolder();
  await writeNewFiles([
    { path: join(folder, "a"), text: "one" },
    { path: join(folder, "b"), text: "two" },
  ]);
  expect(await readdir(folder)).toEqual(["a", "b"]);
  expect(await readFile(join(folder, "b"), "utf8")).toBe("two");
});

it("writes none where one is there already, and leaves that one alone", async () => {
  const folder = await aFolder();
  await writeFile(join(folder, "b"), "mine");
  const files = ["a", "b", "c"].map((name) => ({ path: join(folder, name), text: "new" }));
  await expect(writeNewFiles(files)).rejects.toThrow(OutsideError);
  expect(await readdir(folder)).toEqual(["b"]);
  expect(await readFile(join(folder, "b"), "utf8")).toBe("mine");
});

it("writes over a file as a whole", async () => {
  const folder = await aFolder();
  await writeFile(join(folder, "a"), "old");
  await writeWholeFile({ path: join(folder, "a"), text: "new" });
  expect(await readFile(join(folder, "a"), "utf8")).toBe("new");
  expect(await readdir(folder)).toEqual(["a"]);
});

it("tells a folder that is not there", async () => {
  const path = join(await aFolder(), "no", "file");
  await expect(writeWholeFile({ path, text: "x" })).rejects.toThrow(/cannot be written \(ENOENT\)/);
  await expect(writeNewFiles([{ path, text: "x" }])).rejects.toThrow(/cannot be written \(ENOENT\)/);
});
