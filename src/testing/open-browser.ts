import { type Browser, chromium } from "playwright-core";
import { findBrowser, NO_BROWSER } from "./find-browser.ts";

/** What a browser asks for by itself, and a test must not. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A headless Chromium. @throws Error where none is found, saying how to get one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser(process.env);
  if (executablePath === null) throw new Error(NO_BROWSER);
  return chromium.launch({ executablePath, headless: true, args: QUIET });
}

/** Whether tests that need a browser are left out, which is said. With CI=true they are not: a missing browser fails them. */
export function lacksBrowser(env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.CI === "true" || findBrowser(env) !== null) return false;
  console.warn(`Skipped in a browser: ${NO_BROWSER}`);
  return true;
}
