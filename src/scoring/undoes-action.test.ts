import { expect, it } from "vitest";
import { undoesAction } from "./undoes-action.ts";

it.each([
  ["Terminate the slow queries", "Re-run the batch"],
  ["Cancel the scans", "They cannot be undone; each is a SELECT and may be repeated"],
  ["Cancel the scans", "Restart the settlement job"],
  ["用 pg_cancel_backend 取消全表扫描", "取消后的查询无法恢复，但下次任务可以重跑"],
  ["Roll back payment-svc", "Deploy v2.41 again"],
  ["Roll payment-svc back to the previous version", "Re-deploy v2.41"],
  ["回滚 payment-svc", "重新发布 v2.41"],
  ["回滚 payment-svc", "重新上线"],
  ["Disable the settlement cron", "Enable it again"],
  ["停用结算批处理任务", "重新启用"],
  ["Add an index on status", "Drop the index"],
  ["为 ledger_entries.status 建索引", "删除该索引"],
  ["Scale the deployment to 10", "Scale back to 4"],
  ["扩容到 10 个副本", "缩容"],
  ["对 payment-svc 做限流", "取消限流"],
  ["Set statement_timeout to 1s", "Restore the former value"],
  ["把超时调为 1s", "改回原值"],
  ["Restart payment-svc", "Watch the error rate"],
  ["Ｄｉｓａｂｌｅ the cron", "Ｅｎａｂｌｅ it"],
])("%s: %s", (action, rollback) => expect(undoesAction(rollback, action)).toBe(true));

it.each([
  ["Terminate the slow queries", "If service does not recover, restart payment-svc pods"],
  ["Terminate the slow queries", "Roll back to the previous version"],
  ["终止慢查询", "重启 payment-svc 的 Pod"],
  ["Roll back payment-svc", "Page the database team"],
  ["回滚 payment-svc", "联系 DBA"],
  ["Disable the settlement cron", "Drop the index"],
  ["停用结算批处理任务", "通知客服"],
  ["Add an index on status", "Kill the session"],
  ["建索引", "重启数据库"],
  ["Scale the deployment to 10", "Contact support"],
])("not %s: %s", (action, rollback) => expect(undoesAction(rollback, action)).toBe(false));
