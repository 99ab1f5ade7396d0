import { describe, expect, it } from "vitest";
import { escapeMarkdown, escapeMarkdownProse, markdownFence } from "./escape-markdown.ts";

describe("escapeMarkdown", () => {
  it.each([
    { why: "emphasis", text: "*/30 * **b** _i_", shown: "\\*/30 \\* \\*\\*b\\*\\* \\_i\\_" },
    { why: "links and images", text: "![i](http://x/a.png)", shown: "!\\[i\\](http\\://x/a.png)" },
    { why: "HTML and entities", text: "<script>&lt;", shown: "\\<script>\\&lt;" },
    { why: "bare addresses", text: "https://a.b www.a.b", shown: "https\\://a.b www\\.a.b" },
    { why: "code", text: "`x`", shown: "\\`x\\`" },
    { why: "tables and maths", text: "a | b $x$", shown: "a \\| b \\$x\\$" },
    { why: "a heading", text: "# h", shown: "\\# h" },
    { why: "a quotation", text: "> q", shown: "\\> q" },
    { why: "a list", text: "1. x", shown: "1\\. x" },
    { why: "backslashes", text: "\\[x]", shown: "\\\\\\[x\\]" },
    { why: "a link made of a blank to fill in", text: "[FILL IN](x)", shown: "\\[FILL IN\\](x)" },
    { why: "a definition made of one", text: "[FILL IN]: x", shown: "\\[FILL IN\\]: x" },
    { why: "line breaks", text: "a\n\n# b", shown: "a # b" },
  ])("shows $why as text", ({ text, shown }) => {
    expect(escapeMarkdown(text)).toBe(shown);
  });

  it.each(["ledger_entries.status", "[FILL IN]", "92.4 of 100", "a -> b > c", "连接池，耗尽。"])(
    "keeps %s readable and searchable",
    (text) => expect(escapeMarkdown(text)).toBe(text),
  );
});

describe("escapeMarkdownProse", () => {
  it("keeps lines and paragraphs, and escapes the start of each", () => {
    expect(escapeMarkdownProse("a\n- b\n\n\n    # c\n===\n")).toBe("a\\\n\\- b\n\n\\# c\\\n\\===");
  });
});

describe("markdownFence", () => {
  it.each([
    { text: "ls", fence: "```" },
    { text: "a\n```\n# out", fence: "````" },
    { text: "``````", fence: "```````" },
  ])("is longer than any fence inside: $fence", ({ text, fence }) => {
    expect(markdownFence(text, { info: "text" })).toBe(`${fence}text\n${text}\n${fence}`);
  });
});
