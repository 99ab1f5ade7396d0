import { expect, it } from "vitest";
import { findChangesInProse } from "./commands-in-prose.ts";

it.each([
  { text: "First run 'rabbitmqctl purge_queue orders', then look.", why: "rabbitmqctl purge_queue" },
  { text: "第一步执行 rabbitmqctl purge_queue orders，再观察。", why: "rabbitmqctl purge_queue" },
  { text: "Run `kubectl delete pod x`.", why: "kubectl delete" },
  { text: "先 cmctl renew portal-tls，看能否签发。", why: "cmctl renew" },
])("finds a change in: $text", ({ text, why }) => {
  expect(findChangesInProse(text).map((part) => part.why)).toEqual([why]);
});

it.each([
  "The log of rabbitmqctl is long.",
  "查看 rabbitmqctl list_queues 的输出。",
  "Do not run `kubectl delete pod x`.",
])("finds none in: %s", (text) => expect(findChangesInProse(text)).toEqual([]));
