import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openRecordings } from "../models/recordings.ts";
import { aRecording } from "../testing/a-recording.ts";
import { createRecordingLookup } from "./recording-lookup.ts";
import { folderStamp } from "./remember.ts";

it("finds replies that were recorded after its first look, and opens the files no oftener than they change", async () => {
  const folder = await mkdtemp(join(tmpdir(), "firedrill-lookup-"));
  const writer = await openRecordings(folder, { onRepair: () => {} });
  const [first, second] = [aRecording(1), aRecording(2)];
  let opened = 0;
  const lookup = createRecordingLookup(
    () => {
      opened += 1;
      return openRecordings(folder, { onRepair: () => {}, isReadOnly: true });
    },
    () => folderStamp(folder),
  );
  const find = ({ key, recordedAt }: typeof first) => lookup.find(key, recordedAt);
  await writer.append(first);
  expect(await Promise.all([find(first), find(second), find(first)])).toEqual([first, null, first]);
  expect(opened).toBe(1);
  await writer.append(second);
  expect(await Promise.all([find(second), find(first)])).toEqual([second, first]);
  expect(opened).toBe(2);
  await lookup.close();
  await writer.close();
});
