/** Words that forbid or deny what follows them. */
export const PROHIBITING = String.raw`\bnot|n't|\bnever|\bavoid|\bwithout|不要|勿|避免|禁止|不得`;
