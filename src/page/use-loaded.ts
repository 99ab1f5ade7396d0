import { useEffect, useState } from "preact/hooks";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly message: string };

/**
 * What `load` gives, once it is there. `name` says what is loaded: another name loads anew, and what an older name was
 * waiting for is dropped.
 */
export function useLoaded<T>(name: string, load: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<{ readonly name: string; readonly result: Loaded<T> } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const settle = (result: Loaded<T>) => isCurrent && setLoaded({ name, result });
    load().then(
      (value) => settle({ state: "ready", value }),
      (error: unknown) => settle({ state: "failed", message: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [name]);
  return loaded?.name === name ? loaded.result : { state: "loading" };
}

/** What went wrong, in words for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
