import { describe, expect, it } from "vitest";
import { escapeHtml, html } from "./escape-html.ts";

describe("html", () => {
  it("escapes text and numbers, and lets only its own markup through", () => {
    const inner = html`<b>${"<i>&"}</b>`;
    expect(html`<p title="${`"'\``}">${1}${null}${inner}${[inner, inner]}</p>`.markup).toBe(
      `<p title="&#34;&#39;&#96;">1<b>&#60;i&#62;&#38;</b><b>&#60;i&#62;&#38;</b><b>&#60;i&#62;&#38;</b></p>`,
    );
  });

  it("spells out what cannot be seen", () => {
    expect(escapeHtml("a\u202eb\u001b[31m")).toBe("a⟨U+202E⟩b");
  });
});
