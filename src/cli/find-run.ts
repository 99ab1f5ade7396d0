import { join, resolve } from "node:path";
import { InvalidInputError } from "../shared/errors.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { listRuns } from "../store/run-folder.ts";

/** Names the newest run. */
export const LATEST = "latest";

/** The path of a run given as an id, a folder or "latest". */
export async function findRun(
  name: string,
  { runsFolder, userFolder }: { runsFolder: string; userFolder: string },
): Promise<string> {
  if (isPath(name)) return resolve(userFolder, name);
  const ids = await listRuns(runsFolder);
  const id = name === LATEST ? ids.at(-1) : ids.find((known) => known === name);
  if (id !== undefined) return join(runsFolder, id);
  throw new InvalidInputError({
    ...unknownName("run", name, ids),
    at: runsFolder,
    ...(ids.length === 0 ? { fix: "npm run eval" } : {}),
  });
}

/** Whether a name on the command line can only be meant as a path. */
export function isPath(name: string): boolean {
  return /[\\/]/.test(name) || name === "." || name === "..";
}
