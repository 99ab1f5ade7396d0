import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where a Chromium is: the one that CHROMIUM_PATH names, the first on the PATH, or where installers put it; null where none is. */
export function findBrowser(env: NodeJS.ProcessEnv): string | null {
  const onPath = (env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const named = env.CHROMIUM_PATH === undefined ? [] : [env.CHROMIUM_PATH];
  return [...named, ...onPath, ...ELSEWHERE].find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const NO_BROWSER =
  "no Chromium was found; install one (Debian: apt-get install chromium) or set CHROMIUM_PATH";
