import { findQuoted } from "./grounding/quotes.ts";
import { NEUTRAL_TERMS } from "./language-terms.ts";
import { SURNAMES_ZH } from "./read-owner.ts";
import { splitClauses } from "./text/clauses.ts";
import { normaliseText, type TextSpan } from "./text/normalise.ts";
import { findCues, polarityAt, polarityScopes } from "./text/polarity.ts";

/** Without "operator": those of Kubernetes are no persons. */
const NOUN =
  "(?:engineer|developer|dev|programmer|administrator|admin|sysadmin|dba|sre|reviewer|approver|author|committer|deployer|responder|employee|contractor|intern|manager|colleague|newcomer|new hire|on-call(?: (?:person|engineer|responder|sre))?)s?";
const PERSON = `(?:(?:the|an?|our|one|another|some|that) )?(?:[\\w-]+ )?${NOUN}`;
/** A person's account in chat or code. */
const HANDLE = String.raw`(?<![\w.])@[a-z][\w.-]*[\w]`;
/** Group accounts and what else begins with the same sign: cron nicknames. */
const NO_PERSON_HANDLE =
  /^@(?:hourly|daily|weekly|monthly|yearly|annually|reboot|midnight|here|channel|all|everyone|\S*(?:team|on-?call|sre|ops|dba|platform|eng|support|bot|payments?))/;
const ADVERBS =
  "(?: (?:who|had|has|have|also|simply|just|then|initially|clearly|again|apparently|allegedly|unfortunately))*";
const CARELESS = "(?:carelessly|recklessly|negligently|sloppily) \\w+";
const DID =
  "(?:deleted|dropped|removed|deployed|shipped|changed|pushed|merged|ran|executed|disabled|enabled|set|configured|misconfigured|introduced|approved|restarted|killed|left)";
/** What only a person does. */
const PERSONAL_FAULT = `(?:forgot|forgets|neglected|did not bother|didn't bother|botched|messed up|screwed up|(?:was|were) (?:careless|negligent|sloppy|inattentive|irresponsible|incompetent)|made (?:a|the) (?:\\w+ )?mistake|${CARELESS}|(?:accidentally|mistakenly|wrongly) ${DID})`;
/** What systems do as well: only of somebody who is plainly a person. */
const FAULT = `(?:${PERSONAL_FAULT}|failed to|fails to|(?:did not|didn't) (?:check|test|review|verify|notice|follow|read|add|ask|escalate|validate|consider|realize|realise|communicate|monitor|look|bother|think)|should(?:'ve| have)|ought to have|ignored|overlooked|skipped|bypassed|violated|misconfigured|(?:is|are|was|were) (?:to blame|at fault|responsible for (?:the|this|that) (?:outage|incident|failure|error))|broke|caused (?:the|this) (?:outage|incident|failure))`;
const THEIR_FAULT = "'s? (?:own )?(?:mistake|fault|carelessness|negligence|oversight|sloppiness|error)";

const ENGLISH: readonly RegExp[] = [
  // "The engineer who wrote it was careless".
  pattern(`(?<![\\w-])(?:${PERSON}(?: (?:who|that)(?: [\\w-]+){1,5}?)?|he|she|${HANDLE})${ADVERBS} ${FAULT}`),
  pattern(`(?<![\\w-])(?:${PERSON}|${HANDLE}|his|her)${THEIR_FAULT}`),
  pattern(
    `(?:caused|triggered|introduced|broken) (?:\\w+ )?by (?:${HANDLE}|(?:the|an?|one) (?:[\\w-]+ )?${NOUN})`,
  ),
  pattern(`because (?:of )?${HANDLE}`),
  pattern(
    "(?<![\\w-])(?:human|operator|engineer|developer|personnel) (?:error(?! (?:messages?|codes?|logs?|pages?|rates?))|mistake|negligence|oversight|carelessness)",
  ),
];
/** One or two words that must be capitalised in the text and are no product: "Alice forgot", "Bob Li's mistake". */
const NAMED: readonly RegExp[] = ["[a-z]+", "[a-z]+ [a-z]+"].map((name) =>
  pattern(
    `(?<![\\w@-])(?<name>${name})(?:${ADVERBS} ${PERSONAL_FAULT}|'s? (?:own )?(?:mistake|fault|carelessness|negligence|oversight))`,
  ),
);
const NO_NAMES = new Set([
  ...NEUTRAL_TERMS,
  ..."terraform ansible jenkins argo team teams we they it nobody everyone staff who someone the this that ops engineering group platform service system".split(
    " ",
  ),
]);

const NAME_ZH = `(?<=^|[^\\p{Script=Han}\\d\\s]\\s?|^\\s|由于|因为|[因是由和与])(?:[小老阿][${SURNAMES_ZH}]|[${SURNAMES_ZH}](?:工|哥|姐|总|某某?|老师|经理|同学)|[${SURNAMES_ZH}]\\p{Script=Han}{1,2})`;
const PERSON_ZH = `(?:${NAME_ZH}|${HANDLE}|(?:值班|当班|运维|开发|研发|测试|操作|发布|变更|评审|审批|上线|相关|当事|责任)(?:人员|同学|同事|工程师|员|者|人)|工程师|程序员|管理员|实习生|新人|同事|当事人|责任人|(?<![a-z])(?:dba|sre)|某(?:某某?|人|位?(?:同学|同事|工程师|员工))|(?<!其)[他她])们?`;
const ADVERBS_ZH =
  "(?:\\s|也|都|均|并|却|当时|事先|因为?|由于|自己|本人|一时|在[^，。；,;]{1,12}?(?:时|前|后|中)|(?:上线|发布|变更|评审)[时前后])*";
