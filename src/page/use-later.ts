import { useEffect, useState } from "preact/hooks";

/**
 * A value as it was when the page was last painted. What is heavy to draw takes this one, so that what the reader just did is
 * answered first and the rest follows a frame behind.
 */
export function useLater<T>(value: T): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame is asked for before it is painted; a timer set in it fires after.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setLater(value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return later;
}
