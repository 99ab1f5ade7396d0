import type { Context, MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { TOKEN_META } from "./page-html.ts";

const HTTP_PORT = 80;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
/** A reader's own page, and an address typed in. Another port of this machine is another site. */
const OWN_FETCH_SITES: readonly string[] = ["same-origin", "none"];

/** The headers of every answer. */
export const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
};

/** Only by this machine's own names: another name that was made to point here is a page elsewhere that wants to read. */
export function refuseOtherHosts(port: () => number): MiddlewareHandler {
  return async (context, next) => {
    if (!ownHosts(port()).includes(context.req.header("host") ?? "")) {
      throw new HTTPException(403, { message: "this server answers to 127.0.0.1 and localhost alone" });
    }
    await next();
  };
}

function ownHosts(port: number): string[] {
  const names = ["127.0.0.1", "localhost"];
  return [...names.map((name) => `${name}:${port}`), ...(port === HTTP_PORT ? names : [])];
}

/** What a browser says of where a request comes from; who says nothing is no browser. */
export const refuseOtherSites: MiddlewareHandler = async (context, next) => {
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined && !OWN_FETCH_SITES.includes(site)) {
    throw new HTTPException(403, { message: "only the review pages themselves may ask for this" });
  }
  await next();
};

/** Whoever writes shows that the page it writes from came from this server. */
export function refuseOtherWriters(token: string): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.header("origin") !== `http://${context.req.header("host")}`) {
      throw new HTTPException(403, { message: "only the review pages themselves may write" });
    }
    if (context.req.header(`x-${TOKEN_META}`) !== token) {
      throw new HTTPException(403, {
        message: "this page is from an earlier start of the server: load it again",
      });
    }
    assertJson(context);
    await next();
  };
}

function assertJson(context: Context): void {
  if (JSON_TYPE.test(context.req.header("content-type") ?? "")) return;
  throw new HTTPException(415, { message: "expected application/json" });
}
