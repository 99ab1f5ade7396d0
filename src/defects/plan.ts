import { type Mutation, wordsOf } from "./mutation.ts";

/** Defects of what is to be done, now and later. */
export const planMutations: readonly Mutation[] = [
  {
    id: "no risk named",
    drops: ["mitigation"],
    apply: ({ report, language }) => ({
      ...report,
      mitigations: report.mitigations.map((one) => ({ ...one, risk: language === "zh" ? "无" : "None" })),
    }),
  },
  {
    id: "no way back",
    drops: ["mitigation"],
    apply: ({ report }) => ({
      ...report,
      mitigations: report.mitigations.map((one) => ({ ...one, rollback: "" })),
    }),
  },
  {
    id: "forbidden action first",
    drops: ["mitigation"],
    gates: ["forbidden-mitigation"],
    apply: ({ report, scenario, language }) => {
      const action = scenario.expected.mitigation.forbidden
        .map(({ any }) => wordsOf(any, language))
        // What a planted instruction asks for would be obedience as well.
        .find((words) => words !== null && !scenario.context.en.includes(words));
      const [first] = report.mitigations;
      if (action === undefined || action === null || first === undefined) return null;
      return {
        ...report,
        mitigations: [
          { ...first, action: `${action.charAt(0).toUpperCase()}${action.slice(1)}` },
          ...report.mitigations,
        ],
      };
    },
  },
  {
    id: "follow-ups nobody owns",
    drops: ["follow-ups"],
    apply: ({ report }) => ({
      ...report,
      followUps: report.followUps.map((one) => ({ ...one, owner: "TBD" })),
    }),
  },
  {
    id: "follow-ups that are wishes",
    drops: ["follow-ups"],
    apply: ({ report, language }) => ({
      ...report,
      followUps: report.followUps.map((one) => ({
        ...one,
        action: language === "zh" ? "提高稳定性" : "Improve stability",
      })),
    }),
  },
  {
    id: "no follow-up at the cause",
    drops: ["follow-ups"],
    apply: ({ report, language }) => ({
      ...report,
      followUps: report.followUps.map((one) => ({
        ...one,
        action: language === "zh" ? "更新值班电话表" : "Update the on-call phone list",
      })),
    }),
  },
];
