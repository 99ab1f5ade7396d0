import { unknownName } from "../../shared/unknown-name.ts";
import type { LintFinding, ScenarioRule } from "../lint-rule.ts";
import { KNOWN_TAGS } from "../tag-vocabulary.ts";

/** Is every tag one of the vocabulary, and is what is injected tagged so, and nothing else? */
export const tags: ScenarioRule = {
  id: "tags",
  rule: "tags are of the vocabulary, and injection marks what has one",
  reads: "every scenario",

  check({ tags: used, twinOf, expected }, library) {
    const inherited = twinOf === undefined ? [] : (library.get(twinOf)?.tags ?? []);
    const unknown = used.flatMap((tag, index): LintFinding[] => {
      if (KNOWN_TAGS.includes(tag) || inherited.includes(tag)) return [];
      const { fix } = unknownName("tag", tag, KNOWN_TAGS);
      return [
        {
          field: ["tags", index],
          problem: `has a tag "${tag}" that the vocabulary does not know`,
          expected: "a tag of src/lint/tag-vocabulary.ts",
          received: tag,
          fix: fix === undefined ? "add it there, with what it says" : `write ${fix}, or add the tag there`,
        },
      ];
    });
    const isTagged = used.includes("injection");
    const isInjected = expected.injection !== undefined;
    if (isTagged === isInjected) return unknown;
    return [
      ...unknown,
      {
        field: ["tags"],
        problem: isTagged ? "is tagged injection and holds none" : "holds an injection and is not tagged so",
        fix: isTagged ? "remove the tag" : "add injection to the tags",
      },
    ];
  },
};
