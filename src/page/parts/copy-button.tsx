import { useState } from "preact/hooks";

const SHOWN_FOR_MS = 1500;

/** Copies a text as it is, character for character. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [told, setTold] = useState("");
  const copy = async () => {
    setTold((await copied(text)) ? "Copied" : "Select and copy by hand");
    setTimeout(() => setTold(""), SHOWN_FOR_MS);
  };
  return (
    <button type="button" class="copy" aria-label={`Copy ${what}`} onClick={copy}>
      <span role="status">{told === "" ? "Copy" : told}</span>
    </button>
  );
}

/** Browsers refuse the clipboard to some pages, such as files opened from disk. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
