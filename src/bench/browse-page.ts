import { join } from "node:path";
import type { Browser, CDPSession, Page } from "playwright-core";

/** One visit to the page of a run, by a browser that has seen nothing before. */
export interface Browsed {
  /** From navigation until the first line of the trial table is there and a filter has answered. */
  readonly interactiveMs: number;
  /** From each change of a filter to the painted frame with the new count. */
  readonly filterMs: readonly number[];
  /** Between two frames while the trial table is scrolled to its end. */
  readonly longestFrameMs: number;
  /** What the page's script holds after a collection of garbage. */
  readonly loadedHeapMb: number;
  readonly filteredHeapMb: number;
}

const PROBE = join(import.meta.dirname, "page-probe.js");
const VIEWPORT = { width: 1280, height: 800 };
const SCROLL_FRAMES = 150;

/** @param words each is in some trials and not in all */
export async function browsePage(
  browser: Browser,
  { address, words }: { readonly address: string; readonly words: readonly string[] },
): Promise<Browsed> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0); // how long it takes is what is measured
    const session = await context.newCDPSession(page);
    await page.addInitScript({ path: PROBE });
    await page.goto(address, { waitUntil: "commit" });
    return {
      interactiveMs: await ask<number>(page, `interactive(${JSON.stringify(words[0])})`),
      loadedHeapMb: await heapMb(session),
      filterMs: await ask<number[]>(page, `filters(${JSON.stringify(words)})`),
      filteredHeapMb: await heapMb(session),
      longestFrameMs: await ask<number>(page, `scroll(${SCROLL_FRAMES})`),
    };
  } finally {
    await context.close();
  }
}

/** As text, not as a function: what this process was compiled with would not be there in the page. */
function ask<T>(page: Page, call: string): Promise<T> {
  return page.evaluate<T>(`probe.${call}`);
}

const BYTES_PER_MB = 1 << 20;

async function heapMb(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / BYTES_PER_MB;
}
