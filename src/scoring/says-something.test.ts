import { expect, it } from "vitest";
import { saysSomething } from "./says-something.ts";

it.each([
  "",
  " ",
  "-",
  "–",
  "N/A",
  "none",
  "None needed.",
  "Low risk",
  "Minimal.",
  "Risk is low",
  "No significant risk",
  "No rollback needed",
  "[FILL IN]",
  "无",
  "无。",
  "不适用",
  "低",
  "风险较低。",
  "无风险",
  "没有明显风险",
  "无需回滚",
  "Ｎ／Ａ",
])("nothing: %s", (text) => expect(saysSomething(text)).toBe(false));

it.each([
  "a short restart",
  "Low, but checkout is slow for a minute",
  "删除该索引",
  "风险较低，但会短暂断连",
  "No rollback needed: the query is a SELECT",
  "丢数据",
  "[FILL IN]: ask the DBA",
])("something: %s", (text) => expect(saysSomething(text)).toBe(true));
