/**
 * What a spreadsheet would run as a formula, also behind blanks and in full-width characters; and an apostrophe, so that one
 * in front always means that it was put there.
 */
const NEEDS_APOSTROPHE = /^(?:'|[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/** A text as a spreadsheet may open it: what would run as a formula stands behind an apostrophe. */
export function formulaSafe(text: string): string {
  return NEEDS_APOSTROPHE.test(text) ? `'${text}` : text;
}

/** The text that `formulaSafe` was given, exactly. */
export function fromFormulaSafe(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
