/**
 * What of a text is compared: its words, each once, in lower case, without function words, bare figures
 * and times; Chinese as pairs of neighbouring characters.
 *
 * pg_trgm cuts a run of Chinese, which has no spaces, into threes, so that 磁盘 and 数据库磁盘写满 share
 * nothing. As pairs ("数据 据库 库磁 磁盘 盘写 写满") each pair is a word of its own to pg_trgm, and one index
 * and one measure serve both scripts. A pair makes three trigrams, about what three letters make.
 */
export function signatureOf(text: string, { maxTerms = MAX_TERMS } = {}): string {
  const words = text.slice(0, MAX_LENGTH).normalize("NFKC").toLowerCase().match(RUNS) ?? [];
  const terms = words.flatMap((run) => (HAN.test(run) ? pairsOf(run) : wordOf(run)));
  return [...new Set(terms)].slice(0, maxTerms).join(" ");
}

/** A pasted log can be megabytes; its first distinct words say what it is about. */
const MAX_LENGTH = 100_000;
const MAX_TERMS = 120;
/** Longer runs are encoded data. */
const MAX_WORD = 40;

/** Han, or a word of any other script: "p99延迟" is two runs. */
const RUNS =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[._-](?:(?!\p{Script=Han})[\p{L}\p{N}])+)*/gu;
const HAN = /^\p{Script=Han}/u;

/** Characters that only join others: pairs do not reach across them. */
const ZH_JOINING = /[的了在是和与及或把被从到将对为由其该此后前时中上下个]/u;

function pairsOf(run: string): string[] {
  return run.split(ZH_JOINING).flatMap((part) => {
    const characters = [...part];
    if (characters.length === 1) return characters;
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
}

/** Figures, durations, sizes, times and hashes tell two incidents of one kind apart, which is not what is asked. */
const FIGURE = /^v?\d+([._-]?\d+)*[a-z]{0,3}$|^(?=.*\d)[0-9a-f]{8,}$/u;
const HTTP_STATUS = /^[45]\d\d$/;

function wordOf(run: string): string[] {
  if (HTTP_STATUS.test(run)) return [run];
  return run.length < 2 || run.length > MAX_WORD || FIGURE.test(run) || EN_FUNCTION_WORDS.has(run)
    ? []
    : [run];
}

const EN_FUNCTION_WORDS = new Set(
  (
    "a about after all also an and any are as at be been before being but by can could did do does during each every for " +
    "from had has have her his how if in into is it its may more most much no none not now of off on once one only or " +
    "other our out over own per some such than that the their them then there these they this those through to too " +
    "under until up us very via was we were what when where which while who why will with within without would you " +
    "utc gmt time jan feb mar apr jun jul aug sep oct nov dec"
  ).split(" "),
);
