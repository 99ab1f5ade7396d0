/**
 * A process of its own that appends recordings `first` to `last` to a folder, several at a time, and prints
 * each number once its recording is said to be safe. To be run beside others of its kind, and killed.
 */
import { openRecordings } from "../models/recordings.ts";
import { aRecording } from "./a-recording.ts";

const AT_A_TIME = 5;

const [folder = "", first = "0", last = "0"] = process.argv.slice(2);
const recordings = await openRecordings(folder, { onRepair: () => {} });
for (let number = Number(first); number <= Number(last); number += AT_A_TIME) {
  const numbers = Array.from({ length: AT_A_TIME }, (_, step) => number + step);
  await Promise.all(
    numbers.map(async (each) => {
      await recordings.append(aRecording(each));
      process.stdout.write(`${each}\n`);
    }),
  );
}
await recordings.close();
