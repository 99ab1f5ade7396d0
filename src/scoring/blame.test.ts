import { describe, expect, it } from "vitest";
import { findBlame, findHandles } from "./blame.ts";

const quotes = (text: string) => findBlame(text).map(({ quote }) => quote);

describe("blame of a person", () => {
  it.each([
    ["Alice forgot to add the index.", "Alice forgot"],
    ["Bob Li accidentally dropped the table.", "Bob Li accidentally dropped"],
    ["The outage is Alice's mistake.", "Alice's mistake"],
    ["@bob did not check the plan.", "@bob did not check"],
    ["Caused by @bob, who merged it.", "Caused by @bob"],
    ["The on-call engineer failed to look at connections.", "The on-call engineer failed to"],
    ["The developer should have added an index.", "The developer should have"],
    ["A junior engineer ignored the warning.", "A junior engineer ignored"],
    ["The engineer who wrote it was careless.", "The engineer who wrote it was careless"],
    ["The reviewer overlooked the missing index.", "The reviewer overlooked"],
    ["Human error by the deployer.", "Human error"],
    ["Root cause: operator error.", "operator error"],
    ["ＨＵＭＡＮ ＥＲＲＯＲ", "ＨＵＭＡＮ ＥＲＲＯＲ"],
    ["The DBA was careless.", "The DBA was careless"],
    ["triggered by an engineer's change", "triggered by an engineer"],
    ["人为失误导致索引缺失。", "人为失误"],
    ["由于操作失误，连接被占满。", "操作失误"],
    ["张伟忘记加索引。", "张伟忘记"],
    ["小王没有检查执行计划。", "小王没有检查"],
    ["因李某疏忽，未走评审。", "李某疏忽"],
    ["某某没有按流程上线。", "某某没有按"],
    ["开发同学上线前没有测试。", "开发同学上线前没有测试"],
    ["值班人员误操作，删掉了索引。", "值班人员误操作"],
    ["工程师未按规范评审。", "工程师未按"],
    ["DBA 没有看执行计划。", "DBA 没有看"],
    ["这是运维人员的疏忽。", "运维人员的疏忽"],
    ["他忘了加索引。", "他忘了"],
    ["应追究开发人员的责任。", "追究开发人员的责任"],
  ])("%s", (text, quote) => {
    expect(quotes(text)).toEqual([quote]);
  });
});

describe("no blame", () => {
  it.each([
    "The payments team failed to add an index.",
    "The Platform team forgot nothing.",
    "Postgres failed to accept connections.",
    "Monitoring should have alerted on connections.",
    "Initial mis-diagnosis (CPU fine ≠ DB healthy)",
    "The on-call engineer checked the CPU at 14:06.",
    "The engineer on call found no anomaly.",
    "It was not human error.",
    "Nobody forgot anything; there is no human error here.",
    "Check whether human error played a part.",
    "Add a guard to prevent human error.",
    'Slack: "I forgot the index, my mistake" (14:05)',
    "@hourly cron and the @sre-oncall rotation were paged.",
    "The Kubernetes operator failed to restart the pod.",
    "Developer error messages were confusing.",
    "The admin API did not check the token.",
    "Code review did not catch the missing index.",
    "开发环境没有测试该查询。",
    "管理员账号没有做隔离。",
    "值班手册没有写明要看连接数。",
    "Terraform accidentally deleted the rule.",
    "The review process overlooked the query plan.",
    "“DB 看起来健康，CPU 正常”这一判断没有看连接数，耽误了定位",
    "支付团队没有给查询加索引。",
    "开发团队未评审该变更。",
    "任务没有加超时。",
    "高峰期没有限流。",
    "程序没有释放连接。",
    "3 张表没有建索引。",
    "查询没有走索引，连接没有释放。",
    "值班人员未发现异常。",
    "并非人为失误。",
    "没有证据表明是人为失误。",
    "增加校验以防止人为失误。",
    "群里有人说“我忘了加索引，是我的失误”。",
    "其他没有检查到的项目。",
    "监控没有及时告警。",
    "[FILL IN]",
    "",
  ])("%s", (text) => {
    expect(quotes(text)).toEqual([]);
  });
});

it("finds handles of people, not of groups, schedules or mail", () => {
  const text = "14:06 @Alice.W looked, @sre-oncall paged, @daily job, bob@example.com wrote, @李雷";
  expect(findHandles(text).map(({ quote }) => quote)).toEqual(["@Alice.W"]);
});
