import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Recording } from "../contracts/recording.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { aRecording } from "../testing/a-recording.ts";
import { renderRecordingLine } from "./recording-line.ts";
import { openRecordings, type Recordings } from "./recordings.ts";
import type { TornTail } from "./repair-recording-file.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

async function emptyFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "firedrill-recordings-"));
}

async function folderWith(text: string, file = "a-model.jsonl"): Promise<{ folder: string; file: string }> {
  const folder = await emptyFolder();
  await writeFile(join(folder, file), text);
  return { folder, file: join(folder, file) };
}

async function opened(folder: string, { isReadOnly = false } = {}) {
  const repairs: TornTail[] = [];
  const recordings = await openRecordings(folder, { isReadOnly, onRepair: (tail) => repairs.push(tail) });
  return { recordings, repairs };
}

async function contentsOf(recordings: Recordings): Promise<Recording[]> {
  const all: Recording[] = [];
  for await (const recording of recordings.all()) all.push(recording);
  return all;
}

const lines = (...recordings: Recording[]) => recordings.map(renderRecordingLine).join("");

describe("storing and finding", () => {
  it("gives back what was appended, now and after reopening, from one file per model", async () => {
    const folder = join(await emptyFolder(), "not", "there", "yet");
    const stored = [
      aRecording(1),
      aRecording(2, { modelId: "b.2" }),
      aRecording(3, { text: '断\u2028 \\ " \n{}' }),
    ];
    const first = await opened(folder);
    await Promise.all(stored.map((recording) => first.recordings.append(recording)));
    for (const recording of stored) {
      expect(first.recordings.has(recording.key)).toBe(true);
      expect(await first.recordings.find(recording.key)).toEqual(recording);
    }
    await first.recordings.close();

    const second = await opened(folder, { isReadOnly: true });
    expect(second.recordings.count).toBe(3);
    expect(await contentsOf(second.recordings)).toEqual(expect.arrayContaining(stored));
    expect((await readdir(folder)).sort()).toEqual(["a-model.jsonl", "b.2.jsonl"]);
    expect(await second.recordings.find(aRecording(9).key)).toBeNull();
    await second.recordings.close();
  });

  it("lets the later line win, within a file and after an append", async () => {
    const { folder } = await folderWith(
      lines(aRecording(1, { text: "old" }), aRecording(1, { text: "new" })),
    );
    const { recordings } = await opened(folder);
    const { key } = aRecording(1);
    expect(recordings.count).toBe(1);
    expect((await recordings.find(key))?.reply.text).toBe("new");
    await recordings.append(aRecording(1, { text: "newest" }));
    expect((await recordings.find(key))?.reply.text).toBe("newest");
    expect((await contentsOf(recordings)).map(({ reply }) => reply.text)).toEqual(["newest"]);
    await recordings.close();
  });

  it("still finds an earlier recording of a key by its time", async () => {
    const first = aRecording(1, { text: "first" });
    const second = { ...aRecording(1, { text: "second" }), recordedAt: "2026-06-03T00:00:00.000Z" };
    const third = { ...aRecording(1, { text: "third" }), recordedAt: "2026-06-04T00:00:00.000Z" };
    const { folder } = await folderWith(lines(first, second));
    const { recordings } = await opened(folder);
    await recordings.append(third);
    for (const recording of [first, second, third])
      expect(await recordings.findRecordedAt(recording.key, recording.recordedAt)).toEqual(recording);
    expect(await recordings.findRecordedAt(first.key, "2026-06-05T00:00:00.000Z")).toBeNull();
    expect(await recordings.findRecordedAt("0".repeat(64), first.recordedAt)).toBeNull();
    expect(await contentsOf(recordings)).toEqual([third]);
    await recordings.close();
  });

  it("reads one file of a folder where only that is asked for", async () => {
    const { folder } = await folderWith(lines(aRecording(1)));
    await writeFile(join(folder, "b.jsonl"), lines(aRecording(2)));
    const recordings = await openRecordings(folder, { onRepair: () => {}, only: "b.jsonl" });
    expect(await contentsOf(recordings)).toEqual([aRecording(2)]);
    await recordings.close();
  });

  it("takes a missing folder for an empty one, and other files for none of its business", async () => {
    expect((await opened("/nowhere/at/all", { isReadOnly: true })).recordings.count).toBe(0);
    const { folder } = await folderWith("not a recording", "README.md");
    expect((await opened(folder)).recordings.count).toBe(0);
  });

  it("finds lines across read chunks, blank lines and Windows line ends", async () => {
    const long = aRecording(1, { text: "x".repeat(3 << 20) });
    const text = `${lines(long)}\n${lines(aRecording(2)).replace("\n", "\r\n")}\r\n${lines(aRecording(3))}`;
    const { folder } = await folderWith(text);
    const { recordings } = await opened(folder, { isReadOnly: true });
    expect(await contentsOf(recordings)).toEqual([long, aRecording(2), aRecording(3)]);
    await recordings.close();
  });

  it.each([-2, -1, 0, 1, 2])("finds a line that ends %i bytes from a chunk's end", async (shift) => {
    const bare = Buffer.byteLength(lines(aRecording(1, { text: "" })));
    const first = aRecording(1, { text: "x".repeat((1 << 20) - bare + shift) });
    const { folder } = await folderWith(lines(first, aRecording(2)));
    const { recordings } = await opened(folder, { isReadOnly: true });
    expect(await contentsOf(recordings)).toEqual([first, aRecording(2)]);
    await recordings.close();
  });

  it.each([-2, -1, 0, 1, 2])("and so when that line, %i bytes off, has a Windows line end", async (shift) => {
    const bare = Buffer.byteLength(lines(aRecording(1, { text: "" })));
    const first = aRecording(1, { text: "x".repeat((1 << 20) - bare + shift) });
    const { folder } = await folderWith(lines(first, aRecording(2)).replaceAll("\n", "\r\n"));
    const { recordings } = await opened(folder, { isReadOnly: true });
    expect(await contentsOf(recordings)).toEqual([first, aRecording(2)]);
    await recordings.close();
  });

  it("close() waits for what is still being written", async () => {
    const folder = await emptyFolder();
    const { recordings } = await opened(folder);
    const appends = [1, 2, 3].map((number) => recordings.append(aRecording(number)));
    await recordings.close();
    expect(await readFile(join(folder, "a-model.jsonl"), "utf8")).toBe(
      lines(aRecording(1), aRecording(2), aRecording(3)),
    );
    await Promise.all(appends);
  });

  it("refuses a model id that could leave the folder", async () => {
    const { recordings } = await opened(await emptyFolder());
    await expect(recordings.append(aRecording(1, { modelId: "../../escape" }))).rejects.toThrow(
      InvalidInputError,
    );
  });
});

