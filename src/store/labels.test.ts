import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { LABEL_COLUMNS } from "../contracts/label-row.ts";
import { labelsCsv } from "../review/label-csv.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { aLabel, anAnswer } from "../testing/a-label.ts";
import { labelFileName } from "./label-file-name.ts";
import { createLabelStore } from "./labels.ts";

const HEADER = labelsCsv([], { header: true });
const hostile = aLabel({ comment: '=1+1\n"中文", \u202e\r\n\'', answer: "no" });

async function aFolder(files: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "firedrill-labels-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const torn: { file: string; bytes: number }[] = [];
  const store = createLabelStore(folder, { onTornLine: (one) => torn.push(one) });
  return { folder, store, torn, file: join(folder, "ann.csv") };
}

describe("labels in a folder", () => {
  it("are none where there is no folder", async () => {
    const { folder } = await aFolder();
    expect(await createLabelStore(join(folder, "not", "there")).all()).toEqual([]);
  });

  it("read back exactly, in the order they were given, from a file per reviewer", async () => {
    const { folder, store } = await aFolder();
    const later = anAnswer("severity", { reviewer: "李 雷", at: "2026-06-03T10:00:00.000Z" });
    await store.append([later, hostile]);
    await store.append([aLabel({ at: "2026-06-03T11:00:00.000Z" })]);
    expect(await store.all()).toEqual([hostile, later, aLabel({ at: "2026-06-03T11:00:00.000Z" })]);
    expect(await readdir(folder)).toEqual(["ann.csv", labelFileName("李 雷")]);
  });

  it("count once where a downloaded file lies beside the reviewer's own", async () => {
    const { store } = await aFolder({ "labels (1).csv": `\uFEFF${labelsCsv([hostile], { header: true })}` });
    await store.append([hostile, aLabel()]);
    expect(await store.all()).toEqual([hostile, aLabel()]);
  });

  it("are read from a file that a spreadsheet saved", async () => {
    const text = labelsCsv([aLabel()], { header: true }).replaceAll('"', "").replaceAll("\n", "\r\n");
    const { store } = await aFolder({ "ann.csv": text });
    await store.append([hostile]);
    expect(await store.all()).toEqual([aLabel(), hostile]);
  });

  it("survive in a file larger than one read", async () => {
    const many = Array.from({ length: 600 }, (_, repeat) => aLabel({ repeat, comment: "支付\n".repeat(40) }));
    const { store, torn, file } = await aFolder({ "ann.csv": labelsCsv(many, { header: true }) });
    await appendFile(file, '"2026-06-03T');
    await store.append([hostile]);
    expect(await store.all()).toEqual([...many, hostile]);
    expect(torn).toEqual([]);
  });
});

describe("what makes no sense", () => {
  it("is told all at once, with file and line", async () => {
    const good = labelsCsv([hostile], { header: false });
    const bad = labelsCsv([aLabel()], { header: false });
    const { store, file, folder } = await aFolder({
      "ann.csv": HEADER + good + bad.replace('"yes"', '"maybe"') + bad.replace('"0"', '"first"'),
      "other.csv": "a,b\n1,2\n",
    });
    const error = await store.all().catch((thrown: unknown) => thrown);
    if (!(error instanceof InvalidInputError)) throw new Error(`expected InvalidInputError, got ${error}`);
    expect(error.problems.map(({ at }) => at)).toEqual([
      `${file}:5, answer`,
      `${file}:6, repeat`,
      `${join(folder, "other.csv")}:1`,
    ]);
  });

  it("is a row with a quotation that ends in its middle", async () => {
    const row = labelsCsv([aLabel()], { header: false });
    const { store, file } = await aFolder({ "ann.csv": HEADER + row.replace('"yes"', '"yes') + row });
    await expect(store.all()).rejects.toThrow(`${file}:2`);
  });

  it("stops appending too: a row must not follow what nobody can read", async () => {
    const { store, file } = await aFolder({ "ann.csv": "a,b\n" });
    await expect(store.append([aLabel()])).rejects.toThrow(InvalidInputError);
    expect(await readFile(file, "utf8")).toBe("a,b\n");
  });
});

