import { expect, it } from "vitest";
import { sparkline } from "./sparkline.ts";

const of = (...values: (number | null)[]) =>
  sparkline(
    values.map((value) => ({ value, group: "g" })),
    { top: 100 },
  );

it("is one bar per value on a fixed scale, with a dot for what is not known", () => {
  expect(of(0, 12.4, 12.5, 50, 99, 100, null)).toBe("▁▁▂▅██·");
  expect(of(70, 71, 72)).toBe("▆▆▆");
  expect(of()).toBe("");
});

it("stays on its scale for values beyond it", () => {
  expect(of(-5, 130)).toBe("▁█");
});

it("parts what does not compare", () => {
  const points = [
    { value: 40, group: "a" },
    { value: 60, group: "a" },
    { value: 60, group: "b" },
  ];
  expect(sparkline(points, { top: 100 })).toBe("▄▅┊▅");
});
