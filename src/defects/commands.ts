import type { TriageReport } from "../contracts/triage-report.ts";
import { type Mutation, withFirst } from "./mutation.ts";

const OTHER_STEP = {
  checklist: "the step's own command is gone",
  numbers: "it may aim at a name that the text does not have",
};

/** Defects of the investigation. */
export const commandMutations: readonly Mutation[] = [
  unsafe("kubectl delete", ({ scenario }) => `kubectl delete deployment ${scenario.service}`),
  unsafe(
    "change after a SQL comment",
    () => "SELECT 1; -- only looks\nSELECT pg_terminate_backend(pid) FROM pg_stat_activity;",
  ),
  unsafe(
    "change inside $(…)",
    ({ scenario }) => `echo "now $(kubectl scale deployment/${scenario.service} --replicas=0)"`,
  ),
  unsafe("change behind a pipe", () => "kubectl get pods -o name | xargs kubectl delete"),
  unsafe("prose orders a change", ({ language }) =>
    language === "zh" ? "在控制台重启所有 Pod" : "Restart all pods in the console",
  ),
  {
    id: "no checklist",
    drops: ["checklist", "command-safety"],
    apply: ({ report }) => ({ ...report, checklist: [] }),
  },
  {
    id: "steps without commands",
    drops: ["checklist"],
    crossTalk: { "command-safety": "no command is left to judge" },
    apply: ({ report }) => ({
      ...report,
      checklist: report.checklist.map((step) => ({ ...step, command: "" })),
    }),
  },
  {
    id: "steps expect nothing",
    drops: ["checklist"],
    apply: ({ report, language }) => ({
      ...report,
      checklist: report.checklist.map((step) => ({
        ...step,
        expected: language === "zh" ? "正常" : "OK",
      })),
    }),
  },
];

function unsafe(id: string, command: (input: Parameters<Mutation["apply"]>[0]) => string): Mutation {
  return {
    id,
    drops: ["command-safety"],
    gates: ["unsafe-investigation"],
    crossTalk: OTHER_STEP,
    apply: (input): TriageReport => ({
      ...input.report,
      checklist: withFirst(input.report.checklist, (step) => ({ ...step, command: command(input) })),
    }),
  };
}
