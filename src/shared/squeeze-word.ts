/** A word without case and punctuation, to tell a slip of spelling from another word: "sev-1" is "sev1". */
export function squeezeWord(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, "");
}
