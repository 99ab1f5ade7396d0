import fc from "fast-check";
import { expect, it } from "vitest";
import { signatureOf } from "./signature.ts";

it.each([
  { text: "数据库磁盘写满", is: "数据 据库 库磁 磁盘 盘写 写满", why: "pairs of neighbours" },
  { text: "支付的延迟", is: "支付 延迟", why: "no pair across a joining character" },
  {
    text: "p99延迟 of Payment-SVC",
    is: "p99 延迟 payment-svc",
    why: "each script on its own, function words gone",
  },
  { text: "满", is: "满", why: "a single character stands alone" },
  {
    text: "HTTP 500 for 12% in 4.8s at 14:02 (120ms)",
    is: "http 500",
    why: "a status stays, other figures go",
  },
  { text: "ＣＰＵ ９９％", is: "cpu", why: "full-width letters are letters" },
  { text: "down Down DOWN", is: "down", why: "each word once" },
  { text: `${"x".repeat(500)} 9f8e7d6c5b4a`, is: "", why: "no hashes or encoded data" },
  { text: "‮\u001b[31m…!", is: "31m".slice(3), why: "nothing of control characters and marks" },
])("$text: $why", ({ text, is }) => {
  expect(signatureOf(text)).toBe(is);
});

it("stays short, is the same each time, and changes nothing when made of itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      const signature = signatureOf(text);
      expect(signatureOf(text)).toBe(signature);
      expect(signature.split(" ").length).toBeLessThanOrEqual(120);
      expect(signature).not.toMatch(/\s\s|\p{Cc}/u);
    }),
  );
});
