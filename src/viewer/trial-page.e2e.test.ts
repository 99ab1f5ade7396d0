import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../contracts/language.ts";
import { HEADINGS } from "../reports/headings.ts";
import { formatRoute } from "../review/route.ts";
import { ALL_TRIALS } from "../review/run-view.ts";
import { lacksBrowser } from "../testing/open-browser.ts";
import { eventually, openReader, type Reader, visit } from "../testing/open-reader.ts";
import { openSmokeRun, type SmokeRun, smokeTrial } from "../testing/smoke-run.ts";

describe.skipIf(lacksBrowser())("a trial read in the browser", () => {
  let smoke: SmokeRun;
  let reader: Reader;
  let page: Page;

  beforeAll(async () => {
    smoke = await openSmokeRun();
    reader = await openReader(smoke.browser, smoke.viewer.address, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page = reader.page;
    await open("en");
  }, 60_000);

  afterAll(() => smoke?.close());

  it.each(["zh", "en"] as const)("has every section of the report, headed in %s", async (language) => {
    await open(language);
    const words = HEADINGS[language];
    const headings = await report().getByRole("heading", { level: 2 }).allInnerTexts();
    expect(headings.map((text) => text.split("\n")[0]?.trim())).toEqual([
      ...[words.summary, words.severity, words.hypotheses, words.checklist, words.mitigation],
      ...[words.customerImpact, words.postmortem, words.followUps, words.similar],
    ]);
    expect(
      await report().getByRole("heading", { level: 3 }).filter({ visible: true }).allInnerTexts(),
    ).toEqual([
      ...[words.summary, words.timeline, words.impact, words.rootCause, words.detection, words.response],
      ...[words.wentWell, words.wentPoorly, words.actionItems],
    ]);
    expect(await page.getByRole("heading", { name: words.context }).count()).toBe(1);
    expect(await report().getAttribute("lang")).toBe(language === "zh" ? "zh-CN" : "en");
  });

  it("shows what a figure of the report stands on, by a line and in words", async () => {
    const inReport = report().locator("mark");
    const grounded = inReport.filter({ hasText: /^\[in the incident text:/ }).first();
    const ungrounded = page
      .locator("mark")
      .filter({ hasText: /^\[not in the incident text:/ })
      .first();
    expect([await lineStyle(grounded), await lineStyle(ungrounded)]).toEqual(["dotted", "wavy"]);
  });

  it("shows a figure in the incident text while the pointer is on it in the report", async () => {
    const figure = report()
      .locator("section")
      .locator("mark")
      .filter({ hasText: /^\[in the incident text:/ });
    // Not at its first box, which is the words for a screen reader.
    await figure.first().hover({ position: { x: 20, y: 9 } });
    const shown = incident().locator("mark.active");
    await shown.waitFor();
    expect(await shown.getAttribute("title")).toBe(await figure.first().getAttribute("title"));
    await eventually(() => isInside(shown, incident())).toBe(true);
    await page.getByRole("link", { name: "Firedrill" }).hover();
    await shown.waitFor({ state: "detached" });
  });

  it("shows a finding in report and incident text while the pointer is on it", async () => {
    const { trial } = await smoke.trial(smokeTrial("v1", "en"));
    const findings = "scores" in trial ? trial.scores.flatMap((score) => score.findings) : [];
    const found = findings.find(({ inReport, inContext }) => inReport !== null && inContext !== null);
    const finding = scoreCard()
      .getByRole("button", { name: found?.message ?? "none" })
      .first();
    await scoreCard().evaluate((card) => {
      for (const scorer of card.querySelectorAll("details")) scorer.open = true;
    });
    await finding.hover();
    const active = page.locator("mark.active");
    await eventually(async () => [
      (await report().locator(active).count()) > 0,
      (await incident().locator(active).count()) > 0,
    ]).toEqual([true, true]);
  });

  it("copies a command as it is", async () => {
    const { parsed } = await smoke.trial(smokeTrial("v1", "en"));
    const command = parsed?.ok ? parsed.report.checklist.find((step) => step.command !== "")?.command : "";
    await report().getByRole("button", { name: "Copy command" }).first().click();
    await report().getByText("Copied").first().waitFor();
    expect(await page.evaluate<string>("navigator.clipboard.readText()")).toBe(command?.trim());
  });

  it("opens reply and request character for character, a click each", async () => {
    const { recording } = await smoke.trial(smokeTrial("v1", "en"));
    const raw = page.getByRole("region", { name: "Raw reply and request" });
    await raw.getByText("Raw reply", { exact: true }).click();
    await raw.getByText("Raw request", { exact: true }).click();
    const texts = await raw.locator("pre").filter({ visible: true }).allTextContents();
    const stored = await smoke.project.read("results/recordings/deepseek-chat.jsonl");
    const line = stored.split("\n").find((text) => text.includes(recording?.key ?? "none"));
    const { reply, request } = JSON.parse(line ?? "");
    const [, systemText, userText] = texts.slice(-3);
    expect([texts[0], systemText, userText]).toEqual([
      reply.text,
      ...request.messages.map(({ content }: { content: string }) => content),
    ]);
  });

  it("prints the incident, the report and its scores whole, and nothing to press", async () => {
    await open("en");
    await page.emulateMedia({ media: "print" });
    const printed = [report(), incident(), page.getByRole("heading", { name: /^Score card/ })];
    expect(await Promise.all(printed.map((part) => part.isVisible()))).toEqual([true, true, true]);
    const pressable = page
      .getByRole("button")
      .or(page.getByRole("navigation"))
      .or(page.getByRole("combobox"));
    const stillThere = await pressable.filter({ visible: true }).allInnerTexts();
    // A finding is a text that can be pressed on the screen.
    expect(stillThere.filter((text) => !/^[✓✗!·] /.test(text))).toEqual([]);
    expect(await page.evaluate<string[]>(CUT_BY_SCROLLING)).toEqual([]);
    await visit(page, formatRoute({ page: "run", runId: smoke.runId, view: ALL_TRIALS }));
    expect(await page.getByRole("search").isVisible()).toBe(false);
    expect(await page.getByRole("region", { name: "Summary table" }).isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
    expect(reader.troubles).toEqual([]);
  });

  async function open(language: Language) {
    const key = smokeTrial("v1", language);
    await visit(page, formatRoute({ page: "trial", runId: smoke.runId, key, focus: null }));
    await page.locator(`article[lang^=${language}]`).waitFor();
  }

  const report = () => page.getByRole("article");
  const incident = () => page.getByRole("region", { name: HEADINGS.en.context });
  const scoreCard = () => page.getByRole("region", { name: /^Score card/ });
});

/** The elements whose content stands out of them and is hidden there. */
const CUT_BY_SCROLLING = `[...document.querySelectorAll("main *")].filter((element) => {
  const { overflowX, overflowY } = getComputedStyle(element);
  const isCut = (overflow, needed, given) => overflow !== "visible" && needed > given + 1;
  return element.checkVisibility() && element.clientHeight > 1 &&
    (isCut(overflowY, element.scrollHeight, element.clientHeight) || isCut(overflowX, element.scrollWidth, element.clientWidth));
}).map((element) => element.outerHTML.slice(0, 120))`;

function lineStyle(mark: Locator): Promise<string> {
  return mark.evaluate(
    (element) => element.ownerDocument.defaultView?.getComputedStyle(element).textDecorationStyle ?? "",
  );
}

/** Whether the first stands wholly in what shows of the second. */
async function isInside(inner: Locator, outer: Locator): Promise<boolean> {
  const [one, other] = await Promise.all([inner.boundingBox(), outer.boundingBox()]);
  return one !== null && other !== null && one.y >= other.y && one.y + one.height <= other.y + other.height;
}
