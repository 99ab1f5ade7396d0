import type { Expected } from "../contracts/scenario.ts";
import { findPatterns } from "./find-patterns.ts";
import { parseQuantities } from "./grounding/parse-quantities.ts";
import { saysSomething } from "./says-something.ts";
import { isSameWording } from "./text/content-words.ts";
import type { ReportField } from "./verdict.ts";

/** Says what would follow from either outcome. */
const CONTRAST =
  /\b(?:if|whereas|otherwise|rather than|instead of|confirm\w*|refut\w*|rules? out|support\w*|suggest\w*|indicat\w*|points? to|versus|vs)\b|若|如果|否则|说明|表明|支持|排除|证实|证伪|不成立|指向|而非|而不是/i;
/** States and comparisons that a person can see. "Normal", "healthy", "as expected" are left out: they say nothing. */
const STATES =
  /\b(?:idle|active|inactive|waiting|blocked|running|pending|failed|failing|stuck|full|empty|exhausted|saturated|missing|absent|present|zero|none|no|not|higher|lower|above|below|more|fewer|most|many|multiple|majority|spik\w+|jump\w*|increas\w+|decreas\w+|drop(?:s|ped)?|grow\w*|flat|unchanged|rising|falling|time-?outs?|refused|denied|expired|errors?|true|false|equal|match\w*|mismatch\w*|older|newer|same|differ\w*)\b|空闲|活跃|等待|阻塞|运行中|失败|报错|卡住|占满|打满|耗尽|为空|缺失|缺少|存在|为零|没有|高于|低于|超过|达到|上涨|上升|升高|增长|激增|下降|降低|大量|多数|大部分|少量|平稳|不变|超时|拒绝|过期|一致|相同|不同|更早|更晚|出现|吻合/i;
/** Code, a quotation, a state or alert name: `Seq Scan`, "refused", OOMKilled, RUNNING. */
const VERBATIM =
  /`[^`]+`|"[^"]+"|“[^”]+”|'[^']+'|「[^」]+」|\b[A-Z]{3,}\b|\b[A-Z]\w*[a-z][A-Z]\w*|\bSeq Scan\b|\bIndex Scan\b/;
const EMPTY_PHRASE =
  /^(?:the )?(?:(?:normal|expected|correct|proper|command|query|no) )*(?:outputs?|results?|behaviou?r|errors?)?(?: (?:is|are|looks?|should be) (?:shown|displayed|normal|ok|fine|as expected))?$|^(?:no|without) (?:problems?|issues?|anomal\w+)$|^(?:会|应|应该)?(?:有|出现|看到|发现)(?:一些|某些)?(?:报错|错误|异常|问题)$|^(?:输出|结果|返回)?(?:一切)?(?:正常|符合预期|没有问题|没有异常|无异常)(?:的?(?:输出|结果))?$/;

/** Why an expected result is of no use; null where it could tell two hypotheses apart. */
export function judgeExpectation(
  field: ReportField,
  { step, expected }: { step: string; expected: Pick<Expected, "rootCause" | "redHerrings" | "probes"> },
): "missing" | "copy" | "vague" | null {
  const text = field.text.normalize("NFKC").trim();
  if (!saysSomething(text)) return "missing";
  if (isSameWording(text, step)) return "copy";
  if (EMPTY_PHRASE.test(text.toLowerCase().replace(/[.。!]+$/, ""))) return "vague";
  const known = [...expected.rootCause.facts, ...expected.redHerrings, ...expected.probes];
  const tells =
    CONTRAST.test(text) ||
    STATES.test(text) ||
    VERBATIM.test(text) ||
    parseQuantities(text).length > 0 ||
    findPatterns(field, known).length > 0;
  return tells ? null : "vague";
}
