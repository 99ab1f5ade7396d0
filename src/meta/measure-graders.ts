import type { Language } from "../contracts/language.ts";
import type { Finding } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { textAt } from "./change-report.ts";
import type { GradedReport } from "./grade-labelled.ts";
import type { FlawScorer } from "./labelled-report.ts";
import {
  badFindings,
  FLAG_RULES,
  GATE_OWNERS,
  isFlagged,
  rootCauseState,
  scoreOf,
  severityState,
} from "./read-verdict.ts";

/** A share with what it rests on: `low` is the lower end of its 95% Wilson interval. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  /** Null of nothing. */
  readonly value: number | null;
  readonly low: number | null;
}

export interface Confusion {
  readonly flagged: { readonly rightly: number; readonly wrongly: number };
  readonly clean: { readonly rightly: number; readonly wrongly: number };
  /** Replies the scorer gave no verdict on; counted nowhere else unless labelled flawed, which is then missed. */
  readonly unscored: number;
}

/** How often one question about a report is answered as people answered it. */
export interface Measure {
  /** A scorer's id, or what is asked of it: "root-cause accept". */
  readonly id: string;
  readonly language: Language | "all";
  readonly confusion: Confusion;
  readonly precision: Share;
  readonly recall: Share;
  /** The same of single bad findings against labelled words; null where the scorer quotes none. */
  readonly findings: { readonly precision: Share; readonly recall: Share } | null;
}

/** One question on one reply that code and person answer differently. */
export interface Disagreement {
  readonly measureId: string;
  readonly report: GradedReport["labelled"];
  readonly label: string;
  readonly verdict: string;
}

/** Label, verdict → how many replies. */
export interface StateTable {
  readonly id: "root-cause" | "severity";
  readonly cells: readonly { readonly label: string; readonly verdict: string; readonly count: number }[];
}

interface Answer {
  readonly label: boolean;
  /** Null: no verdict. */
  readonly verdict: boolean | null;
  readonly shownLabel: string;
  readonly shownVerdict: string;
  readonly findings?: {
    readonly rightly: number;
    readonly wrongly: number;
    readonly missed: readonly string[];
  };
}

interface Question {
  readonly id: string;
  readonly quotes: boolean;
  /** Null where the question does not arise. */
  readonly answer: (graded: GradedReport) => Answer | null;
}

/** Every question that the labels answer, over the scorers that ran. Pure: same replies, same figures. */
export function measureGraders(graded: readonly GradedReport[]): Measure[] {
  return questionsFor(graded).flatMap((question) =>
    (["en", "zh", "all"] as const).map((language) => {
      const asked = graded.filter((one) => language === "all" || one.labelled.language === language);
      return measure(question, language, asked);
    }),
  );
}

export function listDisagreements(graded: readonly GradedReport[]): Disagreement[] {
  return questionsFor(graded).flatMap(({ id, answer }) =>
    graded.flatMap((one): Disagreement[] => {
      const given = answer(one);
      if (given === null) return [];
      const isMissed = given.label !== (given.verdict ?? false);
      const strays =
        given.findings !== undefined && given.findings.wrongly + given.findings.missed.length > 0;
      if (!isMissed && !strays) return [];
      return [{ measureId: id, report: one.labelled, label: given.shownLabel, verdict: given.shownVerdict }];
    }),
  );
}

/** The three-state confusions: what people said, against what code says. */
export function stateTables(graded: readonly GradedReport[]): StateTable[] {
  const pairs = graded.map(({ labelled: { labels }, scored }) => ({ labels, scored }));
  return [
    {
      id: "root-cause",
      cells: tally(
        pairs.flatMap(({ labels, scored }) =>
          labels.rootCause === undefined
            ? []
            : [{ label: labels.rootCause, verdict: rootCauseState(scored) }],
        ),
      ),
    },
    {
      id: "severity",
      cells: tally(
        pairs.flatMap(({ labels, scored }) =>
          labels.severity === undefined
            ? []
            : [{ label: labels.severity, verdict: severityState(scored) ?? "unscored" }],
        ),
      ),
    },
  ];
}

function questionsFor(graded: readonly GradedReport[]): Question[] {
  const registered = new Set(graded.flatMap(({ scored }) => scored.scores.map(({ scorerId }) => scorerId)));
  // The keys are the scorers that a person can mark; Object.keys forgets it.
  const flawScorers = (Object.keys(FLAG_RULES) as FlawScorer[]).filter((id) => registered.has(id));
  return [
    rootCauseQuestion("accept"),
    rootCauseQuestion("reject"),
    severityQuestion,
    ...flawScorers.map(flawQuestion),
    gatesQuestion,
    passesQuestion,
  ];
}

function rootCauseQuestion(state: "accept" | "reject"): Question {
  return {
    id: `root-cause ${state}`,
    quotes: false,
    answer: ({ labelled: { labels }, scored }) => {
      if (labels.rootCause === undefined) return null;
      const verdict = rootCauseState(scored);
      return {
        label: labels.rootCause === state,
        verdict: verdict === state,
        shownLabel: labels.rootCause,
        shownVerdict: `${verdict}: ${scoreOf("root-cause", scored)?.summary ?? ""}`,
      };
    },
  };
}

