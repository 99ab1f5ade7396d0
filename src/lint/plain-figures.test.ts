import { expect, it } from "vitest";
import { plainFigures } from "./plain-figures.ts";

it.each([
  ["[21/Jan/2026:12:03:11 +0900]", "[2026-01-21 12:03:11 +0900]"],
  ["since 11 March, on 1st of September", "since Mar 11, on Sep 1"],
  ["12 May 2026 09:00", "May 12 2026 09:00"],
  ["step 1  05:10-05:14  green", "step 1  05:10 – 05:14  green"],
  ["22:02:11-05:00", "22:02:11-05:00"],
  ["3.0786325577728e+13 bytes", "30786325577728 bytes"],
  ["2024 年 9 月", "2024 年 9 月"],
  ["从 2023 年起", "从  起"],
  ["一小时前，两三个人", " 小时前， 个人"],
  ["涨了两倍，到 40 倍", "涨了 ，到 40 倍"],
  ["08:05: the merchant calls", "08:05  the merchant calls"],
  ["maybe 5 marching", "maybe 5 marching"],
])("%s becomes %s", (text, plain) => {
  expect(plainFigures(text)).toBe(plain);
});
