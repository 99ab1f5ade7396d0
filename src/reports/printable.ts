/**
 * Makes text from a model or an incident safe to show: whole terminal sequences (colours, titles,
 * hyperlinks) and control characters go, and what nobody could see (bidi controls, zero-width and tag
 * characters) is spelled out, as ⟨U+202E⟩. Line breaks become "\n" and tabs become spaces.
 *
 * Running it twice changes nothing more.
 */
export function printable(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCE, "")
    .replace(LINE_BREAK, "\n")
    .replaceAll("\t", TAB)
    .replace(CONTROL, "")
    .replace(INVISIBLE, spellOut);
}

/** The same on one line, for table cells, titles and list items: any white space becomes one space. */
export function printableLine(text: string): string {
  return printable(text).replace(/\s+/gu, " ").trim();
}

/**
 * For a reviewer, who must see what others would not: nothing goes. Control characters, the escape of a terminal sequence
 * included, are spelled out as well, as ⟨U+001B⟩; only "\n" stays, CR LF becomes "\n" and a tab becomes spaces.
 *
 * Running it twice changes nothing more. Offsets into the text do not hold in what comes back: cut first, then make visible.
 */
export function visible(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll("\t", TAB)
    .replace(CONTROL, spellOut)
    .replace(/[\u2028\u2029]/gu, spellOut)
    .replace(INVISIBLE, spellOut);
}

const TAB = "    ";

/**
 * ECMA-48 sequences, 7-bit and 8-bit: strings (OSC, DCS, SOS, PM, APC) up to their terminator, CSI, and
 * two-character escapes. A string never runs past its line, so that an unclosed one cannot hide a page.
 */
const TERMINAL_SEQUENCE = new RegExp(
  [
    String.raw`(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\r\n]*(?:\u0007|\u001b\\|\u009c)`,
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`,
    String.raw`\u001b[ -/]*[0-OQ-WYZ\\\u0060-~]`,
  ].join("|"),
  "gu",
);

const LINE_BREAK = /\r\n|[\r\u0085\u2028\u2029]/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu;

/** Joiners and variation selectors inside an emoji are part of a picture and stay. */
const INVISIBLE =
  /(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D|\u200D(?!\p{Extended_Pictographic})|(?<!\p{Emoji})\uFE0F|(?![\u200D\uFE0F])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}]/gu;

function spellOut(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
