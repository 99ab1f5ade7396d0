import type { Expected } from "../contracts/scenario.ts";
import type { ReportSpan } from "../contracts/score.ts";
import { PROHIBITING } from "./commands/prohibition.ts";
import { findPatterns, isStated, spanIn } from "./find-patterns.ts";
import type { ReportField } from "./verdict.ts";

type Pattern = Expected["mitigation"]["accepted"][number];

/** Forbids, declines or compares; reaches to the end of its clause. */
const NOT_DONE = new RegExp(
  `(?:${PROHIBITING}|\\bno need|\\bno reason|\\bnobody|\\bno one|\\brefrain|\\bhold off|\\binstead of|\\brather than|\\bthan|\\bprevent\\w*|不(?:应|能|可|必|用|宜|再|建议|推荐|需要)|暂不|先不|无需|没必要|防止|而不是|而非|比(?![例较率]))[^.。;；,，:：\\n]{0,40}$|[不别]\\s?$`,
  "i",
);

/** The actions of a scenario's list that a text proposes to do, each with its first place. */
export function findActions(
  field: ReportField,
  patterns: readonly Pattern[],
): { pattern: Pattern; at: ReportSpan }[] {
  return findPatterns(field, patterns).flatMap(({ pattern, matches }) => {
    const done = matches.find((match) => isStated(match) && !NOT_DONE.test(field.text.slice(0, match.start)));
    return done === undefined ? [] : [{ pattern, at: spanIn(field, done) }];
  });
}
