/** The JSON object inside a reply and what stood around it. `null` object: there is none, or it never ends. */
export interface ExtractedJson {
  readonly object: string | null;
  /** Text before and after the object, Markdown fences left out, trimmed. */
  readonly prose: string;
  readonly isFenced: boolean;
  /** The only object begins and the text ends before it does. */
  readonly isCutOff: boolean;
}

/** Finds the largest balanced `{…}` of a text. Braces inside JSON strings do not count. */
export function extractJson(text: string): ExtractedJson {
  const { spans, isCutOff } = balancedObjects(text);
  const largest = spans.reduce<Span | null>(
    (best, span) => (best === null || sizeOf(span) > sizeOf(best) ? span : best),
    null,
  );
  if (largest === null) return { object: null, prose: text.trim(), isFenced: false, isCutOff };

  const before = text.slice(0, largest.start);
  const after = text.slice(largest.end);
  const openFence = /```[a-z0-9]*\s*$/i;
  const closeFence = /^\s*```/;
  return {
    object: text.slice(largest.start, largest.end),
    prose: `${before.replace(openFence, "")}${after.replace(closeFence, "")}`.trim(),
    isFenced: openFence.test(before),
    isCutOff,
  };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function sizeOf({ start, end }: Span): number {
  return end - start;
}

function balancedObjects(text: string): { spans: Span[]; isCutOff: boolean } {
  const spans: Span[] = [];
  let position = text.indexOf("{");
  while (position !== -1) {
    const end = endOfObject(text, position);
    if (end === null) {
      // After a whole object, a stray brace is prose; before any, the object itself never closes.
      return { spans, isCutOff: spans.length === 0 };
    }
    spans.push({ start: position, end });
    position = text.indexOf("{", end);
  }
  return { spans, isCutOff: false };
}

/** The index after the brace that closes the one at `start`; null when none does. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return null;
}
