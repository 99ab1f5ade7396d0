/**
 * What a cue does to the words around it.
 *
 * - `inert`: looks like a negation and is none; it swallows the words so that no other cue sees them
 * - `hedges`: its clause stays asserted, with less force
 * - `denies-next` / `denies-next-firmly`: what follows; firm cues reach through "led to" and "导致"
 * - `denies-previous`: what stands before it in its clause
 * - `denies-nearest`: what follows, or, where nothing does, what stands before ("X ruled out", "ruled out X")
 * - `denies-clause`, `denies-sentence`, `denies-inside`: its whole clause, sentence, or its own words
 * - `asks`, `supposes`: raises what follows without asserting it (to the end of the sentence, or clause)
 * - `asks-clause`: raises its whole clause and what follows: Chinese asks between subject and verb
 */
export type CueEffect =
  | "inert"
  | "hedges"
  | "denies-next"
  | "denies-next-firmly"
  | "denies-previous"
  | "denies-nearest"
  | "denies-clause"
  | "denies-sentence"
  | "denies-inside"
  | "asks"
  | "asks-clause"
  | "supposes";

export interface CueRow {
  readonly effect: CueEffect;
  /** Regular expressions over normalised text (lower case, straight quotes); whole words only. */
  readonly en: readonly string[];
  readonly zh: readonly string[];
}

const BE = "(?:is|are|was|were|be|been|being)";
const CAUSE = "(?:(?:the|a|our|an) )?(?:(?:root|main|primary|likely|real|actual|underlying) )*";
const CULPRIT = `${CAUSE}(?:cause|reason|culprit|trigger|problem|issue|explanation|factor|bottleneck|driver|source|root)`;
const INCIDENT = "(?:the|this|our|these) (?:incident|outage|issue|problem|failures?|errors?|alert)";
const VISIBLE =
  "(?:(?:also|have|normally|typically|instead|likely|be|been) )*(?:show|shown|appear|appeared|visible|seen|reflected|accompanied|raise|raised|surface|manifest|coincide|expect|see|look|produce|leave|left)";
const ZH_CULPRIT = "(?:根本|主要|直接|真正|本次|此次|故障)*(?:的)?(?:原因|根因|主因|诱因|问题|元凶|因素)";
const ZH_INCIDENT = "(?:本次|此次|这次|该|当前)(?:故障|事故|事件|问题|告警)?";

/**
 * Words that change whether a statement is asserted, in the manner of NegEx: the longest match at a place
 * wins and uses up its words; of equal ones the row that stands first.
 *
 * Inert rows hold facts that are worded negatively ("no index"): a missing index is a finding, not a
 * denial of everything after "no".
 *
 * @see Chapman et al. 2001, A simple algorithm for identifying negated findings (NegEx).
 */
