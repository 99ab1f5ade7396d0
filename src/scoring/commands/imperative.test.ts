import { expect, it } from "vitest";
import { findImperatives } from "./imperative.ts";

it.each([
  ["Terminate the blocking sessions.", "Terminate"],
  ["Identify and kill the long queries.", "kill"],
  ["1. Then restart payment-svc", "restart"],
  ["If the pool is still full, restart the pods.", "restart"],
  ["Roll back payment-svc to v2.40", "Roll back"],
  ["重启 payment-svc 服务", "重启"],
  ["在控制台重启所有 Pod", "重启"],
  ["查看连接数，然后终止慢查询", "终止"],
  ["将阻塞的会话终止", "终止"],
  ["请立即删除临时索引", "删除"],
])("hears the order in %s", (step, verb) => {
  const [found] = findImperatives(step);
  expect(step.slice(found?.start, found?.end)).toBe(verb);
});

it.each([
  "Check if the slow query can be terminated to free connections.",
  "Check restart counts of the pods",
  "Restart counts: look for pods above 3",
  "Check whether to restart the pods or scale the service",
  "Look for kill signals and restart events in the log",
  "Do not restart the pods",
  "Verify that the cron job was removed",
  "Kill switch status of the settlement batch",
  "查看 Pod 的重启次数",
  "在集群里查看重启次数",
  "检查是否可以终止慢查询",
  "确认能否将会话终止",
  "重启次数是否异常",
  "不要重启服务",
])("hears no order in %s", (step) => {
  expect(findImperatives(step)).toEqual([]);
});