describe("a write cut short", () => {
  const whole = [aRecording(1), aRecording(2)];
  const last = aRecording(3);
  const sound = lines(...whole);
  const text = lines(...whole, last);
  const lineStart = Buffer.byteLength(sound);
  const size = Buffer.byteLength(text);

  it("at any byte of the last line loses at most that line; appending then works, and nothing is deleted", async () => {
    const folder = await emptyFolder();
    for (let cut = lineStart; cut <= size; cut += 1) {
      const here = join(folder, String(cut));
      await mkdir(here);
      const file = join(here, "a-model.jsonl");
      await writeFile(file, text);
      await truncate(file, cut);

      const { recordings, repairs } = await opened(here);
      const isWhole = cut >= size - 1; // only the newline is missing, or nothing
      expect(recordings.count).toBe(isWhole ? 3 : 2);
      await recordings.append(aRecording(4));
      expect(await contentsOf(recordings)).toEqual([...whole, ...(isWhole ? [last] : []), aRecording(4)]);
      await recordings.close();

      const torn = cut > lineStart && !isWhole;
      const bytes = cut - lineStart;
      expect(repairs).toEqual(torn ? [{ file, bytes, movedTo: `${file}.torn-1` }] : []);
      if (torn) expect(await readFile(`${file}.torn-1`)).toEqual(Buffer.from(text).subarray(lineStart, cut));

      const again = await opened(here, { isReadOnly: true });
      expect(again.repairs).toEqual([]);
      expect(again.recordings.count).toBe(isWhole ? 4 : 3);
    }
  }, 60_000);

  it("is told but left alone where nothing may be written", async () => {
    const { folder, file } = await folderWith(`${sound}{"key":"abc`);
    const { recordings, repairs } = await opened(folder, { isReadOnly: true });
    expect(await contentsOf(recordings)).toEqual(whole);
    expect(repairs).toEqual([{ file, bytes: 11, movedTo: null }]);
    expect(await readFile(file, "utf8")).toBe(`${sound}{"key":"abc`);
    expect(await readdir(folder)).toEqual(["a-model.jsonl"]);
    await recordings.close();
  });

  it("keeps a whole last line without its newline even read-only", async () => {
    const { folder } = await folderWith(text.trimEnd());
    const { recordings, repairs } = await opened(folder, { isReadOnly: true });
    expect(await contentsOf(recordings)).toEqual([...whole, last]);
    expect(repairs).toEqual([]);
    await recordings.close();
  });

  it("is found at the next append when another process was killed meanwhile", async () => {
    const { folder, file } = await folderWith(sound);
    const { recordings, repairs } = await opened(folder);
    await appendFile(file, '{"key":"half');
    await recordings.append(last);
    expect(repairs).toEqual([{ file, bytes: 12, movedTo: `${file}.torn-1` }]);
    expect(await readFile(file, "utf8")).toBe(text);
    await recordings.close();
  });

  it("never overwrites an earlier torn line", async () => {
    const { folder, file } = await folderWith(sound);
    for (const half of ["first", "second"]) {
      await appendFile(file, half);
      await (await opened(folder)).recordings.close();
    }
    expect(await readFile(`${file}.torn-1`, "utf8")).toBe("first");
    expect(await readFile(`${file}.torn-2`, "utf8")).toBe("second");
  });

  it("of a whole file leaves an empty one", async () => {
    const { folder, file } = await folderWith("x".repeat(200_000));
    const { repairs } = await opened(folder);
    expect(repairs).toEqual([{ file, bytes: 200_000, movedTo: `${file}.torn-1` }]);
    expect(await readFile(file, "utf8")).toBe("");
  });
});

