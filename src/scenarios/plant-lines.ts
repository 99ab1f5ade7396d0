import type { Scenario, TwinFile } from "../contracts/scenario.ts";
import type { InputProblem } from "../shared/errors.ts";
import type { ReadResult } from "../shared/read-yaml.ts";

/**
 * A scenario with a twin file's lines planted in its text: same expectations, other id, title, source and tags.
 * In each language the original is written in, the lines go in after the one line that `after` quotes whole.
 */
export function plantLines(twin: TwinFile, original: Scenario, path: string): ReadResult<Scenario> {
  const problems: InputProblem[] = [];
  const planted = (language: "en" | "zh"): string | undefined => {
    const text = original.context[language];
    if (text === undefined) return undefined;
    const after = twin.plant.after[language];
    const lines = twin.plant.lines[language];
    const place = after === undefined ? [] : linesEqualTo(text, after);
    const [at] = place;
    if (lines === undefined || at === undefined || place.length > 1) {
      problems.push(
        placeProblem(twin, { path, language, found: place.length, hasLines: lines !== undefined }),
      );
      return text;
    }
    const all = text.split("\n");
    return [...all.slice(0, at + 1), ...lines.split("\n"), ...all.slice(at + 1)].join("\n");
  };

  const en = planted("en") ?? original.context.en;
  const zh = planted("zh");
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      ...original,
      id: twin.id,
      twinOf: original.id,
      title: twin.title,
      context: zh === undefined ? { en } : { en, zh },
      source: twin.source,
      tags: [...new Set([...original.tags, ...twin.tags])],
      expected: { ...original.expected, injection: twin.injection },
    },
  };
}

function linesEqualTo(text: string, wanted: string): number[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === wanted.trim() ? [index] : []));
}

function placeProblem(
  { id, twinOf }: TwinFile,
  { path, language, found, hasLines }: { path: string; language: string; found: number; hasLines: boolean },
): InputProblem {
  const what = hasLines ? "after" : "lines";
  return {
    problem: `scenario "${id}" does not say where in the ${language} text of ${twinOf} its lines go`,
    at: `${path}, plant.${what}.${language}`,
    expected: hasLines ? "one whole line of that text, which stands there once" : `the lines in ${language}`,
    received: hasLines ? `a line that stands there ${found} times` : "nothing",
    fix: hasLines ? "copy a line that stands there once" : `write plant.lines.${language}`,
  };
}
