import type { LoadOptions } from "../store/run-folder.ts";
import type { CliContext } from "./context.ts";

/** Says that a run was killed in the middle of writing a trial. */
export function tellOfTornTrial({ stderr }: Pick<CliContext, "stderr">): LoadOptions["onTornLine"] {
  return ({ file, bytes }) =>
    stderr(`${file} ends in a half-written line of ${bytes} bytes, which is passed over.\n`);
}
