import { allMatches } from "../text/all-matches.ts";
import type { Hedge, Measure } from "./quantity.ts";

const ABOUT_BEFORE =
  /(?:[~≈]|\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|circa|some)|大约|大概|约|将近|接近|近|差不多)\s*$/;
const ABOUT_AFTER = /^\s*(?:左右|上下|前后|or so\b)/;
const OVER_BEFORE =
  /(?:>=?|≥|\b(?:over|more than|above|at least|beyond|exceed(?:s|ed|ing)?)(?: the)?|超过|大于|高于|多于|至少|不低于|不少于|逾)\s*$/;
const OVER_AFTER = /^\s*(?:以上|多(?!次)|余|\+|or more\b|threshold\b|的?(?:阈值|门槛))/;
const UNDER_BEFORE =
  /(?:<=?|≤|\b(?:under|less than|below|fewer than|up to|within|at most)(?: the)?|不到|低于|少于|小于|不超过|至多)\s*$/;
const UNDER_AFTER = /^\s*(?:以内|以下|之内|内(?!存)|or less\b)/;

/** The comparator or hedge beside a figure: "over 12%", "12 分钟左右". A hedge wins over a comparator: "within ~3". */
export function hedgeAt(before: string, after: string): Hedge {
  const near = before.slice(-20);
  if (ABOUT_BEFORE.test(near) || ABOUT_AFTER.test(after)) return "about";
  if (UNDER_BEFORE.test(near) || UNDER_AFTER.test(after)) return "under";
  return OVER_BEFORE.test(near) || OVER_AFTER.test(after) ? "over" : "exact";
}

const PERIOD_BEFORE = /(?:\b(?:every|each|once per)|(?:interval|period) of|每隔?|间隔|周期为?)\s*[~约]?\s*$/;

/** "every 30s", "每 30 分钟一次": how often, not how long. */
export function isPeriodAt(before: string): boolean {
  return PERIOD_BEFORE.test(before.slice(-20));
}

const COUNTED: readonly (readonly [Exclude<Measure["counted"], null>, RegExp])[] = [
  [
    "people",
    /^[\s-]*(?:多|余|\+)?\s*(?:(?:affected|unique|paying|active|different)\s+)?(?:users?\b|customers?\b|people\b|persons?\b|subscribers?\b|(?:个|名|位)?(?:付费|受影响的?)?(?:用户|客户|人(?!民))|名|位)/,
  ],
  [
    "orders",
    /^[\s-]*(?:多|余|\+)?\s*(?:(?:failed|lost|affected)\s+)?(?:orders?\b|checkouts?\b|payments?\b|transactions?\b|(?:个|笔)?(?:失败的?)?(?:订单|交易|支付)|笔)/,
  ],
];

export function countedAt(after: string): Measure["counted"] {
  return COUNTED.find(([, pattern]) => pattern.test(after))?.[0] ?? null;
}

/** Metrics that a figure may be said of, in both languages; the nearest within its sentence counts. */
const SUBJECTS: readonly (readonly [string, RegExp])[] = [
  ["latency", /\b(?:p\d\d|latency|response times?)\b|延迟|响应时间/g],
  ["errors", /\berror rate|\bfailure rate|错误率|失败率|报错率/g],
  ["cpu", /\bcpu\b/g],
  ["memory", /\bmemory\b|\bheap\b|内存/g],
  ["disk", /\bdisk\b|磁盘/g],
  ["connections", /active_connections|max_connections|连接数/g],
  ["waiting", /waiting_queries|\bqueue depth|等待的?查询|队列深度/g],
  ["lag", /\b(?:replication|consumer) lag|\blag\b|积压|滞后/g],
];
const SUBJECT_REACH = 40;

/** The metric a figure is said of. Only what stands before it counts: "p99 latency 4.8s and error rate 12%". */
export function subjectAt(before: string): string | null {
  const near =
    before
      .slice(-SUBJECT_REACH)
      .split(/[\n。;]|\.\s/)
      .at(-1) ?? "";
  let nearest: { subject: string; at: number } | null = null;
  for (const [subject, pattern] of SUBJECTS) {
    for (const { index } of allMatches(pattern, near)) {
      if (nearest === null || index > nearest.at) nearest = { subject, at: index };
    }
  }
  return nearest?.subject ?? null;
}
