import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuantities } from "./parse-quantities.ts";

/** Kind and value, as one string per quantity. */
const readings = (text: string) =>
  parseQuantities(text).map((quantity) =>
    quantity.type === "name"
      ? `${quantity.kind} ${quantity.name}`
      : `${quantity.kind} ${Number(quantity.low.toPrecision(9))}${quantity.high === quantity.low ? "" : `..${Number(quantity.high.toPrecision(9))}`}${quantity.hedge === "exact" ? "" : ` ${quantity.hedge}`}`,
  );

describe("reads value, unit and kind", () => {
  it.each([
    ["4.8s", ["duration 4.8"]],
    ["4800 ms", ["duration 4.8"]],
    ["4.8 秒", ["duration 4.8"]],
    ["４．８秒", ["duration 4.8"]],
    ["~3 minutes", ["duration 180 about"]],
    ["约 3 分钟", ["duration 180 about"]],
    ["3 分钟左右", ["duration 180 about"]],
    ["within ~3 minutes", ["duration 180 about"]],
    ["last 5min", ["duration 300"]],
    ["--since=30m", ["duration 1800"]],
    ["半小时", ["duration 1800"]],
    ["一个半小时", ["duration 5400"]],
    ["half an hour", ["duration 1800"]],
    ["one minute after", ["duration 60"]],
    ["两分钟后", ["duration 120"]],
    ["1 hour 30 minutes", ["duration 5400"]],
    ["1 小时 30 分钟", ["duration 5400"]],
    ["2m30s", ["duration 150"]],
    ["a 30-minute window", ["duration 1800"]],
    ["2-3 minutes", ["duration 120..180"]],
    ["2～3 分钟", ["duration 120..180"]],
    ["from 120ms to 4.8s", ["duration 0.12", "duration 4.8"]],
    ["over 5 minutes", ["duration 300 over"]],
    ["超过 5 分钟", ["duration 300 over"]],
    ["5 分钟以上", ["duration 300 over"]],
    ["不到 5 分钟", ["duration 300 under"]],
    [">1% for >5 minutes", ["percent 1 over", "duration 300 over"]],
    ["12 percent", ["percent 12"]],
    ["百分之十二", ["percent 12"]],
    ["12％", ["percent 12"]],
    ["三成用户", ["percent 30"]],
    ["11.9 percentage points", ["points 11.9"]],
    ["11.9 个百分点", ["points 11.9"]],
    ["40x slower, 40 times the normal, 40 倍", ["multiple 40", "multiple 40", "multiple 40"]],
    ["比平时大一倍", ["multiple 2"]],
    ["12M rows", ["count 12000000"]],
    ["12,000,000 rows", ["count 12000000"]],
    ["1200 万行", ["count 12000000"]],
    ["一千二百万行", ["count 12000000"]],
    ["12 million", ["count 12000000"]],
    ["1.2 亿", ["count 120000000"]],
    ["500 / 500", ["count 500", "count 500"]],
    ["500，300", ["count 500", "count 300"]],
    ["64 KB and 64 KiB", ["size 64000", "size 65536"]],
    ["512Mi", ["size 536870912"]],
    ["1200 rps, 120 req/min", ["rate 1200", "rate 2"]],
    ["2 per minute", ["rate 0.0333333333"]],
    ["12 times a minute", ["rate 0.2"]],
    ["每分钟 2 次", ["rate 0.0333333333"]],
    ["请求 120 次每分钟，平稳", ["rate 2"]],
    ["10:55 31       每分钟预订：210", ["instant 39300", "count 31", "count 210"]],
    ["$1.2M", ["money 1200000"]],
    ["3 万元", ["money 30000"]],
    ["*/30 * * * *", ["cron */30 * * * *", "duration 1800"]],
    ["cron: 0 3 * * *", ["cron 0 3 * * *", "duration 86400"]],
    ["14:02 UTC", ["instant 50520"]],
    ["14:02-14:06", ["instant 50520", "instant 50760"]],
    ["14:02–14:06 UTC", ["instant 50520", "instant 50760"]],
    ["14:02-05:00", ["instant 50520"]],
    ["2026-06-02T02:02-05:00", ["instant 7320"]],
    ["14:02（UTC）", ["instant 50520"]],
    ["2:02 pm", ["instant 50520"]],
    ["14点02分", ["instant 50520"]],
    ["2026-06-02T14:02:07Z", ["instant 50527"]],
    ["2026-06-02", ["date 6-2"]],
    ["6 月 2 日", ["date 6-2"]],
    ["June 2, 2026", ["date 6-2"]],
    ["v2.41版本", ["version 2.41"]],
    ["version 2.40.", ["version 2.40"]],
    ["HTTP 500", ["status 500"]],
    ["500 errors and 5xx", ["status 500", "status 5xx"]],
    ['"status":401 and status=503 4ms', ["status 401", "status 503", "duration 0.004"]],
    ["状态 status: 502", ["status 502"]],
    ["p99 of payment-svc", ["identifier p99", "identifier payment-svc"]],
    ["ledger_entries.status", ["identifier ledger_entries.status"]],
    ["PaymentSvcErrorRateHigh", ["identifier paymentsvcerrorratehigh"]],
  ])("%s", (text, expected) => expect(readings(text)).toEqual(expected));
});

describe("reads nothing into", () => {
  it.each([
    "[FILL IN: 12 minutes]",
    "<3 placeholders>".replace("3", "three"),
    "P0 and SEV1",
    "hypothesis 1, step 2",
    "第 3 步",
    "a full-table scan, on-call, mis-diagnosis",
    "sha256, k8s, utf-8, EC2",
    "PostgreSQL and GitHub",
    "一个查询，两条线索",
    "数千用户",
    "已完成为主，十分紧张",
    "the 2nd time, 24/7",
  ])("%s", (text) => expect(readings(text)).toEqual([]));
});

it("leaves a zone to the date before it", () => {
  const offsets = parseQuantities("notAfter=Jun 8 04:00:00 2026 GMT\n12:09 Lin Yue: fine all morning").map(
    (quantity) => (quantity.type === "measure" ? quantity.utcOffset : "name"),
  );
  expect(offsets.at(-1)).toBe(null);
});

it("reads zones", () => {
  const offsets = parseQuantities(
    "14:02 UTC, 22:02 北京时间, 22:02 +08:00, UTC 14:02, 22:02-05:00, 14:02",
  ).map((quantity) => (quantity.type === "measure" ? quantity.utcOffset : "name"));
  expect(offsets).toEqual([0, 28800, 28800, 0, -18000, null]);
});

it("quotes the text exactly where it says, for any text", () => {
  const piece = fc.constantFrom(
    "4.8s",
    "１２％",
    "约",
    "12M",
    "*/30 * * * *",
    "v2.41",
    "14:02",
    "三成",
    "半小时",
    " ",
    "，",
    "-",
    "ﬁ",
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ unit: "grapheme", maxLength: 3 })), { maxLength: 12 }),
      (parts) => {
        const text = parts.join("");
        for (const { start, end, quote } of parseQuantities(text)) expect(text.slice(start, end)).toBe(quote);
      },
    ),
  );
});