describe("a write that was cut short", () => {
  const whole = labelsCsv([aLabel(), hostile], { header: true });
  const bytes = Buffer.byteLength(whole);
  const lastRow = Buffer.byteLength(labelsCsv([hostile], { header: false }));

  it("leaves the rows before it and no label of its own, wherever it was cut; the next begins on a new line", async () => {
    const { store, torn, file, folder } = await aFolder();
    for (let cut = 2; cut < lastRow; cut += 1) {
      await writeFile(file, whole);
      await truncate(file, bytes - cut);
      torn.length = 0;
      expect(await store.all()).toEqual([aLabel()]);
      expect(torn).toEqual([{ file, bytes: lastRow - cut }]);

      await store.append([hostile]);
      expect(await readFile(file, "utf8")).toBe(whole);
    }
    const saved = (await readdir(folder)).filter((name) => name.includes(".torn-"));
    expect(saved).toHaveLength(lastRow - 2);
  });

  it("loses nothing where only the line break is missing", async () => {
    const { store, torn, file } = await aFolder({ "ann.csv": whole.slice(0, -1) });
    expect(await store.all()).toEqual([aLabel(), hostile]);
    await store.append([anAnswer("severity")]);
    expect(await readFile(file, "utf8")).toBe(whole + labelsCsv([anAnswer("severity")], { header: false }));
    expect(torn).toEqual([]);
  });

  it("in the header leaves a file that begins anew", async () => {
    const { store, torn, file } = await aFolder({ "ann.csv": HEADER.slice(0, 30) });
    expect(await store.all()).toEqual([]);
    expect(torn).toEqual([{ file, bytes: 30 }]);
    await store.append([aLabel()]);
    expect(await readFile(file, "utf8")).toBe(labelsCsv([aLabel()], { header: true }));
  });
});

it.runIf(process.platform === "linux")("says when the disk is full", async () => {
  const { store, file } = await aFolder();
  await symlink("/dev/full", file); // writes to it fail with ENOSPC, for root too
  const error = await store.append([aLabel()]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OutsideError);
  expect(String(error)).toContain("ENOSPC");
});

it("writes one header and whole rows where several processes start a file together", async () => {
  const { folder, store, file } = await aFolder();
  const module = resolve(import.meta.dirname, "labels.ts");
  const script = `
    import { createLabelStore } from ${JSON.stringify(module)};
    const [folder, label, writer] = process.argv.slice(1);
    const store = createLabelStore(folder);
    for (let n = 0; n < 10; n += 1) await store.append([{ ...JSON.parse(label), comment: writer + n }]);`;
  const argv = (writer: string) => [
    ...["--import", "tsx", "--input-type=module", "-e", script],
    ...[folder, JSON.stringify(aLabel()), writer],
  ];
  const children = ["a", "b", "c"].map((writer) =>
    spawn(process.execPath, argv(writer), { cwd: resolve(import.meta.dirname, "../.."), stdio: "inherit" }),
  );
  const codes = await Promise.all(children.map(async (child) => (await once(child, "close"))[0]));
  expect(codes).toEqual([0, 0, 0]);
  const comments = (await store.all()).map(({ comment }) => comment);
  expect(comments.sort()).toEqual(
    ["a", "b", "c"].flatMap((writer) => Array.from({ length: 10 }, (_, n) => `${writer}${n}`)),
  );
  expect((await readFile(file, "utf8")).split(`"${LABEL_COLUMNS[0]}"`)).toHaveLength(2);
});

it.each([
  { reviewer: "ann", file: /^ann\.csv$/ },
  { reviewer: "Ann", file: /^ann-[0-9a-f]{8}\.csv$/ },
  { reviewer: "ann lee", file: /^ann-lee-[0-9a-f]{8}\.csv$/ },
  { reviewer: "../../etc/passwd", file: /^etc-passwd-[0-9a-f]{8}\.csv$/ },
  { reviewer: "李雷", file: /^reviewer-[0-9a-f]{8}\.csv$/ },
  { reviewer: "José", file: /^jose-[0-9a-f]{8}\.csv$/ },
  { reviewer: "con", file: /^con-[0-9a-f]{8}\.csv$/ },
])("keeps the labels of $reviewer under a name that every system takes", ({ reviewer, file }) => {
  expect(labelFileName(reviewer)).toMatch(file);
});
