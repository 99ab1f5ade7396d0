import { describe, expect, it } from "vitest";
import { findPlaceholders, withoutPlaceholders } from "./placeholders.ts";

const found = (text: string) => findPlaceholders(text).map(({ quote, isExact }) => [quote, isExact]);

describe("placeholders", () => {
  it.each([
    ["[FILL IN]", "[FILL IN]", true],
    ["12% failed; duration [FILL IN].", "[FILL IN]", true],
    ["持续时间 [FILL IN]。", "[FILL IN]", true],
    ["[fill in]", "[fill in]", false],
    ["[FILL-IN]", "[FILL-IN]", false],
    ["[FILL IN: duration]", "[FILL IN: duration]", false],
    ["［ＦＩＬＬ ＩＮ］", "［ＦＩＬＬ ＩＮ］", false],
    ["[FILL\u200b IN]", "[FILL\u200b IN]", false],
    ["【FILL IN】", "【FILL IN】", false],
    ["Impact: TBD.", "TBD", false],
    ["N/A", "N/A", false],
    ["TODO", "TODO", false],
    ["to be determined", "to be determined", false],
    ["unknown", "unknown", false],
    ["[待补充]", "[待补充]", false],
    ["待补充", "待补充", false],
    ["恢复时间待补充。", "待补充", false],
    ["【待填写】", "【待填写】", false],
    ["（待补充）", "（待补充）", false],
    ["〔此处填写〕", "〔此处填写〕", false],
    ["持续时间：待定", "待定", false],
    ["未知", "未知", false],
    ["暂无", "暂无", false],
  ] as const)("%s", (text, quote, isExact) => {
    expect(found(text)).toEqual([[quote, isExact]]);
  });

  it.each([
    "A connection leak (to be confirmed).",
    "疑似连接泄漏（待确认）。",
    "The duration is unknown.",
    "受影响人数未知，12% 的请求失败。",
    "待定位的慢查询",
    "[P0] and [1] and [slow query]",
    "Todor's tba_list and stbd",
    "",
  ])("none in: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("blanks them without moving anything else", () => {
    expect(withoutPlaceholders("a [FILL IN] b 待补充 c")).toBe("a           b     c");
  });
});
