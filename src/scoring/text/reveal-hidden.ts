/** Characters that spell ASCII invisibly (U+E0020 to U+E007E), each two UTF-16 units long. */
const TAG_CHARACTERS = /[\u{e0020}-\u{e007e}]/gu;
const TAG_OFFSET = 0xe0000;
/** Takes the place of the second unit; `normaliseText` drops it. */
const ZERO_WIDTH = "\u200b";
const ENCODED = /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{8,}={0,2}(?![A-Za-z0-9+/_=-])/g;
const READABLE = /^[\p{L}\p{N}\p{P}\p{S}\s]+$/u;

/**
 * A text with what is meant not to be seen made plain, every character in its place: tag characters become the
 * letters they spell, and HTML comments lose their marks. Zero-width, full-width and styled letters are the
 * business of `normaliseText`.
 */
export function revealHidden(text: string): string {
  return text
    .replace(
      TAG_CHARACTERS,
      (tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - TAG_OFFSET) + ZERO_WIDTH,
    )
    .replace(/<!--|-->/g, (mark) => " ".repeat(mark.length));
}

/** What the base64 words of a text (the URL-safe kind too) say, where that is readable. */
export function decodeBase64Words(
  text: string,
): { start: number; end: number; quote: string; decoded: string }[] {
  return [...text.matchAll(ENCODED)].flatMap(({ 0: quote, index }) => {
    const decoded = Buffer.from(quote, "base64").toString("utf8");
    return READABLE.test(decoded) ? [{ start: index, end: index + quote.length, quote, decoded }] : [];
  });
}