const FAULT_ZH =
  "(?:忘记|忘了|疏忽|疏漏|粗心|大意|马虎|失误|失职|误操作|误删|误改|误配|误发|误执行|不小心|擅自|违规|违反|无视|忽视|忽略了?|操作不当|判断失误|玩忽职守|不负责任|不够(?:细心|仔细|谨慎)|没有?(?:按|检查|确认|测试|评审|及时|遵守|遵循|注意|通知|看|做|加|建|验证|核对|考虑|意识|察觉|上报|处理|执行)|未(?:能|按|经|及时|做|加|建|检查|确认|测试|评审|遵守|注意|通知|看|验证|核对|考虑|意识|上报|尽)|本应|应该?(?:事先|提前))";
const CHINESE: readonly RegExp[] = [
  pattern(`${PERSON_ZH}${ADVERBS_ZH}${FAULT_ZH}`),
  pattern(`${PERSON_ZH}的(?:个人)?(?:操作|判断)?(?:失误|疏忽|疏漏|过错|过失|责任|错误|粗心)`),
  pattern(
    "人为(?:的|操作|配置)?(?:失误|错误|疏忽|疏漏|过失|误操作|责任)|(?:人员|个人)?操作(?:人员)?(?:失误|疏忽)",
  ),
  pattern(`(?:归咎于|归责于|责任在|怪)${PERSON_ZH}`),
  pattern("(?:追究|追查)[^，。；]{0,8}责任|问责"),
];
/** "Prevent human error": a wish for a safer system, not a charge. */
const GUARDED =
  /(?:prevent\w*|avoid\w*|reduc\w*|eliminat\w*|guard\w* against|less prone to|避免|防止|预防|减少|杜绝|降低|防范)[^.。;；,，]{0,24}$/;

/**
 * Where a text blames a person: somebody named, a handle, "the engineer" or 值班人员, together with a fault, or
 * "human error" as such. Teams and systems may be named. Words in quotation marks are somebody else's; what is
 * denied or asked is no charge.
 *
 * Limit: names are only known by a fault that no system has beside a capital ("Alice forgot"), by a common Chinese
 * surname or by their handle; blame between the lines is not seen.
 */
export function findBlame(source: string): TextSpan[] {
  const { text, toSource } = normaliseText(source);
  const named = NAMED.flatMap((one) => [...text.matchAll(one)]).filter(({ index, groups }) =>
    isName(toSource(index, index + (groups?.name?.length ?? 0)).quote),
  );
  const found = [...[...ENGLISH, ...CHINESE].flatMap((one) => [...text.matchAll(one)]), ...named]
    .filter(({ 0: words }) => !NO_PERSON_HANDLE.test(words))
    .map(({ 0: words, index }) => ({ start: index, end: index + words.length }));
  if (found.length === 0) return [];

  const isCharge = chargeReader(text);
  const quoted = findQuoted(source);
  const spans = found
    .filter(isCharge)
    .map(({ start, end }) => toSource(start, end))
    .filter((span) => quoted.every(({ start, end }) => span.end <= start || end <= span.start));
  return widest(spans);
}

/** Tells whether words of a normalised text charge somebody, rather than deny, ask or guard against it. */
function chargeReader(text: string): (range: { start: number; end: number }) => boolean {
  const clauses = splitClauses(text);
  const cues = findCues(text);
  return ({ start, end }) => {
    const outside = cues.filter((cue) => cue.end <= start || cue.start >= end);
    const polarity = polarityAt(polarityScopes(text, clauses, outside), start, end);
    return polarity !== "negated" && polarity !== "question" && !GUARDED.test(text.slice(0, start));
  };
}

/** People's handles in a text, which blame nobody but belong in no blameless postmortem either. */
export function findHandles(source: string): TextSpan[] {
  const { text, toSource } = normaliseText(source);
  return Array.from(text.matchAll(pattern(HANDLE)))
    .filter(({ 0: handle }) => !NO_PERSON_HANDLE.test(handle))
    .map(({ 0: handle, index }) => toSource(index, index + handle.length));
}

function isName(quote: string): boolean {
  const words = quote.normalize("NFKC").split(/\s+/);
  return words.every((word) => /^\p{Lu}\p{Ll}+$/u.test(word) && !NO_NAMES.has(word.toLowerCase()));
}

/** Without spans that lie in a longer one, in order of position. */
function widest(spans: readonly TextSpan[]): TextSpan[] {
  const kept: TextSpan[] = [];
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every(({ start, end }) => span.end <= start || end <= span.start)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function pattern(source: string): RegExp {
  return new RegExp(source, "gu");
}
