import { goodReply, startLocalModelServer } from "../testing/local-model-server.ts";
import { REPLY_MS } from "./engine-cases.ts";
import { replyOfRealSize } from "./workload.ts";

/** What the server saw of a case. */
export interface Served {
  /** Replies handed out: what a vendor would bill. */
  readonly sold: number;
  /** Answered with 429. */
  readonly refused: number;
  /** From the first request taken to the last reply sent. */
  readonly spanMs: number;
  readonly peakInFlight: number;
}

/** A process of its own: tells its address, and on any message what it served; ends with its parent. */
async function serve(maxInFlight: number): Promise<void> {
  const answer = goodReply(replyOfRealSize());
  let firstAt = Number.NaN;
  let lastAt = Number.NaN;
  const server = await startLocalModelServer({
    latencyMs: REPLY_MS,
    maxInFlight,
    keepBodies: false,
    reply: () => {
      lastAt = performance.now();
      if (Number.isNaN(firstAt)) firstAt = lastAt;
      return answer;
    },
  });
  process.on("message", () => {
    const sold = [...server.completionsByHash.values()].reduce((sum, count) => sum + count, 0);
    const refused = server.requests.filter(({ status }) => status === 429).length;
    const spanMs = lastAt - firstAt + REPLY_MS;
    process.send?.({ sold, refused, spanMs, peakInFlight: server.peakInFlight() } satisfies Served);
  });
  process.on("disconnect", () => process.exit());
  process.send?.(server.url);
}

await serve(Number(process.argv[2]));