describe("a line that is no recording", () => {
  it.each([
    { why: "merge conflict markers", line: "<<<<<<< HEAD", fix: /both sides/ },
    { why: "a hand edit", line: '{"schemaVersion":1}', fix: /version control/ },
    { why: "a line cut in the middle", line: lines(aRecording(7)).slice(0, 300), fix: /version control/ },
    { why: "a key that is no hash", line: '{"key":"abc","schemaVersion":1}', fix: /version control/ },
  ])("is refused with its place when it is $why", async ({ line, fix }) => {
    const { folder, file } = await folderWith(`${lines(aRecording(1))}\n${line}\n${lines(aRecording(2))}`);
    const error = await opened(folder).catch((thrown: unknown) => thrown);
    if (!(error instanceof InvalidInputError)) throw new Error(`expected InvalidInputError, got ${error}`);
    expect(error.problems[0]).toMatchObject({ at: `${file}:3`, fix: expect.stringMatching(fix) });
  });

  it.each([
    {
      why: "its reply was cut out",
      edit: (line: string) => line.replace(/,"reply":.*\}/, "}"),
      problem: /reply/,
    },
    {
      why: "its request was changed",
      edit: (line: string) => line.replace("incident 1", "incident 2"),
      problem: /hash/,
    },
    {
      why: "it is not JSON",
      edit: (line: string) => line.replace('"schemaVersion":1', "schemaVersion"),
      problem: /JSON/,
    },
  ])("is refused when it is read because $why", async ({ edit, problem }) => {
    const { folder } = await folderWith(edit(lines(aRecording(1))));
    const { recordings } = await opened(folder);
    const error = await recordings.find(aRecording(1).key).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(String(error)).toMatch(problem);
    await recordings.close();
  });
});

describe("a disk that takes no more", () => {
  // Writes to /dev/full fail with ENOSPC for root too.
  async function fullFolder() {
    const folder = await emptyFolder();
    const file = join(folder, "a-model.jsonl");
    await symlink("/dev/full", file);
    return { folder, file };
  }

  it.runIf(process.platform === "linux")(
    "loses no paid reply: it is in a rescue file, which the error names",
    async () => {
      const { folder, file } = await fullFolder();
      const { recordings } = await opened(folder);
      const results = await Promise.allSettled([1, 2].map((number) => recordings.append(aRecording(number))));
      const error = results[1]?.status === "rejected" ? results[1].reason : null;
      if (!(error instanceof OutsideError)) throw new Error(`expected OutsideError, got ${error}`);
      expect(results[0]?.status).toBe("rejected");
      expect(error.message).toContain("ENOSPC");
      const [, rescueFile = "", target] = /^.*cat '(.+)' >> '(.+)'$/.exec(error.fix ?? "") ?? [];
      expect(target).toBe(file);
      expect(error.message).toContain(rescueFile);
      expect(recordings.has(aRecording(1).key)).toBe(false);
      await recordings.close();

      const mended = await folderWith(await readFile(rescueFile, "utf8"));
      await rm(rescueFile);
      const again = await opened(mended.folder);
      expect(await contentsOf(again.recordings)).toEqual(
        expect.arrayContaining([aRecording(1), aRecording(2)]),
      );
      await again.recordings.close();
    },
  );

  it.runIf(process.platform === "linux")(
    "prints the reply when there is no place for a rescue file either",
    async () => {
      const { folder } = await fullFolder();
      vi.stubEnv("TMPDIR", "/nowhere/at/all");
      const printed: string[] = [];
      vi.spyOn(process.stderr, "write").mockImplementation((text) => printed.push(String(text)) > 0);
      const { recordings } = await opened(folder);
      const error = await recordings.append(aRecording(1)).catch((thrown: unknown) => thrown);
      vi.unstubAllEnvs();
      expect(error).toBeInstanceOf(OutsideError);
      expect(printed.join("")).toBe(lines(aRecording(1)));
    },
  );

  it("is noticed before money is spent", async () => {
    const sound = await opened(await emptyFolder());
    await expect(sound.recordings.assertWritable()).resolves.toBeUndefined();

    const { file } = await folderWith("");
    const under = await openRecordings(join(file, "below"), { onRepair: () => {} }).catch(
      (thrown: unknown) => thrown,
    );
    expect(under).toBeInstanceOf(OutsideError);

    const { folder } = await folderWith("");
    await mkdir(join(folder, "b-model.jsonl"));
    const { assertWritable } = await import("./assert-writable.ts");
    await expect(assertWritable(folder)).rejects.toThrow(/EISDIR.*nothing was called/);
    expect(await readdir(folder)).toEqual(["a-model.jsonl", "b-model.jsonl"]);
  });
});
