/** A reader at a real browser, who notices whatever goes wrong in a page. */
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

export interface Reader {
  readonly page: Page;
  /** Errors of the page and its console, refused content, dialogs, and requests to anywhere else, as they came. */
  readonly troubles: readonly string[];
  /** Every address that was asked for. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Opens the address in a browser of nobody: nothing is remembered from before. */
export async function openReader(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Reader> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") troubles.push(message.text());
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("dialog", async (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on("page", (other) => troubles.push(`another page: ${other.url()}`));
  context.on("request", (request) => {
    const url = request.url();
    requests.push(url);
    if (!isOwn(url, address)) troubles.push(`request: ${url}`);
  });
  await page.goto(address);
  await settled(page);
  return { page, troubles, requests, close: () => context.close() };
}

/** Once the page has what it asked for. */
export async function settled(page: Page): Promise<void> {
  await page
    .getByRole("main")
    .getByRole("heading", { level: 1 })
    .or(page.getByRole("alert"))
    .first()
    .waitFor();
  await page.getByText("Loading …").first().waitFor({ state: "detached" });
}

/** Goes where the address's part behind "#" says. */
export async function visit(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  await settled(page);
}

/** A page answers when it can, on a busy machine too. */
export function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 15_000 });
}

/** What axe finds by all the rules it has on by default: a line a rule, with the first place and how many there are. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.length} times, first ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
}

/** How many pixels of the page stand out at the right, so that the whole of it scrolls sideways. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

function isOwn(url: string, address: string): boolean {
  const { protocol, origin, pathname } = new URL(url);
  if (protocol === "data:" || protocol === "blob:") return true;
  const own = new URL(address);
  return protocol === "file:" ? pathname === own.pathname : origin === own.origin;
}
