const FUNCTIONS =
  "sum|rate|irate|increase|delta|idelta|deriv|histogram_quantile|quantile|max|min|avg|count|topk|bottomk|stddev|group|" +
  "max_over_time|min_over_time|avg_over_time|sum_over_time|count_over_time|quantile_over_time|absent|changes|resets|" +
  "predict_linear|clamp_max|clamp_min|label_replace|time|sort|sort_desc|bytes_over_time|bytes_rate";
const START = new RegExp(
  String.raw`^\s*(?:100\s*[*-]\s*)?\(*(?:${FUNCTIONS})\s*(?:(?:by|without)\s*\([^()]*\)\s*)?\(`,
);

/** Log queries: labels, then filters and parsers. Literals are emptied before. */
const LOGQL =
  /^\s*\{[\w=!~", \t]*\}(?:\s*(?:\|=|\|~|!=|!~)\s*"")*(?:\s*\|\s*(?:json|logfmt|unpack)\b)*[ \t]*$/;

/**
 * Is the whole text a query to a metrics or log store? The language can only read. Anything that a shell or a
 * database could make something else of (`;`, `&`, `$`, backticks, a second line) is refused.
 */
export function isPromql(text: string): boolean {
  const bare = text.replace(/"[^"]*"|'[^']*'/g, '""');
  if (LOGQL.test(bare)) return /"/.test(bare) && !text.includes("\n") && !/[`$]/.test(text);
  if (!START.test(text)) return false;
  return /^[\w \t(){}[\]=~!",.:*/+<>%-]+$/.test(bare) && depthOf(bare) === 0;
}

function depthOf(text: string): number {
  return [...text].reduce(
    (depth, char) => depth + ("([{".includes(char) ? 1 : ")]}".includes(char) ? -1 : 0),
    0,
  );
}
