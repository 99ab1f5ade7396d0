const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

/** "21/Jan/2026:12:03:11", as web servers log it. */
const ACCESS_LOG = new RegExp(String.raw`(?<day>\d\d)/${MONTH}/(?<year>\d{4}):(?=\d\d:\d\d:\d\d)`, "g");
const DAY_FIRST = new RegExp(
  String.raw`(?<![\d:.])(?<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)?[ -]${MONTH}[a-z]*\b`,
  "g",
);
/** A range of times: "05:10-05:14", which is no time with an offset. */
const TIME_RANGE = /(?<=(?<![\d:])[0-2]?\d:[0-5]\d)[-–](?=[0-2]?\d:[0-5]\d(?![\d:]))/g;
/** "08:05: the merchant calls" */
const COLON_AFTER_TIME = /(?<=(?<![\d:])[0-2]?\d:[0-5]\d):(?=\s)/g;
const EXPONENT = /\b\d(?:\.\d+)?e\+\d{1,2}\b/gi;
/** A year is no duration of two thousand years. */
const YEAR_ZH = /(?<!\d)(?:19|20)\d\d\s?年(?!\s?\d)/g;
/** "一小时" is "an hour", which states no figure; "两三天" is "a few days", "两倍" is "twice". */
const VAGUE_ZH = /一(?=(?:个)?(?:小时|分钟|秒|天|周|月|年|半))|一两|两三|三四|[一两二三]倍/g;

/**
 * A text whose figures the grounding reader understands: dates and times in every notation that incident texts
 * use are put into one it knows, and words that only look like figures are taken out.
 */
export function plainFigures(text: string): string {
  return text
    .replace(ACCESS_LOG, (...match) => {
      const { day, month, year } = match.at(-1) as Record<string, string>; // named groups come last
      return `${year}-${monthNumber(month)}-${day} `;
    })
    .replace(DAY_FIRST, (...match) => {
      const { day, month } = match.at(-1) as Record<string, string>;
      return `${month} ${day}`;
    })
    .replace(TIME_RANGE, " – ")
    .replace(COLON_AFTER_TIME, " ")
    .replace(EXPONENT, (written) => String(Number(written)))
    .replace(YEAR_ZH, " ")
    .replace(VAGUE_ZH, " ");
}

function monthNumber(name = ""): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1).padStart(2, "0");
}
