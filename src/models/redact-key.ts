/** Vendors echo a wrong key whole or with its middle starred out; a run of this many of its characters gives it away. */
const TELLING_LENGTH = 6;

/** The text with every part of the key in it replaced. */
export function redactKey(text: string, key: string | null): string {
  if (key === null || key === "") return text;
  const window = Math.min(TELLING_LENGTH, key.length);
  const isSecret = new Array<boolean>(text.length).fill(false);
  for (let start = 0; start + window <= text.length; start += 1) {
    if (key.includes(text.slice(start, start + window))) isSecret.fill(true, start, start + window);
  }
  let redacted = "";
  for (let at = 0; at < text.length; at += 1) {
    if (!isSecret[at]) redacted += text[at];
    else if (!isSecret[at - 1]) redacted += "[key]";
  }
  return redacted;
}
