import { expect, it } from "vitest";
import type { SeverityFacts } from "../contracts/scenario.ts";
import { severityByRule } from "./severity-by-rule.ts";

const core = {
  affectedShare: 0.2,
  audience: "customers",
  effect: "failing",
  coreFunction: true,
  dataLoss: false,
  workaround: false,
} as const;

it.each<{ changes: Partial<SeverityFacts>; severity: string; why: string }>([
  { changes: {}, severity: "SEV1", why: "a core function fails for many" },
  { changes: { affectedShare: 0.1 }, severity: "SEV1", why: "a tenth is many" },
  { changes: { affectedShare: 0.09 }, severity: "SEV2", why: "fewer are affected" },
  { changes: { affectedShare: null }, severity: "SEV1", why: "an unknown share is judged by the function" },
  { changes: { workaround: true }, severity: "SEV2", why: "there is a workaround" },
  { changes: { effect: "slow" }, severity: "SEV2", why: "it is slow" },
  { changes: { effect: "none" }, severity: "SEV4", why: "nobody is affected" },
  { changes: { audience: "staff" }, severity: "SEV3", why: "only staff notice" },
  { changes: { dataLoss: true, effect: "none", audience: "staff" }, severity: "SEV1", why: "data is lost" },
  {
    changes: { coreFunction: false, affectedShare: 0.5 },
    severity: "SEV2",
    why: "a secondary one is down for most",
  },
  {
    changes: { coreFunction: false, affectedShare: 0.49 },
    severity: "SEV3",
    why: "a secondary one fails for some",
  },
  { changes: { coreFunction: false, affectedShare: null }, severity: "SEV3", why: "nobody says it is most" },
  {
    changes: { coreFunction: false, affectedShare: 1, workaround: true },
    severity: "SEV3",
    why: "most have a way round",
  },
  {
    changes: { coreFunction: false, affectedShare: 1, effect: "slow" },
    severity: "SEV3",
    why: "it is degraded",
  },
])("gives $severity where $why", ({ changes, severity }) => {
  expect(severityByRule({ ...core, ...changes })).toBe(severity);
});
