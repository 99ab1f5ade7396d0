import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * A value that is made anew only once its stamp has changed. Asked for by several at once, it is made once; a failure is
 * not remembered.
 */
export function remember<T>(stampOf: () => Promise<string>, make: () => Promise<T>): () => Promise<T> {
  let known: { readonly stamp: string; readonly value: Promise<T> } | null = null;
  return async () => {
    const stamp = await stampOf();
    if (known !== null && known.stamp === stamp) return known.value;
    const made = { stamp, value: make() };
    known = made;
    made.value.catch(() => {
      if (known === made) known = null;
    });
    return made.value;
  };
}

/** Differs once any of these files has been written, replaced, made or removed. */
export async function fileStamp(...paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map(stampOfFile))).join(" ");
}

/** The same of every file below a folder, and of which there are. */
export async function folderStamp(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true }).catch(() => [])).sort();
  const stamps = await Promise.all(names.map((name) => stampOfFile(join(folder, name))));
  return names.map((name, index) => `${name} ${stamps[index]}`).join("\n");
}

async function stampOfFile(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  return found === null ? "none" : `${found.ino}-${found.size}-${found.mtimeNs}`;
}
