import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable, printableLine, visible } from "./printable.ts";

/** Whatever a terminal would act on or nobody would see. Joiners and selectors of emoji are checked by example. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/u;

/** Characters that make escapes, mixed with text: what an attacker would send. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom("\u001b", "\u001b[", "\u001b]", "\u009b", "\u009d", "\u0007", "\u001b\\", "\u009c"),
      fc.constantFrom(
        "31m",
        "8;;http://evil",
        "P",
        "X",
        "^",
        "_",
        "c",
        "(B",
        "\n",
        "\r",
        "\t",
        "\u202e",
        "\ufeff",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
      fc.constantFrom("连接池", "pool", "👩‍💻", "❤️"),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(""));

describe("printable", () => {
  it.each([
    { why: "colours", text: "a \u001b[1;31mred\u001b[0m z", shown: "a red z" },
    { why: "8-bit colours", text: "a \u009b31mred z", shown: "a red z" },
    { why: "screen clearing", text: "\u001b[2J\u001b[Hgone", shown: "gone" },
    {
      why: "a hidden link",
      text: "\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\",
      shown: "click",
    },
    { why: "a window title ended by a bell", text: "\u001b]0;owned\u0007text", shown: "text" },
    { why: "a device control string", text: "\u001bPq#0\u001b\\text", shown: "text" },
    { why: "a charset switch and a reset", text: "\u001b(0x\u001bcy", shown: "xy" },
    { why: "an escape made of the rest of another", text: "\u001b\u001b[31m[31mx", shown: "[31mx" },
    { why: "lone controls", text: "a\u0000\u0008\u007f\u0085b", shown: "a\nb" },
    { why: "carriage returns that overwrite a line", text: "safe\rEVIL\r\nnext", shown: "safe\nEVIL\nnext" },
    { why: "other line separators", text: "a\u2028b\u2029c", shown: "a\nb\nc" },
    { why: "tabs", text: "a\tb", shown: "a    b" },
    { why: "bidi overrides", text: "\u202egpj.exe\u202c", shown: "⟨U+202E⟩gpj.exe⟨U+202C⟩" },
    { why: "bidi isolates and marks", text: "\u2066a\u2069\u200f", shown: "⟨U+2066⟩a⟨U+2069⟩⟨U+200F⟩" },
    { why: "zero-width characters", text: "a\u200bb\u2060c\ufeffd", shown: "a⟨U+200B⟩b⟨U+2060⟩c⟨U+FEFF⟩d" },
    { why: "tag characters that carry hidden text", text: "x\u{e0041}", shown: "x⟨U+E0041⟩" },
    { why: "a joiner between letters", text: "a\u200db", shown: "a⟨U+200D⟩b" },
    { why: "a selector after a letter", text: "a\ufe0f", shown: "a⟨U+FE0F⟩" },
    { why: "half a surrogate pair", text: "a\ud83d!", shown: "a⟨U+D83D⟩!" },
  ])("makes $why harmless", ({ text, shown }) => {
    expect(printable(text)).toBe(shown);
  });

  it.each(["p99 > 4.8s — “连接池” ≠ 健康", "👩‍💻 ❤️ 🇨🇳 👍🏽", "a\n  indented\n\nb", "naïve café"])(
    "leaves ordinary text alone: %s",
    (text) => expect(printable(text)).toBe(text),
  );

  it("does not let an unclosed sequence hide the lines after it", () => {
    expect(printable("\u001b]0;title\nroot cause: cron\nmore\u0007")).toBe(
      "]0;title\nroot cause: cron\nmore",
    );
  });

  it("lets nothing unsafe through, and changes nothing the second time", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = printable(text);
        expect(once).not.toMatch(UNSAFE);
        expect(printable(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes time in proportion to the text, however hostile", () => {
    // Were it quadratic, these 300,000 unclosed sequences would run into the test's time limit.
    const unclosed = ["\u001b]", "\u001b[", "\u001b[0;", "\u001b]x"]
      .map((start) => start.repeat(75_000))
      .join("");
    expect(printable(unclosed)).not.toContain("\u001b");
  });
});

describe("printableLine", () => {
  it("puts everything on one line", () => {
    expect(printableLine(" a\r\n\n b\t\u001b[31mc\u2028d ")).toBe("a b c d");
  });
});

describe("visible", () => {
  it.each([
    { why: "colours", text: "a \u001b[31mred\u009bm", shown: "a ⟨U+001B⟩[31mred⟨U+009B⟩m" },
    { why: "a hidden link", text: "\u001b]8;;http://evil\u0007", shown: "⟨U+001B⟩]8;;http://evil⟨U+0007⟩" },
    { why: "controls", text: "a\u0000\u0008\u007f\u0085b", shown: "a⟨U+0000⟩⟨U+0008⟩⟨U+007F⟩⟨U+0085⟩b" },
    {
      why: "a carriage return that hides a line",
      text: "safe\rEVIL\r\nnext",
      shown: "safe⟨U+000D⟩EVIL\nnext",
    },
    { why: "other line separators", text: "a\u2028b\u2029", shown: "a⟨U+2028⟩b⟨U+2029⟩" },
    { why: "bidi controls", text: "\u202eexe\u2066", shown: "⟨U+202E⟩exe⟨U+2066⟩" },
    {
      why: "zero-width and tag characters",
      text: "a\u200b\ufeff\u{e0041}",
      shown: "a⟨U+200B⟩⟨U+FEFF⟩⟨U+E0041⟩",
    },
    { why: "half a surrogate pair", text: "\ud83d!", shown: "⟨U+D83D⟩!" },
  ])("spells out $why", ({ text, shown }) => {
    expect(visible(text)).toBe(shown);
  });

  it("leaves line breaks, pictures and ordinary text alone", () => {
    const text = "p99 > 4.8s — “连接池”\n  👩‍💻 ❤️ 🇨🇳";
    expect(visible(text)).toBe(text);
    expect(visible("a\tb")).toBe("a    b");
  });

  it("hides nothing, and changes nothing the second time", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const once = visible(text);
        expect(once).not.toMatch(UNSAFE);
        expect(visible(once)).toBe(once);
        // What was visible is all still there, in its order.
        const plain = (one: string) => one.replace(/⟨U\+[0-9A-F]+⟩/g, "").replace(/[^ -~]/g, "");
        expect(plain(once).replaceAll(" ", "")).toBe(plain(text).replaceAll(" ", ""));
      }),
      { numRuns: 1000 },
    );
  });
});
