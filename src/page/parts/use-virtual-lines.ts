import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface VirtualLines {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The lines to draw now, by index. */
  readonly indexes: readonly number[];
  /** Height of all that is not drawn, above and below, in pixels. */
  readonly before: number;
  readonly after: number;
}

/** Of `count` lines of one height, those in view of the scroller and a few around. */
export function useVirtualLines({ count, lineHeight }: { count: number; lineHeight: number }): VirtualLines {
  const scroller = useRef<HTMLDivElement>(null);
  const [, redraw] = useState(0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 8,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw((times) => times + 1),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());

  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  return {
    scroller,
    indexes: items.map(({ index }) => index),
    before: items[0]?.start ?? 0,
    after: last === undefined ? count * lineHeight : virtualizer.getTotalSize() - last.end,
  };
}
