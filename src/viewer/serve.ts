import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { ReviewSource } from "../contracts/review.ts";
import { InvalidInputError, OutsideError, systemErrorCode } from "../shared/errors.ts";
import type { PageParts } from "./build-page.ts";
import { createReviewApp } from "./review-app.ts";

const LOOPBACK = "127.0.0.1";
const TOKEN_BYTES = 32;

export interface ServeOptions {
  readonly source: ReviewSource;
  readonly page: PageParts;
  /** 0 takes one that is free. */
  readonly port: number;
  readonly onBug: (error: unknown) => void;
}

/** The review pages, reachable from this machine alone. */
export interface ReviewServer {
  /** Ends in a slash. */
  readonly url: string;
  /** Breaks off what is under way and frees the port. */
  close(): Promise<void>;
}

/** @throws InvalidInputError where the port is taken or may not be used. */
export async function serveReview({ port, ...options }: ServeOptions): Promise<ReviewServer> {
  let listening = port;
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const app = createReviewApp({ ...options, token, port: () => listening });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((settle, fail) => {
    server.once("error", (error) => fail(cannotListen(port, error)));
    server.listen(port, LOOPBACK, settle);
  });
  // A TCP server's address is an object; only a pipe's is a string.
  listening = (server.address() as AddressInfo).port;
  return {
    url: `http://${LOOPBACK}:${listening}/`,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function cannotListen(port: number, error: unknown): unknown {
  const code = systemErrorCode(error);
  if (code === "EADDRINUSE" || code === "EACCES") {
    return new InvalidInputError({
      problem: code === "EACCES" ? "this port may not be used" : "this port is taken",
      at: "--port",
      expected: "a free port from 1024 on",
      received: String(port),
      fix: "leave --port out: a free one is taken",
    });
  }
  return code === null
    ? error
    : new OutsideError(`the review pages cannot be served (${code})`, { cause: error });
}
