import { expect, it } from "vitest";
import type { Language } from "../../contracts/language.ts";
import { aReport } from "../../testing/builders.ts";
import { anInput, paymentPool } from "../__fixtures__/payment-pool.ts";
import { claims } from "./claims.ts";

const base = paymentPool();
const everything = {
  id: "everything",
  means: "That all payments fail.",
  any: { en: ["all payments"], zh: ["全部支付"] },
};
const scenario = { ...base, expected: { ...base.expected, mustNotClaim: [everything] } };
const scoreFor = (customerImpact: string, language: Language) =>
  claims.score(anInput(scenario, aReport({ customerImpact }), { language })).value;

it.each([
  ["en", "12% of all payments fail."],
  ["en", "12%  of  all payments fail."],
  ["zh", "失败的占全部支付的 12%。"],
] as const)("lets a share of the whole pass, in %s: %s", (language, impact) => {
  expect(scoreFor(impact, language)).toBe(1);
});

it.each([
  ["en", "all payments fail."],
  ["en", "12% at first, then all payments fail."],
  ["zh", "全部支付失败。"],
  ["zh", "占用过高，全部支付失败 12 分钟。"],
] as const)("counts a claim about the whole, in %s: %s", (language, impact) => {
  expect(scoreFor(impact, language)).toBe(0.75);
});
