import { type CommandRisk, type CommandRule, type Reading, reading, type Word } from "./command-risk.ts";
import { optionValues } from "./options.ts";

/** Long options of curl that change neither the method nor a file. Any other makes the call unknown. */
const HARMLESS = new RegExp(
  `^--(?:${[
    "silent show-error fail fail-with-body max-time connect-timeout header user location insecure verbose include head",
    "compressed retry retry-delay write-out resolve cacert cert key http1.0 http1.1 http2 http3 ipv4 ipv6 referer get",
    "user-agent cookie no-buffer globoff url url-query path-as-is proxy noproxy connect-to interface unix-socket",
    "oauth2-bearer tlsv1.2 tlsv1.3 keepalive-time location-trusted request data data-raw data-binary data-urlencode",
    "json form upload-file output remote-name next progress-bar no-progress-meter trace-time",
  ]
    .join(" ")
    .replaceAll(" ", "|")})(?:=|$)`,
);
/** Short options of curl that take a value, as the next word or joined. */
const TAKES_VALUE = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";
const SAFE_OUTPUT = /^(?:-|\/dev\/(?:null|stdout|stderr))$/;
/** Endpoints that take a query as their body. */
const QUERY_ENDPOINT =
  /\/(?:_search|_count|_msearch|_cat\/\w+|_mget|_sql|_field_caps|_explain|_validate\/query|api\/v1\/(?:query|query_range|labels|series)|select\/logsql\/query)$/;

interface CurlOption {
  readonly letter: string;
  readonly value: string;
}

/** `curl`: the method and the body decide; a saved file is a write, and an option we do not know is unknown. */
const curl: CommandRule = (args, name) => {
  const options = shortOptions(args);
  const has = (letters: string, long: RegExp) =>
    options.some(({ letter }) => letters.includes(letter)) || args.some(({ value }) => long.test(value));
  const valuesOf = (letter: string, long: string) => [
    ...options.filter((option) => option.letter === letter).map(({ value }) => value),
    ...optionValues(args, [long]).map(({ value }) => value),
  ];

  const sendsBody = has("dFT", /^--(?:data|form|json|upload-file)/);
  const isGet = has("G", /^--get$/);
  const methods = valuesOf("X", "--request");
  const isQuery = args.some(({ value }) => isQueryUrl(value));
  const found: Reading[] = methods.map((method) => methodReading(method, isQuery));
  if (sendsBody && !isGet && methods.length === 0) {
    found.push(
      isQuery ? { risk: "read", why: `${name}, a query` } : { risk: "mutating", why: `${name} sends a body` },
    );
  }
  const outputs = [
    ...valuesOf("o", "--output"),
    ...valuesOf("D", "--dump-header"),
    ...valuesOf("c", "--cookie-jar"),
  ];
  if (has("OJ", /^--remote-name/) || outputs.some((path) => !SAFE_OUTPUT.test(path))) {
    found.push({ risk: "mutating", why: `${name} saves a file` });
  }
  if (has("KQ", /^$/) || args.some(({ value }) => value.startsWith("--") && !HARMLESS.test(value))) {
    found.push({ risk: "unknown", why: `${name} with an option we do not know` });
  }
  return found.length > 0 ? found : reading("read", `${name} GET`);
};

/** `-sSXDELETE` is s, S and X with a value; a value is never read as options. */
function shortOptions(args: readonly Word[]): readonly CurlOption[] {
  return args.flatMap(({ value }, i) => {
    if (!/^-[a-zA-Z0-9#:]/.test(value)) return [];
    const found: CurlOption[] = [];
    for (let at = 1; at < value.length; at += 1) {
      const letter = value[at] ?? "";
      const takesValue = TAKES_VALUE.includes(letter);
      found.push({ letter, value: takesValue ? value.slice(at + 1) || (args[i + 1]?.value ?? "") : "" });
      if (takesValue) break;
    }
    return found;
  });
}

function methodReading(method: string, isQuery: boolean): Reading {
  const why = `HTTP ${method}`;
  if (/^(?:GET|HEAD|OPTIONS)$/i.test(method)) return { risk: "read", why };
  if (/^DELETE$/i.test(method)) return { risk: "destructive", why };
  if (/^POST$/i.test(method) && isQuery) return { risk: "read", why: `${why}, a query` };
  const risk: CommandRisk = /^(?:POST|PUT|PATCH)$/i.test(method) ? "mutating" : "unknown";
  return { risk, why };
}

function isQueryUrl(value: string): boolean {
  return (
    /^(?:https?:\/\/|[\w.$<>{}-]+(?::\d+)?\/)/.test(value) && QUERY_ENDPOINT.test(value.split("?")[0] ?? "")
  );
}

/** `wget` saves what it gets, unless it is told to print or only to look. */
const wget: CommandRule = (args, name) => {
  if (args.some(({ value }) => /^--(?:post|method|body)/.test(value)))
    return reading("mutating", `${name} sends a body`);
  const isPrinted = args.some(
    ({ value }, i) =>
      /^-[a-zA-Z]*O-$|^--output-document=-$/.test(value) ||
      (/^-[a-zA-Z]*O$|^--output-document$/.test(value) && SAFE_OUTPUT.test(args[i + 1]?.value ?? "")) ||
      /^-[a-zA-Z]*O\/dev\/null$/.test(value),
  );
  const isLooking = args.some(({ value }) => value === "--spider");
  return isPrinted || isLooking ? reading("read", name) : reading("mutating", `${name} saves a file`);
};

export const httpTools: ReadonlyMap<string, CommandRule> = new Map([
  ["curl", curl],
  ["wget", wget],
]);
