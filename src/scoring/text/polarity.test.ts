import { describe, expect, it } from "vitest";
import { findAliases } from "./match-aliases.ts";
import type { Polarity } from "./polarity.ts";

const LEAK = { en: ["memory leak*", "leak*"], zh: ["内存泄漏", "连接泄漏"] };
const SPIKE = { en: ["traffic spike*", "traffic surge*"], zh: ["流量突增", "流量激增"] };
const EXHAUSTION = {
  en: ["pool … exhaust*", "exhaust* … pool", "exhaust*"],
  zh: ["连接池 … 耗尽", "耗尽", "占满"],
};
const DNS = { en: ["dns"], zh: [] };
const CERTIFICATE = { en: ["certificate … expir*", "expired certificate*"], zh: ["证书 … 过期"] };
const BATCH = { en: ["settlement batch", "batch job*"], zh: ["结算批处理", "批处理任务"] };

const polarities = (text: string, thing: typeof LEAK): Polarity[] => [
  ...new Set(findAliases(text, thing).map(({ polarity }) => polarity)),
];

describe("what a report denies", () => {
  it.each([
    ["no memory leak", LEAK],
    ["There is no evidence of a memory leak in the heap graphs.", LEAK],
    ["It was not caused by a traffic spike.", SPIKE],
    ["The outage isn't due to a memory leak.", LEAK],
    ["Slow scans rather than a traffic spike.", SPIKE],
    ["Without any traffic spike, requests piled up.", SPIKE],
    ["We ruled out a memory leak.", LEAK],
    ["It was ruled out that the batch, which is new, scans everything, so a memory leak follows.", LEAK],
    ["A memory leak was ruled out.", LEAK],
    ["A memory leak can be ruled out because heap is flat.", LEAK],
    ["A memory leak is unlikely.", LEAK],
    ["A memory leak is highly unlikely to be the root cause.", LEAK],
    ["Neither a memory leak nor a traffic spike explains this.", LEAK],
    ["Neither a memory leak nor a traffic spike explains this.", SPIKE],
    ["No cache fault, memory leak, or traffic spike was found.", SPIKE],
    ["A traffic spike was suspected, but was ruled out.", SPIKE],
    ["A memory leak and a traffic spike were ruled out.", LEAK],
    ["The memory leak did not cause this.", LEAK],
    ["The memory leak is a red herring.", LEAK],
    ["The traffic spike is not the cause of the exhaustion.", SPIKE],
    ["Initially suspected a memory leak.", LEAK],
    ["It is not the case that the slow query, together with the batch, exhausted the pool.", EXHAUSTION],
    // colon, bracket and dash style
    ["Memory leak: unlikely given stable heap usage", LEAK],
    ["Memory leak: ruled out", LEAK],
    ["Memory leak: no evidence in the heap graphs", LEAK],
    ["Memory leak: not supported by the metrics", LEAK],
    ["Memory leak: no, the heap is flat", LEAK],
    ["Memory leak (unlikely)", LEAK],
    ["Memory leak (heap is flat) was ruled out", LEAK],
    ["Memory leak — ruled out, heap stable", LEAK],
    ["Ruled out: cache fault, memory leak, traffic spike", SPIKE],
    ["Unlikely: memory leak", LEAK],
    ["A memory leak is a tempting explanation, but the heap is flat.", LEAK],
    ["A memory leak would explain it, but the timing does not fit.", LEAK],
    ["Nobody should blame the memory leak.", LEAK],
    ["Far from a traffic spike, requests fell.", SPIKE],
    ["We doubt that a memory leak fills the heap.", LEAK],
    ["The memory leak cannot be what fills the heap.", LEAK],
    ["The memory leak is harmless here.", LEAK],
    ["A traffic spike was considered and ruled out, since nothing reports one.", SPIKE],
    ["A traffic spike at the load balancer with the old firewall rule is ruled out.", SPIKE],
    ["与 web 18.4 发版和流量激增以及邮件无关", SPIKE],
    ["故障与 web-gateway 18.4 版本的流量激增无关", SPIKE],
    ["A memory leak was investigated and then dismissed.", LEAK],
    ["It was ruled out that a memory leak fills the heap", LEAK],
    ["It can also be excluded that there was a traffic spike", SPIKE],
    // counterfactuals
    ["A traffic spike would show up in rps", SPIKE],
    ["A traffic spike would have been visible in the request rate", SPIKE],
    ["With a memory leak we would expect growing heap", LEAK],
    // Chinese
    ["没有内存泄漏", LEAK],
    ["并非流量突增导致", SPIKE],
    ["不是内存泄漏,而是全表扫描", LEAK],
    ["内存泄漏已被排除", LEAK],
    ["已排除内存泄漏", LEAK],
    ["流量突增，看似合理，但时间对不上", SPIKE],
    ["流量突增不应为故障背锅", SPIKE],
    ["有人说是流量突增，这个说法站不住脚", SPIKE],
    ["很难相信有内存泄漏", LEAK],
    ["已排除以下可能：新代码有内存泄漏，堆越来越大", LEAK],
    ["可以排除流量突增和内存泄漏", LEAK],
    ["内存泄漏缺少证据支持", LEAK],
    ["内存泄漏的假设目前缺少证据支持。", LEAK],
    ["缺少证据支持内存泄漏", LEAK],
    ["没有证据表明流量突增导致了故障", SPIKE],
    ["未发现内存泄漏", LEAK],
    ["内存泄漏未被发现", LEAK],
    ["内存泄漏的可能性较低", LEAK],
    ["内存泄漏可能性不大", LEAK],
    ["不太可能是内存泄漏", LEAK],
    ["内存泄漏不太可能", LEAK],
    ["本次故障与流量突增无关", SPIKE],
    ["流量突增与本次故障无关", SPIKE],
    ["内存泄漏不是根本原因", LEAK],
    ["全表扫描而非流量突增", SPIKE],
    ["内存泄漏：可能性低，堆内存平稳", LEAK],
    ["内存泄漏：排除（堆内存平稳）", LEAK],
    ["内存泄漏（已排除）", LEAK],
    ["已排除：缓存故障、内存泄漏、流量突增", SPIKE],
    ["若为流量突增，rps 会上升", SPIKE, "question"],
    ["流量突增应该会体现在 rps 上", SPIKE],
    ["流量突增会反映在请求量上", SPIKE],
    ["最初怀疑是内存泄漏", LEAK],
    ["被误判为内存泄漏", LEAK],
    ["内存泄漏的证据不足", LEAK],
    ["连接池并未耗尽", EXHAUSTION],
  ] as const)("%s", (text, thing, expected: Polarity = "negated") => {
    expect(polarities(text, thing)).toEqual([expected]);
  });
});

