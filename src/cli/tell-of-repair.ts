import type { OpenOptions } from "../models/recordings.ts";
import type { CliContext } from "./context.ts";

/** Says what was found at the end of a recordings file whose writer was killed, and where it is now. */
export function tellOfRepair({ stderr }: Pick<CliContext, "stderr">): OpenOptions["onRepair"] {
  return ({ file, bytes, movedTo }) =>
    stderr(
      movedTo === null
        ? `${file} ends in a half-written line of ${bytes} bytes, which is passed over. The reply it was is not recorded.\n`
        : `${file} ended in a half-written line of ${bytes} bytes, which was moved to ${movedTo}. The reply it was is not recorded.\n`,
    );
}
