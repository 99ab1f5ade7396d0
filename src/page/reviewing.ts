import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReviewSource } from "../contracts/review.ts";

/** What every page may need. */
export interface Reviewing {
  readonly source: ReviewSource;
  /** The page is a file with one run in it, without a server. */
  readonly isEmbedded: boolean;
}

export const ReviewingContext = createContext<Reviewing | null>(null);

export function useReviewing(): Reviewing {
  const reviewing = useContext(ReviewingContext);
  if (reviewing === null) throw new Error("a page is drawn outside the app");
  return reviewing;
}
