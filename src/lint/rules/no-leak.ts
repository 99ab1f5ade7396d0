import type { Language } from "../../contracts/language.ts";
import type { Expected, Scenario } from "../../contracts/scenario.ts";
import { matchRootCause } from "../../scoring/root-cause-match.ts";
import { bareReport } from "../bare-report.ts";
import type { FieldPath, LintFinding, ScenarioLibrary, ScenarioRule } from "../lint-rule.ts";
import { inEachLanguage } from "../localized.ts";

const SENTENCE_END = /(?<=[.!?]["')\]]?)\s+|(?<=[。！？]["'”）]?)/u;

/**
 * Is the answer given away, so that copying would pass for a diagnosis?
 *
 * The root-cause matcher reads every sentence, line and paragraph of the incident text as if it were a
 * report's cause, and must accept none. The same for title and symptoms, which a person sees first. The
 * title of a scenario with source `seed` is the captured page's own and shown to no model: exempt.
 */
export const noLeak: ScenarioRule = {
  id: "no-leak",
  rule: "no sentence, line or paragraph of the incident text, no title and no symptoms names the root cause",
  reads: "every scenario",

  check(scenario, library) {
    const { context, expected, title, symptoms, source, twinOf } = scenario;
    const labels = [
      ...(source.kind === "seed" ? [] : [{ name: "title", text: title }]),
      ...(twinOf === undefined ? [{ name: "symptoms", text: symptoms }] : []),
    ];
    return [
      ...inEachLanguage(context).flatMap(({ language, text }) =>
        leaksIn(text, expected, originalText(scenario, language, library)).map((piece) =>
          aLeak(["context", language], piece),
        ),
      ),
      ...labels.flatMap(({ name, text }) =>
        inEachLanguage(text).flatMap(({ language, text: label }) =>
          isAnswer(label, expected) ? [aLeak([name, language], label)] : [],
        ),
      ),
    ];
  },
};

/** What of a twin's text is its original's, and reported there. */
function originalText({ twinOf }: Scenario, language: Language, library: ScenarioLibrary): string {
  return twinOf === undefined ? "" : (library.get(twinOf)?.context[language] ?? "");
}

/** The smallest pieces that are the answer: a paragraph counts only where no line in it does. */
function leaksIn(text: string, expected: Expected, reportedElsewhere: string): string[] {
  const isNew = (piece: string) => piece.trim() !== "" && !reportedElsewhere.includes(piece);
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const lines = paragraph.split("\n");
    const pieces = new Set([...lines.flatMap((line) => line.split(SENTENCE_END)), ...lines]);
    const small = [...pieces].filter((piece) => isNew(piece) && isAnswer(piece, expected));
    const smallest = small.filter((piece) => small.every((one) => one === piece || !piece.includes(one)));
    if (smallest.length > 0) return smallest;
    return isNew(paragraph) && isAnswer(paragraph, expected) ? [paragraph] : [];
  });
}

function isAnswer(text: string, expected: Expected): boolean {
  return matchRootCause(expected, bareReport(text)).state === "accept";
}

function aLeak(field: FieldPath, piece: string): LintFinding {
  const isParagraph = piece.includes("\n");
  return {
    field,
    problem: `gives its root cause away in ${field.join(".")}${isParagraph ? ", in one paragraph" : ""}`,
    expected:
      field[0] === "context" ? "facts that only several places together give" : "what an alert would say",
    received: piece,
    fix: isParagraph ? "tell its facts in separate paragraphs" : "leave out a part of the chain",
  };
}
