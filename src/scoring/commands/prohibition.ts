/** Words that forbid or deny what follows them. */
export const PROHIBITING = String.raw`\bnot\b|n't\b|\bnever\b|\bavoid|\bwithout\b|不要|勿|避免|禁止|不得`;
