/** One part of an address, safe between any of its marks. Half of a surrogate pair, which no address can hold, becomes U+FFFD. */
export function encodePart(text: string): string {
  // A colon is allowed in a fragment and reads better as itself.
  return encodeURIComponent(text.toWellFormed()).replaceAll("%3A", ":");
}

/** Null for what no text was ever encoded as, such as "%zz". */
export function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Parts joined by "/". */
export function encodePath(texts: readonly string[]): string {
  return texts.map(encodePart).join("/");
}

/** Null where a part cannot be decoded or is empty: nothing has an empty name. */
export function decodePath(path: string): string[] | null {
  const texts = path.split("/").map(decodePart);
  return texts.every((text) => text !== null && text !== "") ? texts.filter((text) => text !== null) : null;
}

/** A name with its value, still encoded. */
export type QueryPair = readonly [name: string, part: string];

/** "?a=1&b=2"; nothing for no pairs. */
export function formatQuery(pairs: readonly QueryPair[]): string {
  return pairs.length === 0 ? "" : `?${pairs.map(([name, part]) => `${name}=${part}`).join("&")}`;
}

export function parseQuery(query: string): QueryPair[] {
  return query.split("&").map((pair) => {
    const at = pair.indexOf("=");
    return at === -1 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  });
}

/** The last readable value of a name; null where there is none. */
export function lastValue(pairs: readonly QueryPair[], name: string): string | null {
  return allValues(pairs, name).at(-1) ?? null;
}

/** Every readable value of a name, in order. */
export function allValues(pairs: readonly QueryPair[], name: string): string[] {
  return pairs
    .filter(([one]) => one === name)
    .map(([, part]) => decodePart(part))
    .filter((text) => text !== null);
}

/** A whole number from 0 up, as `String` writes it; null for any other text. */
export function parseWhole(text: string | undefined): number | null {
  if (text === undefined || !/^(?:0|[1-9]\d*)$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}
