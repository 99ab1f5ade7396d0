import { createHash } from "node:crypto";
import type { PageParts } from "./build-page.ts";

export interface PageOptions {
  /** Whether it may ask the server that it came from; a file asks nobody. */
  readonly connect: boolean;
  /** What the page shows the server to prove that it came from it; null for a file. */
  readonly token: string | null;
}

export interface PageHtml {
  readonly html: string;
  /** As the header `Content-Security-Policy` takes it. */
  readonly contentPolicy: string;
}

/** A page cut where its data goes, so that a large file can be written part by part. */
export interface PageFrame {
  readonly head: string;
  readonly tail: string;
  readonly contentPolicy: string;
}

/** The name of the `<meta>` that holds the token, and of the header that it comes back in. */
export const TOKEN_META = "firedrill-token";

/** The whole document with `data`, elements as `partElement` makes them, in its body. */
export function pageHtml(parts: PageParts, { data, ...options }: PageOptions & { data: string }): PageHtml {
  const { head, tail, contentPolicy } = pageFrame(parts, options);
  return { html: `${head}${data}${tail}`, contentPolicy };
}

/** Everything before and after the data of a page. Script and style run by their hashes alone: nothing else in the document can. */
export function pageFrame(parts: PageParts, { connect, token }: PageOptions): PageFrame {
  const script = harmlessScript(parts.script);
  const style = harmlessStyle(parts.style);
  const policy = policyOf({ script, style, connect });
  const head = [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<link rel="icon" href="data:,">',
    ...(token === null ? [] : [`<meta name="${TOKEN_META}" content="${token}">`]),
    "<title>Firedrill</title>",
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    '<div id="app"></div>',
    "<noscript>These pages are drawn by a script, and scripts are switched off.</noscript>",
    "",
  ].join("\n");
  const tail = `<script type="module">${script}</script>\n</body>\n</html>\n`;
  // A <meta> may not say who frames the page; the header may.
  return { head, tail, contentPolicy: `${policy}; frame-ancestors 'none'` };
}

function policyOf({ script, style, connect }: { script: string; style: string; connect: boolean }): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    `connect-src ${connect ? "'self'" : "'none'"}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** What would end the element, or open a comment in which its end is not seen, written so that the script means the same. */
function harmlessScript(script: string): string {
  return script.replace(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "\\x3c!--");
}

function harmlessStyle(style: string): string {
  return style.replace(/<\/(?=style)/gi, "<\\/");
}
