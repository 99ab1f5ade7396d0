import { createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { TrialMarks } from "../review/trial-marks.ts";

/** Which finding or figure the reader looks at: it shows in report, incident text and score card at once. */
export interface Marking {
  readonly marks: TrialMarks;
  /** The id of a mark: the one pointed at, else the one chosen by a click. */
  readonly active: string | null;
  readonly point: (id: string | null) => void;
  readonly choose: (id: string | null) => void;
  /** Whether marks of what is right are drawn too. */
  readonly isGoodShown: boolean;
  readonly showGood: (isShown: boolean) => void;
}

export const NO_MARKS: TrialMarks = { inReport: new Map(), inContext: [] };

export const MarkingContext = createContext<Marking>({
  marks: NO_MARKS,
  active: null,
  point: () => {},
  choose: () => {},
  isGoodShown: false,
  showGood: () => {},
});

export function useMarking(): Marking {
  return useContext(MarkingContext);
}

/** @param first the mark to open at; null for none */
export function useNewMarking(marks: TrialMarks, first: string | null): Marking {
  const [pointed, point] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(first);
  const [isGoodShown, showGood] = useState(false);
  const choose = useCallback((id: string | null) => {
    setChosen(id);
    if (id !== null) requestAnimationFrame(() => bringIntoView(id, "both"));
  }, []);
  useEffect(() => {
    if (first !== null) requestAnimationFrame(() => bringIntoView(first, "both"));
  }, []);
  useEffect(() => {
    if (pointed !== null) bringIntoView(pointed, "panes");
  }, [pointed]);
  const active = pointed ?? chosen;
  return useMemo(
    () => ({ marks, active, point, choose, isGoodShown, showGood }),
    [marks, active, choose, isGoodShown],
  );
}

/** Pointing moves the panes beside the report only, and not the one pointed into: nothing may run away from under the pointer. */
function bringIntoView(id: string, where: "panes" | "both"): void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-marks]")].filter(({ dataset }) =>
    dataset.marks?.split(" ").includes(id),
  );
  for (const element of firstOfEachPlace(all)) {
    const pane = element.closest<HTMLElement>("[data-pane]");
    if (pane !== null && isScrolled(pane)) {
      if (where === "both" || !pane.matches(":hover")) centre(element, pane);
    } else if (where === "both" && element.closest("article") !== null) {
      element.scrollIntoView({ block: "center" });
    }
  }
}

function firstOfEachPlace(elements: readonly HTMLElement[]): HTMLElement[] {
  const byPlace = new Map<Element | null, HTMLElement>();
  for (const element of elements) {
    const place = element.closest("[data-pane], article");
    if (!byPlace.has(place)) byPlace.set(place, element);
  }
  return [...byPlace.values()];
}

function isScrolled({ scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollHeight > clientHeight + 1;
}

function centre(element: HTMLElement, pane: HTMLElement): void {
  const offset = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += offset - pane.clientHeight / 3;
}
