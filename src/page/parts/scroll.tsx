import type { ComponentChildren, RefObject } from "preact";
import { visible } from "../../reports/printable.ts";

interface Props {
  /** What a screen reader calls it. */
  readonly label: string;
  readonly class?: string;
  readonly scroller?: RefObject<HTMLElement | null>;
  /** It follows what the reader points at in the report. */
  readonly isPane?: boolean;
  readonly children: ComponentChildren;
}

/** A region that scrolls by itself, by keyboard too. */
export function Scroll({ label, class: look = "", scroller, isPane = false, children }: Props) {
  return (
    <section
      class={`scroll ${look}`.trim()}
      aria-label={visible(label)}
      data-pane={isPane ? "" : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse.
      tabIndex={0}
      {...(scroller ? { ref: scroller } : {})}
    >
      {children}
    </section>
  );
}
