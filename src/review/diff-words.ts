import { diffArrays } from "diff";
import type { Language } from "../contracts/language.ts";

export interface DiffPart {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/**
 * What became of a text, word by word. The parts that are not removed, joined, are `after` exactly, and those that are not added
 * are `before`. Words are what the language's dictionary takes for words: Chinese writes no spaces between them.
 */
export function diffWords(before: string, after: string, language: Language): DiffPart[] {
  return diffArrays(segmentsOf(before, language), segmentsOf(after, language)).map(
    ({ value, added, removed }) => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value.join(""),
    }),
  );
}

/** How much two texts have in common: words in both, twice, over the words of each (Dice); 0 to 1. */
export function similarity(before: string, after: string, language: Language): number {
  const [words, others] = [wordsOf(before, language), wordsOf(after, language)];
  const shared = [...words].filter((word) => others.has(word)).length;
  const total = words.size + others.size;
  return total === 0 ? 0 : (2 * shared) / total;
}

const SEGMENTERS: Readonly<Record<Language, Intl.Segmenter>> = {
  en: new Intl.Segmenter("en", { granularity: "word" }),
  zh: new Intl.Segmenter("zh", { granularity: "word" }),
};

function segmentsOf(text: string, language: Language): string[] {
  return Array.from(SEGMENTERS[language].segment(text), ({ segment }) => segment);
}

function wordsOf(text: string, language: Language): Set<string> {
  const segments = Array.from(SEGMENTERS[language].segment(text));
  return new Set(segments.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment.toLowerCase()));
}
