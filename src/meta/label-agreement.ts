import { type Label, type LabelQuestion, labelQuestionSchema } from "../contracts/label.ts";
import { type Agreement, cohenKappa } from "../statistics/cohen-kappa.ts";
import {
  type ComparedLabel,
  compareLabel,
  type Opinion,
  type ReviewerOpinion,
  reviewerOpinion,
} from "./compare-label.ts";
import type { ReviewedReply } from "./grade-reviewed.ts";
import { FEWEST_LABELS } from "./judge-agreement.ts";

/** How far one grader and the reviewers agree on one question. */
export interface LabelMeasure {
  readonly question: LabelQuestion;
  readonly grader: string;
  /** Which labels: all, or where there are both, those given with the scores hidden and those given in their sight. */
  readonly seen: "all" | "blind" | "open";
  /** Over the labels where both are good or bad; null without any. */
  readonly agreement: Agreement | null;
  /** Fewer than anything should be said about. */
  readonly isTooFew: boolean;
  readonly graderBadReviewerGood: number;
  readonly graderGoodReviewerBad: number;
  /** Not compared: the reviewer could not tell; the grader has no verdict today; it had none then, which was called right or wrong. */
  readonly cannotTell: number;
  readonly unscoredToday: number;
  readonly rightlyUnscored: number;
  readonly wronglyUnscored: number;
}

/** How far two reviewers agree, over what both answered about the same replies. */
export interface ReviewerAgreement {
  readonly question: LabelQuestion;
  readonly reviewers: readonly [string, string];
  readonly agreement: Agreement | null;
  readonly isTooFew: boolean;
}

export interface LabelAgreement {
  readonly labels: number;
  /** Of those, the ones given with the scores hidden. */
  readonly blindLabels: number;
  readonly reviewers: readonly string[];
  /** Labels that nothing can be compared with, by reason. */
  readonly lost: Readonly<Record<"no-recording" | "no-scenario" | "no-scorer", number>>;
  readonly measures: readonly LabelMeasure[];
  readonly betweenReviewers: readonly ReviewerAgreement[];
  readonly disagreements: readonly ComparedLabel[];
}

/** Compares reviewers with today's graders, and with each other. Pure; takes each reviewer's last word only. */
export function measureLabels(reviewed: readonly ReviewedReply[]): LabelAgreement {
  const labels = reviewed.map(({ label }) => label);
  const compared = reviewed.map((reply) =>
    reply.outcome === "graded" ? compareLabel(reply.label, reply.trial) : null,
  );
  const lostBy = (outcome: ReviewedReply["outcome"]) =>
    reviewed.filter((reply) => reply.outcome === outcome).length;
  return {
    labels: labels.length,
    blindLabels: labels.filter(({ isBlind }) => isBlind).length,
    reviewers: reviewersOf(labels),
    lost: {
      "no-recording": lostBy("no-recording"),
      "no-scenario": lostBy("no-scenario"),
      "no-scorer": compared.filter((own) => own?.length === 0).length,
    },
    measures: measuresOf(compared.flatMap((own) => own ?? [])),
    betweenReviewers: betweenReviewers(labels),
    disagreements: compared.flatMap((own) => own ?? []).filter(isDisagreement),
  };
}

function isDisagreement({ reviewer, opinion }: ComparedLabel): boolean {
  if (reviewer === "wrongly-unscored") return opinion === null;
  return isOpinion(reviewer) && opinion !== null && reviewer !== opinion;
}

/** By question, then grader; for each all labels first. */
function measuresOf(compared: readonly ComparedLabel[]): LabelMeasure[] {
  return labelQuestionSchema.options.flatMap((question) => {
    const asked = compared.filter(({ label }) => label.question === question);
    const byGrader = [...Map.groupBy(asked, ({ grader }) => grader)];
    return byGrader.flatMap(([grader, own]) => {
      const blind = own.filter(({ label }) => label.isBlind);
      const open = own.filter(({ label }) => !label.isBlind);
      const parts: readonly (readonly [LabelMeasure["seen"], ComparedLabel[]])[] =
        blind.length === 0 || open.length === 0
          ? [["all", own]]
          : [
              ["all", own],
              ["blind", blind],
              ["open", open],
            ];
      return parts.map(([seen, part]) => ({ question, grader, seen, ...figuresOf(part) }));
    });
  });
}

function figuresOf(compared: readonly ComparedLabel[]) {
  const pairs = compared.flatMap(({ reviewer, opinion }): [Opinion, Opinion][] =>
    isOpinion(reviewer) && opinion !== null ? [[opinion, reviewer]] : [],
  );
  const count = (grader: Opinion, reviewer: Opinion) =>
    pairs.filter((pair) => pair[0] === grader && pair[1] === reviewer).length;
  const saying = (what: ReviewerOpinion) => compared.filter(({ reviewer }) => reviewer === what).length;
  return {
    agreement: cohenKappa(pairs),
    isTooFew: pairs.length < FEWEST_LABELS,
    graderBadReviewerGood: count("bad", "good"),
    graderGoodReviewerBad: count("good", "bad"),
    cannotTell: saying("cannot-tell"),
    unscoredToday: compared.filter(({ reviewer, opinion }) => isOpinion(reviewer) && opinion === null).length,
    rightlyUnscored: saying("rightly-unscored"),
    wronglyUnscored: saying("wrongly-unscored"),
  };
}

function isOpinion(reviewer: ReviewerOpinion): reviewer is Opinion {
  return reviewer === "good" || reviewer === "bad";
}

function betweenReviewers(labels: readonly Label[]): ReviewerAgreement[] {
  const opinions = new Map(reviewersOf(labels).map((reviewer) => [reviewer, opinionsOf(labels, reviewer)]));
  const names = [...opinions.keys()];
  const twos = names.flatMap((first, index) =>
    names.slice(index + 1).map((second) => [first, second] as const),
  );
  return twos.flatMap(([first, second]) =>
    labelQuestionSchema.options.flatMap((question) => {
      const others = opinions.get(second)?.get(question);
      const pairs = [...(opinions.get(first)?.get(question) ?? [])].flatMap(([subject, own]) => {
        const other = others?.get(subject);
        return other === undefined ? [] : [[own, other] as const];
      });
      const isTooFew = pairs.length < FEWEST_LABELS;
      const agreement = cohenKappa(pairs);
      return agreement === null
        ? []
        : [{ question, reviewers: [first, second] as const, agreement, isTooFew }];
    }),
  );
}

function reviewersOf(labels: readonly Label[]): string[] {
  return [...new Set(labels.map(({ reviewer }) => reviewer))].sort();
}

/** Good or bad by question, and there by reply and scorer. */
function opinionsOf(labels: readonly Label[], reviewer: string): Map<LabelQuestion, Map<string, Opinion>> {
  const byQuestion = new Map<LabelQuestion, Map<string, Opinion>>();
  for (const label of labels) {
    const opinion = reviewerOpinion(label);
    if (label.reviewer !== reviewer || !isOpinion(opinion)) continue;
    const own = byQuestion.get(label.question) ?? new Map<string, Opinion>();
    own.set(JSON.stringify([label.recordingKey, label.recordedAt, label.scorerId]), opinion);
    byQuestion.set(label.question, own);
  }
  return byQuestion;
}