export const POLARITY_CUES: readonly CueRow[] = [
  {
    effect: "inert",
    en: [
      "(?:no|without(?: an?| any)?|lacks?(?: an?| any)?|lacking(?: an?)?) (?:\\w+ )?ind(?:ex|exes|ices)",
      "(?:not|never|isn't) (?:been )?(?:indexed|released|closed|returned|renewed|rotated|cleaned up|bounded|limited|throttled|committed|vacuumed|acknowledged|propagated|reachable|responding)",
      "no (?:\\w+ )?(?:timeout|time limit|limit|backoff|back-off|jitter|headroom|response|alert|owner|cap|upper bound)",
      "no (?:free|available|spare|idle|remaining) \\w+",
      "no (?:\\w+ )?(?:left|available|remaining)",
      "no space left",
      "without (?:an? |any )?(?:\\w+ )?(?:timeout|limit|backoff|back-off|jitter|cap|where clause|pagination)",
      "without (?:releasing|closing|returning|committing|renewing)",
      "not enough",
      // A refused request, not a refuted thought.
      `${BE} rejected (?:with|by|as|at|for|because|until)`,
      // "Without the batch the pool would not be full": what is missing in the thought is the cause.
      "without(?= [^.;]{3,80}? (?:would|could)(?: not|n't))",
      "(?:were it|if it were|if it was|had it) not (?:been )?for",
      // Failing to do something is a symptom, not a denial of what stands in the way.
      "can ?not|can't|could not|couldn't|unable to",
      "no other \\w+",
      "not only",
      "not just",
      "not merely",
      "not limited to",
      "not surprisingly",
      "not without",
      "no longer",
      "no less than",
      "no more \\w+ (?:left|available)",
      "no doubt",
      "no wonder",
      "no one",
      "nobody",
      "not until",
      "as if",
      "even if",
    ],
    zh: [
      "(?:没有?|无|缺少|缺乏|未|没有?(?:走|用|使用|命中|建|加|建立|添加)|未(?:走|用|使用|命中|建|加|建立|添加|能使用))(?:可用|合适|有效|任何|相应|对应)?的?索引",
      "(?:没有?|未)(?:被|能|及时|正确|正常)*(?:释放|关闭|归还|续期|更新|轮换|清理|提交|确认|同步|回收|限制|限流|生效)",
      "(?:没有|无|未设置?|未配置|缺少)(?:合理|任何)?的?(?:超时|退避|上限|限流|熔断|冗余|余量|分页)(?:时间|机制|限制)?",
      "(?:没有?|无)(?:可用|空闲|剩余|多余)的?",
      "无(?:法|响应|限|数|效|界|谓|意)",
      "不(?:仅|只|单|光|但|断|足|够|可用|一致|稳定|得不|少|同|及时|久|止|限于)",
      "非(?:常|预期|法|高峰)",
      "没(?:有)?人",
      "(?:若|如果|假如|要是)(?:没有|不是|无)(?=[^。;]{2,40}?(?:不会|就不|也不))",
      "无人",
      "未来",
      "毫无疑问",
      "(?:没有|无|未见)(?:任何)?(?:其他|其它|别的)",
      "无疑",
      "并非没有",
      "不是没有",
      "若干",
      "没多久",
    ],
  },
  {
    effect: "hedges",
    en: [
      "(?:can ?not|can't|could not|couldn't) (?:yet )?be (?:fully |entirely |completely )?(?:ruled out|excluded|dismissed|eliminated)",
      "(?:can ?not|can't|could not|couldn't) (?:yet )?(?:rule out|exclude|dismiss)",
      "not (?:yet |been |be |fully )*(?:ruled out|excluded)",
      "not (?:unlikely|impossible)",
      "(?:may|might|could) (?:also |well )?(?:be|have|has)",
      "possibly|perhaps|maybe|probably|presumably|likely|potential(?:ly)?|suspected|suspect|possible|plausible|apparently",
      "(?:seems?|appears?) to",
    ],
    zh: [
      "(?:不能|无法|不可|难以|尚不能|还不能|暂不能|暂无法|尚无法)(?:完全|彻底|直接)?排除",
      "(?:尚|还)?(?:未|没有)(?:被|完全)*排除",
      "可能|或许|也许|大概|疑似|怀疑|似乎|应该是|估计|推测",
    ],
  },
  {
    effect: "denies-sentence",
    en: [
      "(?:it|this) (?:is|was) (?:simply |just )?(?:not (?:true|the case|correct|so)|untrue|false|incorrect|wrong)(?: to say)? that",
      "(?:it|this) (?:isn't|wasn't) (?:true|the case|correct) that",
      "it (?:is|was|has been|had been|can be|could be) (?:\\w+ )?(?:ruled out|excluded|disproved|dismissed|refuted) that",
    ],
    zh: [
      "(?:以下|下述|如下)(?:说法|假设|推断)(?:不成立|是错误的|有误|不属实)",
      "(?:事实|情况)并非如此",
      // A heading: what it lists is denied to the end of the sentence.
      "(?<!(?:不|不能|无法|难以|未|没有)(?:完全|彻底|直接)?)(?:已经?|均|都|可以?|基本|现|应)*排除(?:了|掉)?(?:以下|下述|下列|如下)(?:几)?(?:种|个|项|条)?(?:的)?(?:可能性?|原因|假设|情况|因素|说法|推测)?",
    ],
  },
  {
    effect: "denies-clause",
    en: [
      `would ${VISIBLE}`,
      `should ${VISIBLE.replace("|expect|see|look|produce|leave|left", "")}`,
      "(?:had|were) (?:it|this|that|there)(?: been)?(?= (?:a|an|the|any)\\b)",
    ],
    zh: [
      "(?:本|理)?应该?当?(?:会)?(?:看到|出现|伴随|体现|反映|表现|显示|观察到)",
      "(?:则|就|也)?会(?:同时|先|直接)?(?:体现|反映|表现)(?:在|为|于|出)?",
      "本该|本应|理应",
    ],
  },
  {
    effect: "denies-previous",
    en: [
      `${BE} (?:also |since |now |already |therefore |been |quickly |later )*(?:ruled out|excluded|eliminated|dismissed|discounted|disproved|refuted|rejected)`,
      "(?:can|could|may) (?:also |safely |now |therefore )*be (?:ruled out|excluded|eliminated|dismissed|discounted)",
      `(?:(?:very|highly|quite|most|less|rather) )*unlikely to (?:be|have been) ${CULPRIT}`,
      "unlikely to (?:have )?(?:cause|caused|contribute|contributed|trigger|triggered|explain|explained|matter)",
      `(?:${BE} |isn't |wasn't |aren't )?(?:not |never )?(?:actually |itself )?(?:not )${CULPRIT}(?: here)?`,
      `(?:isn't|wasn't|aren't|weren't|can ?not be|can't be|can ?not have been|can't have been|couldn't have been) (?:${CULPRIT}|behind (?:this|it|the \\w+))`,
      "not (?:been )?(?:observed|seen|found|detected|supported|confirmed|evident|present|involved|responsible|to blame|at fault|implicated|visible|indicated|plausible|relevant|consistent with (?:the|this|these|our) \\w+)",
      "(?:isn't|wasn't|aren't|weren't) (?:observed|seen|found|detected|supported|confirmed|evident|present|involved|responsible|to blame|implicated|visible|likely|plausible|consistent with (?:the|this|these|our) \\w+)",
      "not (?:very |at all )?likely(?: to be \\w+(?: \\w+)?)?",
      "(?:did|does|do) not (?:cause|trigger|contribute|explain|happen|occur|play|fit|match|account for|appear|seem|look|hold)",
      "(?:didn't|doesn't|don't) (?:cause|trigger|contribute|explain|happen|occur|play|fit|match|account for|appear|seem|look|hold)",
      "(?:can ?not|can't|could not|couldn't) (?:by itself |alone )?(?:explain|account for|have caused|have triggered)",
      "(?:much |far |rather )?less (?:likely|plausible|probable)",
      "fails? to explain",
      "(?:did|does|do)(?: not|n't) (?:actually |itself )?(?:exhaust|fill|saturate|consume|starve|overload|overwhelm|deplete|block|leak|crash|break)",
      "(?:can ?not|can't|could not|couldn't) (?:be|have been) (?:what|why|the one|the thing)",
      `${BE} (?:only |just )?an? (?:tempting|attractive|convenient) (?:explanation|suspect|theory|story|culprit|answer)`,
      "(?:timing|timeline|evidence|data|figures|numbers|logs?|metrics) (?:does|do|did)(?: not|n't) (?:fit|match|hold|support (?:it|this|that)|add up|agree)",
      `unrelated to ${INCIDENT}`,
      `not (?:related|relevant|connected) to ${INCIDENT}`,
      "(?:is|are|was|were) (?:clearly |probably |likely )?(?:unrelated|irrelevant|innocent|coincidental|harmless|blameless|exonerated|in the clear)",
      `(?:is|are|was|were) (?:only |just |merely |clearly |probably )?(?:a |an )?(?:red herrings?|coincidence|false lead|false trail|distraction)`,
      "lacks? (?:any |supporting |sufficient |clear )*(?:evidence|support)",
      "(?:has|have) (?:no|little) (?:supporting |direct |clear )*(?:evidence|support)",
    ],
    zh: [
      "(?:的)?可能性(?:也|都|均|仍|更|相对|非常|已)?(?:较|很|极|比较|非常|更|不)?(?:低|小|大(?<=不大)|高(?<=不高))",
      "(?:的)?(?:概率|几率|嫌疑)(?:也|都|均|仍|更|非常)?(?:较|很|极|比较|不)?(?:低|小|大(?<=不大)|高(?<=不高))",
      "(?:看似|看上去|听起来|乍看)(?:很|颇|都)?合理|似是而非",
      "(?:不应|不该|不必|无需|不用)(?:该)?(?:为|替)[^,。;:]{1,14}?背锅",
      "(?:只|仅)(?:是|为)(?:巧合|干扰|误导)",
      "(?:已经?|均|都|基本|可以?|也|目前|暂时|现|能|应)*(?:被)(?:完全|基本)?(?:排除|否定|否决|证伪|推翻)(?:在外|掉)?",
      `(?:并|也|都|均|显然)?(?:不|非)(?:是|属于|构成)?(?:造成|导致|引发)?${ZH_CULPRIT}`,
      `并非${ZH_CULPRIT}`,
      `(?:与|和|跟)(?:${ZH_INCIDENT}|此|之)(?:并|基本|均|都)?(?:无关|没有关系|关系不大|没有关联)`,
      "(?:并|也|都|均)?(?:不成立|站不住脚|不攻自破|说不通|不相符|不符合?)",
      "(?:并)?(?:未|没有)(?:被)?(?:得到)?(?:证实|支持|印证)",
      "并?(?:不足以|无法|不能|难以)(?:单独|完全)?解释",
      "(?:不|无法)(?:能)?(?:支持|支撑)(?:这|该|此)(?:一)?\\S{0,4}",
    ],
  },
  {
    effect: "denies-inside",
    en: ["rul(?:e|es|ed|ing) (?!(?:is|was|are|were|has|have|had|can|could|may) )(?:[\\w'-]+ ){1,4}?out"],
    zh: [
      "与其说(?:是)?[^,。;:]{1,14}",
      "(?:与|和|跟|同)[^,。;:、]{1,30}?(?:无关|没有关系|关系不大|没有关联|无直接关系)",
      "(?:很难|难以|无法|不能)(?:单独|仅)?(?:用|以|由)[^,。;:]{1,14}?(?:来)?(?:解释|说明)",
    ],
  },
  {
    effect: "denies-nearest",
    en: [
      "ruled out|rule out|rules out|ruling out|excluded|excludes|excluding|eliminated|eliminates|dismissed|discounted|rejected|refuted|disproved",
      "(?:(?:very|highly|quite|most|less|extremely|deemed|considered|is|are|was|were|seems|looks|appears) )*(?:unlikely|improbable|implausible|doubtful|questionable)",
      "(?:very |rather )?(?:low|small|little|negligible) (?:probability|likelihood|chance|plausibility)(?: of)?",
      "(?:there (?:is|was|were|are) )?(?:no|little|insufficient|zero|lack of|absence of|not enough|without)(?: (?:any|direct|explicit|clear|further|supporting|real|strong|such|sufficient))* (?:evidence|signs?|indications?|proof|support|trace|hints?|symptoms?|data)(?: (?:of|for|that|to support|to suggest|suggesting|supporting|to indicate|indicating))?",
      "(?:is|are|was|were)? ?(?:unrelated|irrelevant)(?: to)?",
      "not (?:related|connected|linked|attributable) to",
      "no(?=\\s*(?:[,.;:)]|$))",
    ],
    zh: [
      "(?:已经?|均|都|基本|可以?|初步|首先|先|从而|因此|现|能|应)*排除(?:了|掉|在外)?",
      "(?:很|极|大概率)?不太?可能(?:是|由|因为|由于)?|不大可能(?:是|由)?|不像是?",
      "(?:目前|暂时|暂|尚|也|并|均|都|且)*(?:缺少|缺乏|没有|没|无|未见|暂无|尚无|不具备)(?:任何|直接|明确|足够|充分|明显|相关|进一步|其他)*的?(?:证据|迹象|依据|线索|佐证|痕迹|征兆)(?:能够|可以|可|能|来)?(?:支持|表明|显示|证明|指向|说明)?",
      "(?:证据|依据)(?:明显|尚|仍)?不足",
      "(?:目前|暂时|尚|也|并|均|都)*(?:未|没有?)(?:被|再)?(?:发现|观察到|观测到|检测到|见到|看到|出现|发生|发现有|见)(?:任何|明显|过|有|异常的?)*",
      "(?:看|查|找)不(?:到|出)(?:任何|明显|有)*",
      "无关|没有关系|没有关联|不相关|不存在(?:任何|明显)?",
    ],
  },
  {
    effect: "denies-next-firmly",
    en: [
      "(?:initially|at first|originally|first|wrongly|mistakenly|incorrectly|falsely) (?:(?:was|were|been) )?(?:thought|suspected|believed|blamed|attributed|assumed|diagnosed|identified)(?: (?:to be|to|as|on|that))?",
      "(?:was|were|been) (?:initially|at first|originally|wrongly|mistakenly|incorrectly) (?:thought|suspected|believed|blamed|attributed|assumed|diagnosed|identified)(?: (?:to be|to|as|on|that))?",
      "mis-?diagnos(?:is|ed|es)(?: (?:of|as))?",
      "mistaken (?:for|as)|mistook",
      "nothing (?:[\\w'-]+ ){0,6}?(?:points? to|suggests?|indicates?|supports?|implies)",
      "(?:argues?|speaks?|counts?|weighs?) (?:strongly )?against",
      "hardly|scarcely",
      "far from",
      "(?:i|we|they) (?:strongly |still |very much )?doubt(?: that| whether| if)?",
      "(?:nobody|no one) should (?:blame|suspect|accuse)",
      "not (?:actually |directly |really )?(?:due to|caused by|because of|the result of|a result of|triggered by|driven by|explained by|attributable to)",
      "(?:unlikely|doubtful|improbable|implausible) (?:to be|to have been|that|due to|caused by)",
      "neither|nor",
      "(?:it|this) (?:(?:is|was|has|had|can|could|may|now|already|therefore|also|safely|been|be) )+(?:ruled out|excluded|dismissed|discounted|disproved|refuted|rejected) that",
    ],
    zh: [
      "(?:最初|一开始|起初|开始时|初期|此前|曾)(?:被)?(?:误)?(?:认为|怀疑|以为|判断|归因)(?:是|为|于)?",
      "误(?:判|认|以为|认为|诊|报)(?:是|为|成)?",
      "(?:而|并|也|都|均|绝|且)?(?:不是|并非|绝非|而非|并不是|非)(?:因为?|由于?|由|因)",
      "(?:不会|不可能)是?",
      "(?:很难|难以)(?:相信|想象)",
      "(?:不应|不能|不可|不宜)(?:该)?(?:归咎|归因|归结)于?",
    ],
  },
  {
    effect: "denies-next",
    en: [
      "no|not|never|without|none of|free of|absence of|lack of",
      "(?:is|was|are|were|does|did|do|has|have|had|wo|would|should|ai)n't",
      "rather than|instead of|as opposed to|other than|independent of",
    ],
    zh: [
      "没有|(?<![沉淹埋])没|并未|并没有|未曾?|未见|无(?:明显|显著|任何)?",
      "(?:并)?不是|并非|绝非|而非|而不是|不属于|不涉及|不会|并不|毫无|从未",
    ],
  },
  {
    effect: "asks",
    en: ["whether", "(?:to )?(?:check|confirm|verify|determine|see) if", "unclear if"],
    zh: ["有没有", "有无"],
  },
  { effect: "asks-clause", en: [], zh: ["是否", "是不是", "能否"] },
  {
    effect: "supposes",
    en: ["if", "unless", "assuming", "suppose", "hypothetically", "in case"],
    zh: ["如果", "若", "假如", "倘若", "要是", "(?<![该此的一种个项条])假设(?!成立|[是为]真)", "除非"],
  },
];
