import type { Language } from "../../contracts/language.ts";
import type { SimilarIncident } from "../../contracts/past-incident.ts";
import type { LabelledQuery } from "./labelled-queries.ts";

/** As many as a triage report shows. */
const DEPTH = 5;

/** How well the memory answers labelled queries. Shares are 0 to 1. */
export interface SimilarityMeasure {
  readonly language: Language | "all";
  readonly queries: number;
  /** Mean share of a query's relevant incidents among the first five shown. */
  readonly recallAt5: number;
  /** Mean reciprocal rank of the first relevant one; 0 where none is shown. */
  readonly mrr: number;
  /** Share of what is shown that is relevant; null where nothing is. */
  readonly precision: number | null;
  /** Mean number shown. */
  readonly shown: number;
}

/** One query and what was found for it, the most similar first. */
export interface Answer {
  readonly query: LabelledQuery;
  readonly hits: readonly Pick<SimilarIncident, "id">[];
}

/** Per language, then of all. */
export function measureSimilarity(answers: readonly Answer[]): SimilarityMeasure[] {
  const languages = [...new Set(answers.map(({ query }) => query.language))];
  return [
    ...languages.map((language) =>
      measure(
        language,
        answers.filter(({ query }) => query.language === language),
      ),
    ),
    measure("all", answers),
  ];
}

function measure(language: SimilarityMeasure["language"], answers: readonly Answer[]): SimilarityMeasure {
  const judged = answers.map(({ query, hits }) => ({
    relevant: query.relevant.length,
    marks: hits.slice(0, DEPTH).map(({ id }) => query.relevant.includes(id)),
  }));
  const shown = judged.flatMap(({ marks }) => marks);
  return {
    language,
    queries: answers.length,
    recallAt5: meanOf(judged, ({ relevant, marks }) => marks.filter(Boolean).length / relevant),
    mrr: meanOf(judged, ({ marks }) => (marks.includes(true) ? 1 / (marks.indexOf(true) + 1) : 0)),
    precision: shown.length === 0 ? null : shown.filter(Boolean).length / shown.length,
    shown: shown.length / answers.length,
  };
}

function meanOf<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0) / items.length;
}
