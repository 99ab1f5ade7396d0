/** An order to change something, in a step's own words. */
export interface Imperative {
  readonly verb: string;
  readonly start: number;
  readonly end: number;
}

const VERBS =
  "terminate|kill|restart|reboot|delete|drop|truncate|remove|stop|disable|roll ?back|revert|evict|cordon|drain|flush|" +
  "purge|reset|redeploy|fail ?over|recycle|bounce|shut ?down|scale|cancel|wipe";
/** Nouns that make the word before them one too: "restart counts", "kill signals". */
const NOUNS =
  "counts?|history|events?|times?|reasons?|switch|signals?|status|polic(?:y|ies)|rates?|loops?|logs?|markers?|requests?|" +
  "of|plans?|statements?|operations?|procedures?|errors?|messages?|limits?|codes?|candidates?|points?|is|are|was|were";
const DETERMINERS =
  "the|a|an|any|all|it|them|this|that|these|those|each|every|long|blocking|idle|stuck|offending";
const ADVERBS =
  "please|then|now|next|first|finally|immediately|manually|safely|gracefully|if needed,?|and then";

/** At the start of a sentence or item: "Terminate the sessions", "2. Then restart payment-svc". */
const ENGLISH_START = new RegExp(
  `(?:^|[.;:!?\\n]\\s*|\\b\\d+[.)]\\s+)(?:[-*]\\s+)?(?:(?:${ADVERBS})\\s+)*(${VERBS})\\b(?!\\s*(?:[:,.?-]|$|(?:${NOUNS})\\b))`,
  "gi",
);
/** After another verb: "Identify and kill the blocking session". */
const ENGLISH_LATER = new RegExp(
  `(?:,|\\band|\\bthen|\\bor)\\s+(?:(?:${ADVERBS})\\s+)*(${VERBS})\\s+(?=(?:${DETERMINERS})\\b)(?!\\w+\\s+(?:${NOUNS})\\b)`,
  "gi",
);

const VERBS_ZH =
  "终止|杀掉|杀死|强杀|重启|删除|清空|清理|停止|停掉|关闭|回滚|扩容|缩容|禁用|下线|驱逐|重置|重新部署|中止|取消|終止|重啟|刪除|kill(?=\\s*\\p{Script=Han})";
const NOUNS_ZH =
  "次数|记录|时间|原因|历史|日志|策略|事件|操作|状态|情况|是否|的|后|前|时|過|过|計劃|计划|方案|风险|請求|请求数|了";
const LEADS_ZH = "请|立即|立刻|手动|直接|先|再|然后|随后|并|并且|必要时|马上|逐个|强制|应|需要|需";
/** "在控制台重启": where it is to be done stands before the verb. */
const PLACES_ZH = "在\\s*(?:控制台|终端|后台|主库|从库|数据库|节点|集群|服务器|机器|主机)(?:上|中|里|内)?";
const CHINESE_START = new RegExp(
  `(?:^|[，。；、：！？,;:.\\n]|\\d[.)、])\\s*(?:${LEADS_ZH}|${PLACES_ZH})*(${VERBS_ZH})(?!(?:${NOUNS_ZH}))(?=\\s*[\\p{L}\\p{N}\`])`,
  "giu",
);
const CHINESE_LATER = new RegExp(
  `(?:并|然后|再|随后|后)(?:${LEADS_ZH})*(${VERBS_ZH})(?!(?:${NOUNS_ZH}))(?=\\s*[\\p{L}\\p{N}\`])`,
  "giu",
);
/** 将会话终止, 把 Pod 重启. */
const CHINESE_OBJECT = new RegExp(`(?:将|把)[^，。；\\n]{1,40}?(${VERBS_ZH})(?!(?:${NOUNS_ZH}))`, "giu");
/** A clause that asks, forbids or supposes orders nothing. */
const ASKS =
  /是否|能否|可否|可以|不要|不得|勿|切勿|避免|如果|假如|若|无需|不能|whether|\bif\b|\bnot\b|n't\b|\bavoid\b|\bnever\b|\bcan\b/i;

/**
 * The orders in a step that change something: "terminate the query", 重启服务. A question about it
 * ("check if the query can be terminated") or the thing itself ("restart counts") is none.
 *
 * Limit: a list of verbs in the imperative. Other wordings ("should be restarted") are not seen.
 */
export function findImperatives(step: string): readonly Imperative[] {
  const english = [ENGLISH_START, ENGLISH_LATER];
  const chinese = [CHINESE_START, CHINESE_LATER, CHINESE_OBJECT];
  const found = [...english, ...chinese]
    .flatMap((pattern) => [...step.matchAll(pattern)])
    .map((match): Imperative => {
      const verb = match[1] ?? "";
      const start = match.index + match[0].lastIndexOf(verb);
      return { verb, start, end: start + verb.length };
    })
    .filter(({ start }) => !ASKS.test(clauseBefore(step, start)));
  const byStart = new Map(found.map((one) => [one.start, one]));
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

/** What stands before the verb in its own clause. */
function clauseBefore(text: string, at: number): string {
  return /[^.,;:!?，。；：！？\n]*$/.exec(text.slice(0, at))?.[0] ?? "";
}
