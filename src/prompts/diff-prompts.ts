import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { Prompt } from "../contracts/prompt.ts";

const TEMPLATES = ["system", "user"] as const;

/** A unified diff of both templates of two prompt versions; null where the texts are the same. */
export function diffPrompts(before: Prompt, after: Prompt): string | null {
  const patches = TEMPLATES.filter((name) => before[name] !== after[name]).map((name) =>
    createTwoFilesPatch(
      `prompts/${before.id}/${name}.md`,
      `prompts/${after.id}/${name}.md`,
      before[name],
      after[name],
      undefined,
      undefined,
      { headerOptions: FILE_HEADERS_ONLY },
    ),
  );
  return patches.length === 0 ? null : patches.join("").trimEnd();
}
