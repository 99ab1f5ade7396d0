import type { ComponentChildren } from "preact";
import { visible } from "../../reports/printable.ts";
import type { Loaded } from "../use-loaded.ts";

/** What is loaded, once it is there; until then that it is being loaded, or why it cannot be. */
export function WhenLoaded<T>({
  loaded,
  children,
}: {
  loaded: Loaded<T>;
  children: (value: T) => ComponentChildren;
}) {
  switch (loaded.state) {
    case "loading":
      return (
        <p class="note" role="status">
          Loading …
        </p>
      );
    case "failed":
      return (
        <div class="problem" role="alert">
          <p class="verbatim">{visible(loaded.message)}</p>
        </div>
      );
    case "ready":
      return <>{children(loaded.value)}</>;
  }
}
