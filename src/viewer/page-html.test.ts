import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { buildPage, type PageParts } from "./build-page.ts";
import { pageHtml } from "./page-html.ts";

let parts: PageParts;

beforeAll(async () => {
  parts = await buildPage();
});

describe("buildPage", () => {
  it("makes one script that needs no other, and one style sheet", () => {
    expect(parts.script).not.toMatch(/\bimport\s*[("{]|\brequire\(/);
    expect(parts.script).toContain("app");
    expect(parts.style).toContain("color-scheme");
  });
});

describe("pageHtml", () => {
  it("allows exactly the script and the style that stand in it", () => {
    const { html, contentPolicy } = pageHtml(parts, { data: "", connect: true, token: "t" });
    expect(contentPolicy).toBe(
      [
        "default-src 'none'",
        `script-src '${sha256(inside(html, /<script type="module">/, "</script>"))}'`,
        `style-src '${sha256(inside(html, /<style>/, "</style>"))}'`,
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    );
  });

  it("names the same policy in the document, but for what only a header may say, and lets a file ask nobody", () => {
    const { html, contentPolicy } = pageHtml(parts, { data: "", connect: false, token: null });
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(`${policy}; frame-ancestors 'none'`).toBe(contentPolicy);
    expect(policy).toContain("connect-src 'none'");
    expect(html).not.toContain('<meta name="firedrill-token"');
  });

  it("cannot be ended early by what stands in script or style, and still means the same", () => {
    const texts = ["</script><b>", "</SCRIPT>", "<!--<script>"];
    const script = `globalThis.pageTexts = ${JSON.stringify(texts)};`;
    const style = 'a::after { content: "</style>"; }';
    const { html, contentPolicy } = pageHtml({ script, style }, { data: "", connect: false, token: null });
    const inlined = inside(html, /<script type="module">/, "</script>");
    expect(html.match(/<\/script/gi)).toHaveLength(1);
    expect(html.match(/<\/style/gi)).toHaveLength(1);
    expect(html).not.toMatch(/<!--/);
    expect(contentPolicy).toContain(sha256(inlined));
    expect(new Function(`${inlined} return globalThis.pageTexts`)()).toEqual(texts);
  });

  it("stands data between the root and the script", () => {
    const { html } = pageHtml(parts, { data: "<data-here>", connect: false, token: null });
    expect(html.indexOf('id="app"')).toBeLessThan(html.indexOf("<data-here>"));
    expect(html.indexOf("<data-here>")).toBeLessThan(html.indexOf('<script type="module">'));
  });
});

function inside(html: string, start: RegExp, end: string): string {
  const from = start.exec(html);
  const begin = (from?.index ?? 0) + (from?.[0].length ?? 0);
  return html.slice(begin, html.indexOf(end, begin));
}

function sha256(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
