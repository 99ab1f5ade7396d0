/** What a browser keeps for these pages. Some keep nothing for a page opened from disk: then it is as if nothing was kept. */
export function recall(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** Where the browser refuses, what was to be kept lasts until the page is closed. */
export function keep(place: string, text: string): void {
  try {
    localStorage.setItem(place, text);
  } catch {
    // As said above: the caller still has it.
  }
}
