import { expect, it } from "vitest";
import { remember } from "./remember.ts";

it("makes a value once for one stamp, however many ask, and anew for another", async () => {
  let stamp = "a";
  let made = 0;
  const ask = remember(
    async () => stamp,
    async () => {
      made += 1;
      return `${stamp}${made}`;
    },
  );
  expect(await Promise.all([ask(), ask()])).toEqual(["a1", "a1"]);
  stamp = "b";
  expect([await ask(), await ask()]).toEqual(["b2", "b2"]);
});

it("does not remember a failure", async () => {
  let isBroken = true;
  const ask = remember(
    async () => "same",
    async () => {
      if (isBroken) throw new Error("broken");
      return "whole";
    },
  );
  await expect(ask()).rejects.toThrow("broken");
  isBroken = false;
  expect(await ask()).toBe("whole");
});
