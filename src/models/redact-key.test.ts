import fc from "fast-check";
import { expect, it } from "vitest";
import { redactKey } from "./redact-key.ts";

const KEY = "sk-live-abcdef1234567890";

it.each([
  { text: `wrong key ${KEY}.`, redacted: "wrong key [key]." },
  { text: "wrong key sk-live-****7890", redacted: "wrong key [key]****7890" },
  { text: "wrong key sk-****567890", redacted: "wrong key sk-****[key]" },
  { text: "no key in here", redacted: "no key in here" },
])("redacts $text", ({ text, redacted }) => {
  expect(redactKey(text, KEY)).toBe(redacted);
});

it("changes nothing without a key", () => {
  expect(redactKey("abc", null)).toBe("abc");
  expect(redactKey("abc", "")).toBe("abc");
});

it("never leaves six characters of the key in a row, whatever is round them", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(KEY.length), fc.nat(KEY.length), fc.string(), (before, a, b, after) => {
      const redacted = redactKey(`${before}${KEY.slice(Math.min(a, b), Math.max(a, b))}${after}`, KEY);
      for (let at = 0; at + 6 <= KEY.length; at += 1) expect(redacted).not.toContain(KEY.slice(at, at + 6));
    }),
  );
});
