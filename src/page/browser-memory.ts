/** What a browser keeps for these pages. Some keep nothing for a page opened from disk: then it is as if nothing was kept. */
export function recall(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** Whether the browser keeps it: some refuse, and all do once they are full. */
export function keep(place: string, text: string): boolean {
  try {
    localStorage.setItem(place, text);
    return true;
  } catch {
    return false;
  }
}
