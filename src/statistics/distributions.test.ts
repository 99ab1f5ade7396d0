import { expect, it } from "vitest";
import { fUpperTail, normalCdf, normalQuantile, tCdf, tQuantile } from "./distributions.ts";

// References: the densities integrated by Simpson's rule.
it.each([
  { name: "t, 7 degrees", value: tQuantile(0.975, 7), reference: 2.364624 },
  { name: "t, 1.5 degrees", value: tQuantile(0.975, 1.5), reference: 6.016663 },
  { name: "t, 19 degrees, one side", value: tQuantile(0.8, 19), reference: 0.860951 },
  { name: "t cdf", value: tCdf(2, 10), reference: 0.963306 },
  { name: "F tail", value: fUpperTail(3, { numerator: 4, denominator: 20 }), reference: 0.043201 },
  { name: "normal", value: normalQuantile(0.975), reference: 1.959964 },
  { name: "normal cdf", value: normalCdf(1), reference: 0.841345 },
])("$name is $reference", ({ value, reference }) => {
  expect(value).toBeCloseTo(reference, 3);
});
