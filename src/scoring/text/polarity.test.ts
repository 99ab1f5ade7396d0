import { describe, expect, it } from "vitest";
import { findAliases } from "./match-aliases.ts";
import type { Polarity } from "./polarity.ts";

const LEAK = { en: ["memory leak*", "leak*"], zh: ["内存泄漏"] };
const SPIKE = { en: ["traffic spike*"], zh: ["流量突增"] };
const EXHAUSTION = { en: ["pool … exhaust*", "exhaust* … pool", "exhaust*"], zh: ["连接池 … 耗尽", "耗尽"] };

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
