import type { Expected } from "../contracts/scenario.ts";
import type { ReportSpan } from "../contracts/score.ts";
import type { TriageReport } from "../contracts/triage-report.ts";
import { type CauseReading, readCause } from "./read-cause.ts";
import { wordOverlap } from "./text/content-words.ts";

/** From this share of common words on, two causes that no rule recognises are taken for one. */
const SAME_WORDS_FROM = 0.25;

export interface CauseComparison {
  /** `unknown`: the rules recognise too little of one of them to tell. */
  readonly verdict: "same" | "other" | "unknown";
  /** The words of the postmortem that bring in another cause; null where none is to be shown. */
  readonly at: ReportSpan | null;
}

/**
 * Whether the postmortem blames what the first hypothesis blames, right or wrong.
 *
 * Both are read alike: facts of the expected cause, foreign cause families and red herrings. They differ where they
 * share none of these, or where the postmortem brings in a cause that the hypothesis does not name and drops every
 * essential fact.
 */
export function comparePostmortemCause(
  expected: Expected,
  { hypotheses, postmortem }: TriageReport,
): CauseComparison {
  const [first] = hypotheses;
  if (first === undefined) return { verdict: "unknown", at: null };
  const text = postmortem.rootCause;
  const said = readCause(expected, {
    cause: { path: "hypotheses[0].cause", text: first.cause },
    evidence: first.evidence.map((item, i) => ({ path: `hypotheses[0].evidence[${i}]`, text: item })),
  });
  const blamed = readCause(expected, { cause: { path: "postmortem.rootCause", text } });
  const shared = namesOf(blamed).filter((name) => namesOf(said).includes(name));
  const added = wrongCauses(blamed).find(({ name }) => !namesOf(said).includes(name));
  const essential = expected.rootCause.facts.filter((fact) => fact.essential).map(({ id }) => `fact ${id}`);

  if (added !== undefined && !shared.some((name) => essential.includes(name) || !name.startsWith("fact "))) {
    return { verdict: "other", at: added.at };
  }
  if (shared.length > 0 || wordOverlap(first.cause, text) >= SAME_WORDS_FROM)
    return { verdict: "same", at: null };
  const bothRecognised = namesOf(blamed).length > 0 && namesOf(said).length > 0;
  return { verdict: bothRecognised ? "other" : "unknown", at: null };
}

function wrongCauses({ foreignFamilies, redHerrings }: CauseReading): { name: string; at: ReportSpan }[] {
  return [
    ...redHerrings.map(({ redHerring, at }) => ({ name: `red herring ${redHerring.id}`, at })),
    ...foreignFamilies.map(({ family, at }) => ({ name: `family ${family}`, at })),
  ];
}

function namesOf(reading: CauseReading): string[] {
  const facts = reading.facts.filter(({ affirmed }) => affirmed !== null);
  return [...facts.map(({ factId }) => `fact ${factId}`), ...wrongCauses(reading).map(({ name }) => name)];
}
