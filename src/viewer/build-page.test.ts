import { expect, it } from "vitest";
import { buildPage } from "./build-page.ts";

it("builds the page as a reader gets it, whatever this process runs as", async () => {
  expect(process.env.NODE_ENV).toBe("test");
  const { script, style } = await buildPage();
  expect(script.length).toBeGreaterThan(10_000);
  expect(style).toContain("mark.ungrounded");
  // What a development build would tell of the machine it was made on.
  expect([import.meta.dirname, "jsxDEV"].filter((trace) => script.includes(trace))).toEqual([]);
});
