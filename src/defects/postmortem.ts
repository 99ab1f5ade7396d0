import { FILL_IN, type TriageReport } from "../contracts/triage-report.ts";
import { type Mutation, withPostmortem } from "./mutation.ts";

const HOURS_OFF = 5;
const TIME_OF_DAY = /\b(\d{1,2}):(\d{2})/;

/** Defects of the postmortem. */
export const postmortemMutations: readonly Mutation[] = [
  {
    id: "timeline out of order",
    drops: ["timeline"],
    apply: ({ report }) => {
      const dated = report.postmortem.timeline.filter(({ time }) => TIME_OF_DAY.test(time));
      const open = report.postmortem.timeline.filter(({ time }) => !TIME_OF_DAY.test(time));
      return dated.length < 2 ? null : withPostmortem(report, { timeline: [...dated.reverse(), ...open] });
    },
  },
  {
    id: "timeline hours off",
    drops: ["timeline", "numbers"],
    apply: ({ report }) => withTimes(report, shiftHours),
  },
  {
    id: "required instant missing",
    drops: ["timeline"],
    apply: ({ report, scenario }) => {
      const { timeline } = report.postmortem;
      const required = scenario.expected.timeline.filter((event) => event.required);
      const told = timeline.find(({ time }) => required.some(({ at }) => time.includes(at.slice(11, 16))));
      const missing = told ?? timeline[1];
      return withPostmortem(report, { timeline: timeline.filter(({ time }) => time !== missing?.time) });
    },
  },
  {
    id: "known summary left blank",
    drops: ["postmortem"],
    apply: ({ report }) => withPostmortem(report, { summary: FILL_IN }),
  },
  {
    id: "a person is blamed",
    drops: ["postmortem"],
    apply: ({ report, language }) =>
      withPostmortem(report, {
        wentPoorly: [
          ...report.postmortem.wentPoorly,
          language === "zh"
            ? "写这段代码的工程师粗心大意，是他的失误造成了事故。"
            : "The engineer who wrote it was careless and should have known better.",
        ],
      }),
  },
  {
    id: "unknown response invented",
    drops: ["postmortem"],
    crossTalk: { claims: "it may be a claim the scenario forbids" },
    apply: ({ report, scenario, language }) =>
      scenario.expected.unknowns.some(({ field }) => field === "postmortem.response")
        ? withPostmortem(report, {
            response:
              language === "zh"
                ? "值班同事重启了服务，随后一切正常。"
                : "The on-call colleague restarted the service and everything went back to normal.",
          })
        : null,
  },
];

function withTimes(report: TriageReport, change: (time: string) => string): TriageReport {
  return withPostmortem(report, {
    timeline: report.postmortem.timeline.map(({ time, event }) => ({ time: change(time), event })),
  });
}

function shiftHours(time: string): string {
  return time.replace(TIME_OF_DAY, (_, hours: string, minutes: string) => {
    const shifted = (Number(hours) + HOURS_OFF) % 24;
    return `${String(shifted).padStart(2, "0")}:${minutes}`;
  });
}