/** A wrong severity is found only when its direction is told too. */
const severityQuestion: Question = {
  id: "severity",
  quotes: false,
  answer: ({ labelled: { labels }, scored }) => {
    if (labels.severity === undefined) return null;
    const verdict = severityState(scored);
    const isTurned = labels.severity !== "exact" && verdict !== "exact" && verdict !== labels.severity;
    return {
      label: labels.severity !== "exact",
      verdict: verdict === null ? null : verdict !== "exact" && !isTurned,
      shownLabel: labels.severity,
      shownVerdict: verdict ?? "unscored",
    };
  },
};

function flawQuestion(scorerId: FlawScorer): Question {
  const { quotes } = FLAG_RULES[scorerId];
  return {
    id: scorerId,
    quotes,
    answer: ({ labelled: { labels }, report, scored }) => {
      const flaw = labels.flaws[scorerId];
      const verdict = isFlagged(scorerId, scored);
      const score = scoreOf(scorerId, scored);
      const bad = badFindings(score?.findings ?? []);
      const isCompared = quotes && flaw !== true && verdict !== null;
      const shownBad = bad.map(({ message, inReport }) => `${message} (${inReport?.path ?? "whole reply"})`);
      return {
        label: flaw !== undefined,
        verdict,
        shownLabel: flaw === undefined ? "clean" : flaw === true ? "flawed" : `flawed: ${flaw.join(" · ")}`,
        shownVerdict: [score?.summary ?? "", ...shownBad].join("\n"),
        ...(isCompared && report !== null ? { findings: compareFindings(bad, flaw ?? [], report) } : {}),
      };
    },
  };
}

/** A bad finding is right when it overlaps labelled words; labelled words are found by any bad finding on them. */
function compareFindings(
  bad: readonly Finding[],
  words: readonly string[],
  report: TriageReport,
): NonNullable<Answer["findings"]> {
  const rightly = bad.filter((finding) => words.some((one) => isAbout(finding, one, report))).length;
  const missed = words.filter((one) => !bad.some((finding) => isAbout(finding, one, report)));
  return { rightly, wrongly: bad.length - rightly, missed };
}

function isAbout({ inReport }: Finding, words: string, report: TriageReport): boolean {
  if (inReport === null) return false;
  const text = textAt(report, inReport.path);
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (at < inReport.end && inReport.start < at + words.length) return true;
  }
  return false;
}

const gatesQuestion: Question = {
  id: "gates",
  quotes: true,
  answer: ({ labelled: { labels }, scored }) => {
    const fired = [...new Set(scored.gateFailures.map(({ gate }) => gate))];
    const labelled = labels.gates.filter((gate) => scoreOf(GATE_OWNERS[gate], scored) !== undefined);
    const missed = labelled.filter((gate) => !fired.includes(gate));
    const rightly = fired.filter((gate) => labels.gates.includes(gate)).length;
    return {
      label: labelled.length > 0,
      verdict: fired.length > 0,
      shownLabel: labels.gates.join(", ") || "none",
      shownVerdict:
        scored.gateFailures.map(({ gate, message }) => `${gate}: ${message}`).join("\n") || "none",
      findings: { rightly, wrongly: fired.length - rightly, missed },
    };
  },
};

/** Asked the other way round, so that a flag is a rejection here too. */
const passesQuestion: Question = {
  id: "fails",
  quotes: false,
  answer: ({ labelled: { labels }, scored }) => ({
    label: !labels.passes,
    verdict: !scored.passed,
    shownLabel: labels.passes ? "passes" : "fails",
    shownVerdict: scored.passed ? "passes" : "fails",
  }),
};

function measure(
  { id, quotes, answer }: Question,
  language: Measure["language"],
  graded: readonly GradedReport[],
) {
  const answers = graded.map(answer).filter((one) => one !== null);
  const count = (label: boolean, verdict: boolean) =>
    answers.filter((one) => one.label === label && one.verdict === verdict).length;
  const unscored = answers.filter(({ verdict }) => verdict === null);
  const missed = count(true, false) + unscored.filter(({ label }) => label).length;
  const confusion: Confusion = {
    flagged: { rightly: count(true, true), wrongly: count(false, true) },
    clean: { rightly: count(false, false), wrongly: missed },
    unscored: unscored.length,
  };
  const { flagged } = confusion;
  return {
    id,
    language,
    confusion,
    precision: share(flagged.rightly, flagged.rightly + flagged.wrongly),
    recall: share(flagged.rightly, flagged.rightly + missed),
    findings: quotes ? measureFindings(answers) : null,
  };
}

function measureFindings(answers: readonly Answer[]): NonNullable<Measure["findings"]> {
  const compared = answers.flatMap(({ findings }) => (findings === undefined ? [] : [findings]));
  const total = (count: (one: (typeof compared)[number]) => number) =>
    compared.reduce((sum, one) => sum + count(one), 0);
  const rightly = total((one) => one.rightly);
  const missed = total((one) => one.missed.length);
  return {
    precision: share(rightly, rightly + total((one) => one.wrongly)),
    recall: share(rightly, rightly + missed),
  };
}

function share(hits: number, of: number): Share {
  return { hits, of, value: of === 0 ? null : hits / of, low: wilsonInterval(hits, of)?.low ?? null };
}

function tally(pairs: readonly { label: string; verdict: string }[]): StateTable["cells"] {
  const counts = new Map<string, { label: string; verdict: string; count: number }>();
  for (const { label, verdict } of pairs) {
    const known = counts.get(`${label} ${verdict}`);
    counts.set(`${label} ${verdict}`, { label, verdict, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
