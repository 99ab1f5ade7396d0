import { expect, it } from "vitest";
import { isTypedCommand } from "./is-typed-command.ts";

it.each([
  "kubectl get pods",
  "kubectl logs <pod> --since=30m | grep -E 'settlement|the'",
  "SELECT 1",
  "select count(*) from orders where state in ('a')",
  "EXPLAIN SELECT * FROM ledger_entries WHERE status='pending';",
  "redis-cli info clients",
  "sum(rate(http_requests_total[5m]))",
  "./diagnose.sh",
  "vtctldclient GetTablets",
  "kubectl delete pod x",
  "top",
  "`kubectl get pods`",
  "Run `kubectl get pods` in the cluster",
  "在主库执行 SELECT * FROM pg_stat_activity",
  "用 kubectl get pods 查看状态",
  "ｋｕｂｅｃｔｌ ｇｅｔ ｐｏｄｓ",
  "journalctl -u nginx # 最近的日志",
])("is one: %s", (text) => expect(isTypedCommand(text)).toBe(true));

it.each([
  "",
  "N/A",
  "无",
  "[FILL IN]",
  "<command>",
  "<查询命令>",
  "Check the dashboards",
  "Check dashboards",
  "Look at the slow query log",
  "find the slow query",
  "watch the error rate",
  "kill the blocking sessions",
  "Restart the pods in the console",
  "Ask the DBA",
  "查看监控大盘",
  "查看 Grafana 监控",
  "查看 host 列表",
  "检查 payment-svc 日志",
])("is none: %s", (text) => expect(isTypedCommand(text)).toBe(false));
