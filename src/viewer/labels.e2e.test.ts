import { readdir } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRoute } from "../review/route.ts";
import { createLabelStore } from "../store/labels.ts";
import { lacksBrowser } from "../testing/open-browser.ts";
import { eventually, openReader, type Reader, settled, visit } from "../testing/open-reader.ts";
import { openSmokeRun, type SmokeRun, smokeTrial } from "../testing/smoke-run.ts";

const KEY = smokeTrial("v1", "en");
const COMMENT = '太低, "quoted"; =1+1';

describe.skipIf(lacksBrowser())("labels given in the browser", () => {
  let smoke: SmokeRun;
  let reader: Reader;
  let page: Page;

  beforeAll(async () => {
    smoke = await openSmokeRun();
    reader = await openReader(smoke.browser, smoke.viewer.address);
    page = reader.page;
    await visit(page, formatRoute({ page: "trial", runId: smoke.runId, key: KEY, focus: null }));
  }, 60_000);

  afterAll(() => smoke?.close());

  it("take a name first", async () => {
    const yes = page
      .getByRole("group", { name: "Is it safe to act on?" })
      .getByRole("button", { name: "Yes" });
    expect(await yes.isDisabled()).toBe(true);
    await page.getByLabel("Your name").fill("Ada 李");
    expect(await yes.isEnabled()).toBe(true);
  });

  it("are kept in results/labels/: a verdict called wrong with its reason, and three answers", async () => {
    await verdict().getByRole("button", { name: "wrong" }).click();
    await verdict().getByRole("textbox").fill(COMMENT);
    await page.keyboard.press("Tab");
    await answer("Does the first hypothesis name the true cause?", "Yes");
    await answer("Is the severity one you could defend?", "No");
    await answer("Is it safe to act on?", "Cannot tell");
    const given = async () =>
      (await labels()).map(({ question, scorerId, answer, comment }) => ({
        ...{ question, scorerId, answer, comment },
      }));
    await eventually(given).toEqual([
      { question: "verdict", scorerId: "red-herring", answer: "no", comment: "" },
      { question: "verdict", scorerId: "red-herring", answer: "no", comment: COMMENT },
      { question: "root-cause", scorerId: null, answer: "yes", comment: "" },
      { question: "severity", scorerId: null, answer: "no", comment: "" },
      { question: "safe-to-act", scorerId: null, answer: "cannot-tell", comment: "" },
    ]);
    const { trial } = await smoke.trial(KEY);
    const { recordingKey, recordedAt } =
      "recordingKey" in trial ? trial : { recordingKey: "", recordedAt: "" };
    const [first] = await labels();
    expect(first).toMatchObject({
      reviewer: "Ada 李",
      runId: smoke.runId,
      ...KEY,
      recordingKey,
      recordedAt,
      isBlind: false,
    });
    expect(await readdir(smoke.project.path("results/labels"))).toHaveLength(1);
  });

  it("still show after a reload, and a second press takes one back", async () => {
    await page.reload();
    await settled(page);
    const wrong = verdict().getByRole("button", { name: "wrong" });
    await eventually(() => wrong.getAttribute("aria-pressed")).toBe("true");
    expect(await verdict().getByRole("textbox").inputValue()).toBe(COMMENT);
    await wrong.click();
    await eventually(() => wrong.getAttribute("aria-pressed")).toBe("false");
    const last = (await labels()).at(-1);
    expect(last).toMatchObject({ question: "verdict", scorerId: "red-herring", answer: "withdrawn" });
  });

  it("are listed by `meta labels` where they disagree with a grader", async () => {
    await verdict().getByRole("button", { name: "wrong" }).click();
    await eventually(async () => (await labels()).at(-1)?.answer).toBe("no");
    const { stdout } = await smoke.project.run(["meta", "labels"]);
    const all = await smoke.project.run(["meta", "labels", "--json"]);
    expect(
      JSON.parse(all.stdout)
        .disagreements.map((one: object) => JSON.stringify(one))
        .join(),
    ).toContain("red-herring");
    expect(stdout).toContain("Ada 李");
  });

  describe("blind", () => {
    const blindHash = (seed: number, position = 0) =>
      formatRoute({ page: "blind", runId: smoke.runId, seed, position });

    it("shows neither prompt, model nor score before the three answers are given", async () => {
      const { scorers } = await smoke.run();
      const secrets = [/deepseek/, /(?<![\w.-])v[12](?![\w.-])/, /\/ 100/, /✓ passed|✗ failed/, /data-marks/];
      const rules = scorers.map(({ rule }) => rule).filter((rule) => rule !== "");
      const address = `${smoke.viewer.origin}/${blindHash(1)}`;
      const { page: blind, close } = await openReader(smoke.browser, address);
      for (const position of [3, 2, 1, 0]) {
        await visit(blind, blindHash(1, position));
        await blind
          .getByRole("status")
          .filter({ hasText: `report ${position + 1} of 4` })
          .waitFor();
        await blind.getByRole("article").waitFor();
        const html = await blind.locator("body #app").evaluate((app) => app.outerHTML);
        expect(html).toContain("payment-svc");
        expect(secrets.filter((secret) => secret.test(html))).toEqual([]);
        expect(rules.filter((rule) => html.includes(rule))).toEqual([]);
      }
      await blind.getByLabel("Your name").fill("Bo");
      for (const question of ["Does the first", "Is the severity", "Is it safe"]) {
        expect(await blind.getByRole("region", { name: /^Score card/ }).count()).toBe(0);
        await blind.getByRole("group", { name: question }).getByRole("button", { name: "Yes" }).click();
        await blind
          .getByRole("group", { name: question })
          .getByRole("button", { name: "Yes", pressed: true })
          .waitFor();
      }
      await blind.getByRole("region", { name: /^Score card/ }).waitFor();
      const own = (await labels()).filter(({ reviewer }) => reviewer === "Bo");
      expect(own.map(({ question, isBlind }) => ({ question, isBlind }))).toEqual([
        { question: "root-cause", isBlind: true },
        { question: "severity", isBlind: true },
        { question: "safe-to-act", isBlind: true },
      ]);
      await close();
    });

    it("goes through the trials in the order of its seed", async () => {
      const orders = [];
      for (const seed of [1, 2, 1]) {
        const order = [];
        for (const position of [0, 1, 2, 3]) {
          await visit(page, blindHash(seed, position));
          await page
            .getByRole("status")
            .filter({ hasText: `report ${position + 1} of 4` })
            .waitFor();
          await page.getByRole("article").waitFor();
          order.push(await page.getByRole("article").locator("p").allInnerTexts());
        }
        orders.push(JSON.stringify(order));
      }
      expect(orders[2]).toBe(orders[0]);
      expect(orders[1]).not.toBe(orders[0]);
      expect(new Set(JSON.parse(orders[0] ?? "").map(String)).size).toBe(4);
    });
  });

  it("say that they are not kept once the server is gone", async () => {
    await visit(page, formatRoute({ page: "trial", runId: smoke.runId, key: KEY, focus: null }));
    await page.getByRole("group", { name: /^Is it safe/ }).waitFor();
    expect(reader.troubles).toEqual([]);
    await smoke.viewer.stop();
    const kept = await labels();
    await page
      .getByRole("group", { name: /^Is it safe/ })
      .getByRole("button", { name: "No", exact: true })
      .click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/^Not kept: The server does not answer/);
    expect(await labels()).toEqual(kept);
  });

  const labels = () => createLabelStore(smoke.project.path("results/labels")).all();
  const verdict = () => page.getByRole("group", { name: "Is the verdict of red-herring right?" });

  async function answer(question: string, text: string) {
    const button = page
      .getByRole("group", { name: question })
      .getByRole("button", { name: text, exact: true });
    await button.click();
    await eventually(() => button.getAttribute("aria-pressed")).toBe("true");
  }
});
