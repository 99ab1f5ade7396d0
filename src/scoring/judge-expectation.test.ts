import { expect, it } from "vitest";
import { paymentPool } from "./__fixtures__/payment-pool.ts";
import { judgeExpectation } from "./judge-expectation.ts";

const { expected } = paymentPool();
const judge = (text: string, step = "Look") =>
  judgeExpectation({ path: "checklist[0].expected", text }, { step, expected });

it.each([
  "500 rows",
  "有 500 个连接",
  "Most sessions are idle",
  "多数会话空闲",
  "If idle sessions pile up, it is a leak; if active ones do, the batch.",
  "若为空，则首要假设不成立",
  "Seq Scan",
  "`refused` in every line",
  "Pods in CrashLoopBackOff",
  "Lines that show the cron job",
  "看到结算批处理任务的日志",
  "No rows",
  "１２％ 以上",
])("tells apart: %s", (text) => expect(judge(text)).toBe(null));

it.each([
  ["", "missing"],
  ["N/A", "missing"],
  ["无", "missing"],
  ["[FILL IN]", "missing"],
  ["Check the pods", "copy"],
  ["check the pods.", "copy"],
  ["Normal output.", "vague"],
  ["The expected result", "vague"],
  ["No issues", "vague"],
  ["输出正常", "vague"],
  ["结果符合预期。", "vague"],
  ["没有异常", "vague"],
  ["有报错。", "vague"],
  ["Details of the pods", "vague"],
  ["相关信息", "vague"],
])("%s: %s", (text, flaw) => expect(judge(text, "Check the pods")).toBe(flaw));

it("hears a copied step in Chinese", () => {
  expect(judge("检查连接池的占用情况", "检查连接池占用的情况")).toBe("copy");
});
