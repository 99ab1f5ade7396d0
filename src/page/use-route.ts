import { useEffect, useState } from "preact/hooks";
import { formatRoute, parseRoute, type Route } from "../review/route.ts";

/** Where the reader is, by the address. Back and forward work, and so does a link that was sent. */
export function useRoute(): Route {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const read = () => setHash(location.hash);
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return parseRoute(hash);
}

/** An address for a link. */
export function href(route: Route): string {
  return formatRoute(route);
}

export function goTo(route: Route): void {
  location.hash = formatRoute(route);
}

/** The same page seen otherwise, such as with another filter: going back leaves the page, not the filter. */
export function replaceRoute(route: Route): void {
  history.replaceState(null, "", formatRoute(route));
  dispatchEvent(new HashChangeEvent("hashchange"));
}
