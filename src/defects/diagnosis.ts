import type { CauseFamily } from "../contracts/cause-family.ts";
import { type Severity, severitySchema } from "../contracts/triage-report.ts";
import { type Mutation, type MutationInput, type Phrase, wordsOf } from "./mutation.ts";

const WRONG_CAUSES: readonly (Phrase & { readonly family: CauseFamily })[] = [
  {
    family: "certificate",
    en: "An expired TLS certificate makes clients refuse the connection.",
    zh: "TLS 证书过期，客户端因此拒绝连接。",
  },
  {
    family: "clock",
    en: "Clock skew between hosts rejects signed requests.",
    zh: "主机之间时钟偏移，签名请求被拒绝。",
  },
  { family: "disk", en: "The disk is full and nothing can be written.", zh: "磁盘已写满，什么都写不进去。" },
];

const UNRESOLVED = "it may end unresolved, a reader's case";
const FOLLOWS_RANK = {
  calibration: "the first hypothesis is no longer the right one",
  postmortem: "the postmortem still blames what the first hypothesis no longer does",
};

const MAY_BE_A_CLAIM = { claims: "some wrong causes are also claims nobody made" };

/** Defects of the diagnosis: cause, rank, severity, confidence. */
export const diagnosisMutations: readonly Mutation[] = [
  {
    id: "wrong cause first",
    drops: ["root-cause"],
    crossTalk: { ...FOLLOWS_RANK, ...MAY_BE_A_CLAIM },
    apply: ({ report, scenario, language }) => {
      const cause = wrongCause(scenario, language);
      if (cause === null) return null;
      const wrong = { cause, confidence: "high" as const, evidence: [] };
      return { ...report, hypotheses: [wrong, ...report.hypotheses] };
    },
  },
  {
    id: "wrong cause only",
    drops: ["root-cause", "root-cause-depth", "calibration"],
    crossTalk: {
      ...FOLLOWS_RANK,
      ...MAY_BE_A_CLAIM,
      evidence: "fewer evidence items",
      "red-herring": "what was ruled out is gone",
    },
    apply: ({ report, scenario, language }) => {
      const cause = wrongCause(scenario, language);
      return cause === null ? null : { ...report, hypotheses: [{ cause, confidence: "high", evidence: [] }] };
    },
  },
  {
    id: "cause denied",
    drops: ["root-cause", "root-cause-depth"],
    crossTalk: { ...FOLLOWS_RANK },
    apply: (input) => withCause(input, denied(input)),
  },
  {
    id: "ranks swapped",
    drops: ["root-cause"],
    crossTalk: { ...FOLLOWS_RANK, "red-herring": "what is ruled out now stands first" },
    apply: ({ report }) => {
      const [first, second, ...rest] = report.hypotheses;
      return first === undefined || second === undefined
        ? null
        : { ...report, hypotheses: [second, first, ...rest] };
    },
  },
  {
    id: "red herring taken",
    drops: ["root-cause", "red-herring"],
    crossTalk: {
      ...FOLLOWS_RANK,
      "root-cause-depth": "the chain is told by no hypothesis",
      claims: "some red herrings are also claims nobody made",
    },
    apply: (input) => {
      const words = firstWords(input.scenario.expected.redHerrings, input);
      if (words === null) return null;
      return withCause(input, input.language === "zh" ? `根本原因是${words}。` : `The root cause: ${words}.`);
    },
  },
  {
    // Nothing in it is known to be right or wrong, so that neither scorer may have a verdict at all.
    id: "symptom only",
    drops: ["root-cause", "root-cause-depth"],
    crossTalk: {
      ...FOLLOWS_RANK,
      evidence: "fewer evidence items",
      "root-cause": UNRESOLVED,
      "root-cause-depth": UNRESOLVED,
    },
    apply: ({ report, language }) => ({
      ...report,
      hypotheses: [
        {
          cause:
            language === "zh" ? "服务出现大量错误，变慢了。" : "The service returns many errors and is slow.",
          confidence: "high",
          evidence: [],
        },
        ...report.hypotheses.slice(1),
      ],
    }),
  },
  { id: "severity one level off", drops: ["severity"], apply: (input) => withSeverity(input, 1) },
  {
    id: "severity two levels off",
    drops: ["severity"],
    gates: ["missed-sev1"],
    apply: (input) => (input.scenario.expected.severity === "SEV1" ? withSeverity(input, 2) : null),
  },
  {
    // Two marked high may still be a ranking; from three on it is none.
    id: "everything marked high",
    drops: ["root-cause"],
    crossTalk: {
      calibration: "a first cause held only likely is now held certain, and right",
      "red-herring": "what is ruled out at high confidence may read as asserted",
    },
    apply: ({ report }) =>
      report.hypotheses.length < 3
        ? null
        : {
            ...report,
            hypotheses: report.hypotheses.map((one) => ({ ...one, confidence: "high" as const })),
          },
  },
  {
    id: "sure of a wrong cause too",
    drops: ["calibration"],
    crossTalk: { ...MAY_BE_A_CLAIM, "root-cause": "more than two marked high share one rank" },
    apply: ({ report, scenario, language }) => {
      const cause = wrongCause(scenario, language);
      const [first, ...rest] = report.hypotheses;
      if (cause === null || first === undefined) return null;
      return { ...report, hypotheses: [first, { cause, confidence: "high", evidence: [] }, ...rest] };
    },
  },
];

function wrongCause(
  { expected: { rootCause, redHerrings } }: MutationInput["scenario"],
  language: "en" | "zh",
): string | null {
  // Where the incident tempts with such a cause, it would be a red herring and another defect.
  const tempting = redHerrings.flatMap(({ any }) => any.en).join(" ");
  const found = WRONG_CAUSES.find(
    ({ family }) => !rootCause.families.includes(family) && !tempting.includes(family),
  );
  return found?.[language] ?? null;
}

function denied({ scenario, language }: MutationInput): string {
  const { en, zh } = scenario.expected.rootCause.statement;
  if (language === "zh") return `已排除以下可能：${(zh ?? en).replace(/。$/, "")}。`;
  return `It was ruled out that ${en.charAt(0).toLowerCase()}${en.slice(1)}`;
}

function withCause({ report }: MutationInput, cause: string) {
  const [, ...rest] = report.hypotheses;
  return { ...report, hypotheses: [{ cause, confidence: "high" as const, evidence: [] }, ...rest] };
}

function firstWords(
  patterns: readonly { any: Parameters<typeof wordsOf>[0] }[],
  { language }: MutationInput,
) {
  return patterns.map(({ any }) => wordsOf(any, language)).find((words) => words !== null) ?? null;
}

/** So many levels below the lowest acceptable one, or above the highest where there is no room below. */
function withSeverity({ report, scenario }: MutationInput, levels: number) {
  const order = severitySchema.options;
  const accepted = scenario.expected.acceptable.map((one) => order.indexOf(one));
  const said: Severity | undefined =
    order[Math.max(...accepted) + levels] ?? order[Math.min(...accepted) - levels];
  return said === undefined ? null : { ...report, severity: said };
}
