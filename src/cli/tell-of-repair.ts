import type { TornTail } from "../models/recordings.ts";
import type { CliContext } from "./context.ts";

/** Says what was found at the end of a recordings file whose writer was killed, and where it is now. */
export function tellOfRepair({ stderr }: Pick<CliContext, "stderr">): (tail: TornTail) => void {
  return ({ file, bytes, movedTo }) =>
    stderr(
      movedTo === null
        ? `${file} ends in a half-written line of ${bytes} bytes; it is left out.\n`
        : `${file} ended in a half-written line of ${bytes} bytes; it was moved to ${movedTo}.\n`,
    );
}
