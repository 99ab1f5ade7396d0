import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * As much of `fetch` as a chat completion needs, over Node's http: a text goes out, the whole answer comes
 * back. Node's own fetch gives up after five minutes without headers, which slow models on slow machines
 * exceed, and needs more than twice the processor time per call, which shows as latency at 200 in flight.
 *
 * Redirects are not followed: they would turn a POST into a GET. Rejects with Node's system errors.
 */
export function createHttpFetch(): Fetch {
  const agentOptions = { keepAlive: true };
  const httpAgent = new HttpAgent(agentOptions);
  const httpsAgent = new HttpsAgent(agentOptions);

  return async (target, { method = "GET", headers, body, signal } = {}) => {
    if (typeof body !== "string") throw new TypeError("only text can be sent");
    const url = new URL(target instanceof Request ? target.url : target);
    const isHttps = url.protocol === "https:";
    const options = {
      method,
      headers: { ...Object.fromEntries(new Headers(headers)), "content-length": Buffer.byteLength(body) },
      agent: isHttps ? httpsAgent : httpAgent,
      ...(signal == null ? {} : { signal }),
    };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = isHttps ? httpsRequest(url, options, resolve) : httpRequest(url, options, resolve);
      outgoing.on("error", reject);
      outgoing.end(body);
    });
    return toResponse(answer, await readAll(answer));
  };
}

async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function toResponse({ statusCode = 0, headers }: IncomingMessage, body: Buffer): Response {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] satisfies [string, string]],
  );
  const hasNoBody = statusCode === 204 || statusCode === 304;
  return new Response(hasNoBody ? null : new Uint8Array(body), { status: statusCode, headers: pairs });
}