describe("what a report asserts although a negation stands near", () => {
  it.each([
    ["The query has no index on status and exhausted the pool.", EXHAUSTION],
    ["The unindexed query with no index exhausted the connection pool.", EXHAUSTION],
    ["Not only a slow query: the pool was exhausted.", EXHAUSTION],
    ["No one noticed that the pool was exhausted.", EXHAUSTION],
    ["There was no traffic spike, yet the pool was exhausted.", EXHAUSTION],
    ["Not a traffic spike but pool exhaustion.", EXHAUSTION],
    ["No traffic spike was seen; the pool was exhausted by the batch.", EXHAUSTION],
    ["CPU is not high because the pool is exhausted.", EXHAUSTION],
    ["CPU was not high and the pool was exhausted.", EXHAUSTION],
    ["Not one of the four engineers on call that night saw how batches exhausted the pool.", EXHAUSTION],
    ["We first suspected the network without proof because the pool was exhausted.", EXHAUSTION],
    ["The batch exhausted the pool, a leak is unlikely.", EXHAUSTION],
    ["The pool was exhausted and a memory leak was ruled out.", EXHAUSTION],
    ["Clients could not obtain connections from the exhausted pool.", EXHAUSTION],
    ["Connections are not released, so the pool is exhausted.", EXHAUSTION],
    ["The pool is exhausted (no timeout on the query).", EXHAUSTION],
    ["The pool was exhausted, with no connections left.", EXHAUSTION],
    ["连接池耗尽，没有可用连接", EXHAUSTION],
    ["没有索引导致连接池耗尽", EXHAUSTION],
    ["查询没走索引，连接池耗尽", EXHAUSTION],
    ["不仅慢，而且连接池耗尽", EXHAUSTION],
    ["没人注意到连接池耗尽", EXHAUSTION],
    ["并非流量突增，而是连接池耗尽", EXHAUSTION],
    ["不是流量突增而是连接池耗尽", EXHAUSTION],
    ["连接池被耗尽，与流量突增无关", EXHAUSTION],
    ["连接池耗尽，内存泄漏可能性低", EXHAUSTION],
    ["连接未释放导致连接池耗尽", EXHAUSTION],
    ["status 列没有索引，全表扫描非常慢，最终耗尽连接池", EXHAUSTION],
    ["无法获取连接，因为连接池耗尽", EXHAUSTION],
  ] as const)("%s", (text, thing) => {
    expect(polarities(text, thing)).toEqual(["asserted"]);
  });
});

