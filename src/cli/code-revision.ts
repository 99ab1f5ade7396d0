import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The commit a folder stands at, with "+changes" where its files differ from it; null outside git. */
export async function codeRevision(folder: string): Promise<string | null> {
  try {
    const { stdout: commit } = await run("git", ["rev-parse", "HEAD"], { cwd: folder });
    const { stdout: changes } = await run("git", ["status", "--porcelain", "--untracked-files=no"], {
      cwd: folder,
    });
    return `${commit.trim()}${changes === "" ? "" : "+changes"}`;
  } catch {
    return null; // no git, no repository or no commit yet: unknown, and no reason to stop
  }
}
