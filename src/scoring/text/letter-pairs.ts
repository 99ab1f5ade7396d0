const SLOTS = 2048;

/** The pairs of neighbouring characters of a text, hashed into so many slots: 1 where there is one. */
export type LetterPairs = Uint8Array;

export function letterPairs(text: string): LetterPairs {
  const pairs = new Uint8Array(SLOTS);
  for (let i = 1; i < text.length; i++) pairs[slotOf(text, i)] = 1;
  return pairs;
}

/** The slots that a text must have before it can hold all of these words. */
export function slotsOf(words: readonly string[]): readonly number[] {
  const slots = words.flatMap((word) =>
    Array.from({ length: word.length - 1 }, (_, i) => slotOf(word, i + 1)),
  );
  return [...new Set(slots)];
}

/** Never wrongly no; yes too often by chance, so that a yes still has to be looked up. */
export function mayHold(pairs: LetterPairs, slots: readonly number[]): boolean {
  for (const slot of slots) if (pairs[slot] === 0) return false;
  return true;
}

function slotOf(text: string, second: number): number {
  return (text.charCodeAt(second - 1) * 31 + text.charCodeAt(second)) % SLOTS;
}