describe("what a report only raises", () => {
  it.each([
    ["Check whether the pool is exhausted", EXHAUSTION, "question"],
    ["Was the pool exhausted?", EXHAUSTION, "question"],
    ["If the pool is exhausted, requests fail", EXHAUSTION, "question"],
    ["连接池是否耗尽", EXHAUSTION, "question"],
    ["连接池耗尽了吗？", EXHAUSTION, "question"],
    ["如果连接池耗尽，请求会失败", EXHAUSTION, "question"],
    ["The pool was probably exhausted", EXHAUSTION, "hedged"],
    ["Pool exhaustion cannot be ruled out", EXHAUSTION, "hedged"],
    ["可能是连接池耗尽", EXHAUSTION, "hedged"],
    ["不能排除连接池耗尽", EXHAUSTION, "hedged"],
  ] as const)("%s", (text, thing, expected) => {
    expect(polarities(text, thing)).toEqual([expected]);
  });
});

describe("sentences written to break the rules", () => {
  it.each([
    ["Nothing in the dashboards points to a memory leak.", LEAK],
    ["Heap stays at 40%, which argues against a memory leak.", LEAK],
    ["We see flat rps, so a traffic spike can't be behind this.", SPIKE],
    ["The hypothesis of a traffic spike does not hold.", SPIKE],
    ["Request volume is steady; this excludes a traffic spike as the trigger.", SPIKE],
    ["Were it a memory leak, heap would climb for hours.", LEAK],
    ["Had there been a traffic spike, all services would be affected.", SPIKE],
    ["Traffic spike – rejected: rps constant", SPIKE],
    ["The pool never got exhausted.", EXHAUSTION],
    ["Little evidence for a memory leak.", LEAK],
    ["A memory leak seems improbable at this point.", LEAK],
    ["This is hardly a memory leak.", LEAK],
    ["There's no indication that a traffic spike or a memory leak played a role.", LEAK],
    ["It's a slow query, not a memory leak.", LEAK],
    ["内存泄漏不成立，堆使用平稳。", LEAK],
    ["从监控看并没有出现流量突增。", SPIKE],
    ["流量突增的说法站不住脚。", SPIKE],
    ["目前看不到任何流量突增的迹象。", SPIKE],
    ["内存泄漏：暂无证据。", LEAK],
    ["流量突增（可能性小）", SPIKE],
    ["这不像内存泄漏。", LEAK],
    ["rps 平稳，说明不是流量突增。", SPIKE],
    ["很难用流量突增来解释。", SPIKE],
    ["内存泄漏与现象不符。", LEAK],
    ["排除了内存泄漏和流量突增的可能。", SPIKE],
    ["流量突增这一假设被否定。", SPIKE],
    ["未观察到请求量变化，流量突增不成立。", SPIKE],
    ["DNS is not the bottleneck here.", DNS],
    ["There were no DNS errors in the window.", DNS],
    ["DNS problems can be excluded, since other services resolve names.", DNS],
    ["This rules DNS out.", DNS],
    ["The evidence doesn't support a memory leak.", LEAK],
    ["A memory leak isn't consistent with the sudden onset.", LEAK],
    ["Possible but unlikely: memory leak in v2.41", LEAK],
    ["Memory leak – low probability, no heap growth", LEAK],
    ["Memory leak (no supporting data)", LEAK],
    ["An expired certificate would produce TLS errors, which we don't see.", CERTIFICATE],
    ["No sign that the certificate has expired.", CERTIFICATE],
    ["The certificate did not expire until June.", CERTIFICATE],
    ["It is doubtful that a traffic spike is involved.", SPIKE],
    ["Traffic spike is discounted as rps is flat.", SPIKE],
    ["The team first suspected a traffic spike.", SPIKE],
    ["The settlement batch is innocent.", BATCH],
    ["证书并未过期。", CERTIFICATE],
    ["证书没有过期，有效期到明年。", CERTIFICATE],
    ["未见 DNS 解析异常。", DNS],
    ["DNS 解析正常，可以排除。", DNS],
    ["内存泄漏方面没有发现问题。", LEAK],
    ["没有任何日志显示内存泄漏。", LEAK],
    ["内存泄漏——概率很低", LEAK],
    ["不应归咎于流量突增。", SPIKE],
    ["流量突增只是表象，并非根因。", SPIKE],
    ["流量突增被证明与此无关。", SPIKE],
    ["与其说是流量突增，不如说是慢查询。", SPIKE],
    ["Without the settlement batch the pool stays at 40%.", BATCH],
    ["A connection leak is less likely because the counts stay flat.", LEAK],
    ["There is nothing to suggest a connection leak.", LEAK],
    ["Connection leak: low likelihood; idle sessions are few.", LEAK],
    ["Not a traffic surge: request rate unchanged.", SPIKE],
    ["We have no data showing a traffic surge.", SPIKE],
    ["The logs do not show a connection leak.", LEAK],
    ["A traffic surge does not explain why only payment-svc is hit.", SPIKE],
    ["A traffic surge should have raised CPU as well.", SPIKE],
    ["The batch job is unrelated.", BATCH],
    ["The on-call engineer wrongly blamed the batch job.", BATCH],
    ["连接泄漏的嫌疑不大。", LEAK],
    ["日志中没有连接泄漏的迹象。", LEAK],
    ["连接泄漏：证据不足", LEAK],
    ["流量激增并不能解释该现象。", SPIKE],
    ["请求量平稳，可排除流量激增。", SPIKE],
    ["并没有看到流量激增。", SPIKE],
    ["批处理任务不是问题所在。", BATCH],
    ["流量激增应当伴随 CPU 升高。", SPIKE],
  ] as const)("denies: %s", (text, thing) => {
    expect(polarities(text, thing)).toEqual(["negated"]);
  });

  it.each([
    ["Memory leak? No, heap is flat.", LEAK],
    ["倘若是内存泄漏，堆内存应持续上涨。", LEAK],
    ["假如真有流量突增，其他服务也会受影响。", SPIKE],
    ["If there had been a traffic surge, CPU would be high.", SPIKE],
    ["如果存在连接泄漏，空闲会话会持续增加。", LEAK],
  ] as const)("does not assert: %s", (text, thing) => {
    for (const polarity of polarities(text, thing)) expect(["question", "negated"]).toContain(polarity);
    expect(polarities(text, thing)).not.toEqual([]);
  });

  it.each([
    ["Because nobody set a limit, the batch exhausted the pool.", EXHAUSTION],
    ["The pool is exhausted, which was not caught by the alert.", EXHAUSTION],
    ["Nothing but the pool being exhausted explains the errors.", EXHAUSTION],
    ["It isn't the CPU; the connection pool is exhausted.", EXHAUSTION],
    ["The query lacks an index on status, exhausting the pool.", EXHAUSTION],
    ["The batch job was deployed without load testing and exhausted the pool.", EXHAUSTION],
    ["Not being indexed, the scan exhausted the pool.", EXHAUSTION],
    ["The pool was exhausted even though there was no traffic spike.", EXHAUSTION],
    ["No new connection can be opened since the pool is exhausted.", EXHAUSTION],
    ["DB CPU is not a concern: the pool is exhausted.", EXHAUSTION],
    ["The pool was exhausted without warning.", EXHAUSTION],
    ["The scan does not use an index and thereby exhausts the pool.", EXHAUSTION],
    ["CPU 并不高，但连接池已耗尽。", EXHAUSTION],
    ["不是数据库宕机，连接池耗尽才是原因。", EXHAUSTION],
    ["由于未设置超时，查询堆积并耗尽连接池。", EXHAUSTION],
    ["新任务没有限流，短时间内耗尽连接池。", EXHAUSTION],
    ["连接池耗尽，而不是流量突增。", EXHAUSTION],
    ["无需怀疑，连接池已经耗尽。", EXHAUSTION],
    ["虽然没有流量突增，连接池仍被耗尽。", EXHAUSTION],
    ["查询没有命中索引并耗尽了连接池。", EXHAUSTION],
    ["批处理没有分批读取，一次性耗尽连接池。", EXHAUSTION],
    ["数据库不堪重负，连接池耗尽。", EXHAUSTION],
    ["DNS looks fine.", DNS],
    ["DNS: healthy, no failed lookups", DNS],
    ["Nobody renewed it, so the certificate expired.", CERTIFICATE],
    ["The settlement batch, not the traffic, fills the pool.", BATCH],
    ["The settlement batch does not paginate and reads all rows.", BATCH],
    ["The settlement batch was not tested under load.", BATCH],
    ["No other change was shipped besides the settlement batch.", BATCH],
    ["The settlement batch cannot finish in time.", BATCH],
    ["没有配置监控，导致证书过期无人知晓。", CERTIFICATE],
    ["结算批处理没有分页，一次读取全部数据。", BATCH],
    ["除结算批处理外没有其他变更。", BATCH],
    ["结算批处理并不是每晚执行，而是每 30 秒执行一次。", BATCH],
    ["不是流量问题，是结算批处理占满了连接。", BATCH],
    ["The batch job added in v2.41 is most likely responsible.", BATCH],
    ["The batch job holds connections and does not give them back quickly.", BATCH],
    ["Since no index exists, the batch job scans every row.", BATCH],
    ["All connections are exhausted; CPU is not the limit.", EXHAUSTION],
    ["The batch job did not have a statement timeout and exhausted all connections.", EXHAUSTION],
    ["Connections are exhausted not by traffic but by the batch job.", BATCH],
    ["Connections are exhausted not by traffic but by the batch job.", EXHAUSTION],
    ["We do not yet know the multiplier, but the batch job exhausts the connections.", EXHAUSTION],
    ["批处理任务没有走索引，连接被占满。", EXHAUSTION],
    ["批处理任务未做限流，占满了所有连接。", EXHAUSTION],
    ["连接被占满，而 CPU 并不高。", EXHAUSTION],
    ["并不是流量激增，而是批处理任务占满了连接。", BATCH],
    ["数据库没有宕机，只是连接被占满。", EXHAUSTION],
    ["新请求无法拿到连接，因为连接已被占满。", EXHAUSTION],
    ["尚不清楚触发频率，但批处理任务占满了连接。", EXHAUSTION],
    ["没有可用连接，连接数被批处理任务占满。", BATCH],
  ] as const)("asserts: %s", (text, thing) => {
    expect(polarities(text, thing).some((polarity) => polarity === "asserted" || polarity === "hedged")).toBe(
      true,
    );
  });

  // Known misses: the denial stands in another clause or in no negative word.
  it.fails.each([
    ["The pager text suggests a traffic spike, but metrics contradict that.", SPIKE],
    ["We checked DNS and found nothing.", DNS],
    ["It would take a traffic spike of 10x to explain this; rps is flat.", SPIKE],
  ] as const)("misses: %s", (text, thing) => {
    expect(polarities(text, thing)).not.toContain("asserted");
  });
});

describe("what a question and a refused request leave open", () => {
  it.each([
    ["结算批处理任务的全表扫描是否耗尽了连接，还有待证明", BATCH, "question"],
    ["需要确认连接池是否被耗尽", EXHAUSTION, "question"],
    ["结算批处理任务上线后报错，需要确认连接池是否被耗尽", BATCH, "asserted"],
    ["The batch job tokens are rejected with HTTP 401", BATCH, "asserted"],
    ["The idea of a batch job was rejected", BATCH, "negated"],
  ] as const)("%s", (text, thing, polarity) => {
    expect(polarities(text, { en: [...thing.en], zh: [...thing.zh] })).toEqual([polarity]);
  });
});
