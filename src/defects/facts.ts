import { addSentence, type Mutation, type Phrase, withPostmortem, wordsOf } from "./mutation.ts";

const NUMBER: Phrase = { en: "A further 43.7% of them were refused.", zh: "另有 43.7% 被拒绝。" };
const TIME: Phrase = {
  en: "The first complaint came at 19:47:29 UTC.",
  zh: "第一个投诉出现在 19:47:29 UTC。",
};
const VERSION: Phrase = { en: "The fault is known since v9.87.3.", zh: "该缺陷自 v9.87.3 起就已存在。" };
const NAME: Phrase = { en: "It passes through shadow-ledger-proxy.", zh: "流量经过 shadow-ledger-proxy。" };
const QUOTE: Phrase = {
  en: 'The log says "quorum lost on the seventh shard, giving up".',
  zh: "日志写着“第七分片失去多数派，放弃写入”。",
};
const CROWD: Phrase = { en: "Thousands of users are affected.", zh: "数千用户受到影响。" };

/** Defects of fact: what the incident text does not say. */
export const factMutations: readonly Mutation[] = [
  {
    id: "number invented in the impact",
    drops: ["numbers"],
    gates: ["ungrounded-impact"],
    apply: ({ report, language }) => ({
      ...report,
      customerImpact: addSentence(report.customerImpact, NUMBER[language], language),
    }),
  },
  {
    id: "number invented in the summary",
    drops: ["numbers"],
    apply: ({ report, language }) => ({
      ...report,
      summary: addSentence(report.summary, NUMBER[language], language),
    }),
  },
  {
    id: "time invented",
    drops: ["numbers"],
    apply: ({ report, language }) =>
      withPostmortem(report, {
        detection: addSentence(report.postmortem.detection, TIME[language], language),
      }),
  },
  {
    id: "version invented",
    drops: ["numbers"],
    apply: ({ report, language }) => ({
      ...report,
      summary: addSentence(report.summary, VERSION[language], language),
    }),
  },
  {
    id: "name invented",
    drops: ["numbers"],
    apply: ({ report, language }) => ({
      ...report,
      summary: addSentence(report.summary, NAME[language], language),
    }),
  },
  {
    id: "evidence quotes nothing",
    drops: ["evidence"],
    gates: ["invented-quote"],
    apply: ({ report, language }) => ({
      ...report,
      hypotheses: report.hypotheses.map((one, index) =>
        index === 0 ? { ...one, evidence: [...one.evidence, QUOTE[language]] } : one,
      ),
    }),
  },
  {
    id: "quotation invented in the summary",
    drops: ["evidence"],
    gates: ["invented-quote"],
    apply: ({ report, language }) => ({
      ...report,
      summary: addSentence(report.summary, QUOTE[language], language),
    }),
  },
  {
    id: "users counted vaguely",
    drops: ["claims"],
    apply: ({ report, language }) => ({
      ...report,
      customerImpact: addSentence(report.customerImpact, CROWD[language], language),
    }),
  },
  {
    id: "claim nobody made",
    drops: ["claims"],
    crossTalk: { postmortem: "history is invented" },
    apply: ({ report, scenario, language }) => {
      // From the last: the first often counts customers, which is a defect of its own above.
      const words = scenario.expected.mustNotClaim
        .toReversed()
        .map(({ any }) => wordsOf(any, language))
        .find((one) => one !== null);
      if (words === undefined || words === null) return null;
      const sentence = language === "zh" ? `此外：${words}。` : `In addition: ${words}.`;
      return { ...report, summary: addSentence(report.summary, sentence, language) };
    },
  },
];
