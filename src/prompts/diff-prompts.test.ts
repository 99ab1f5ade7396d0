import { expect, it } from "vitest";
import { aPrompt } from "../testing/builders.ts";
import { diffPrompts } from "./diff-prompts.ts";

it("shows each template that differs, with the files' names", () => {
  const before = aPrompt({ id: "v1", system: "Triage.\nBe brief.\n", user: "{{ incident }}\n" });
  const after = aPrompt({ id: "v2", system: "Triage.\nBe exact.\n", user: "{{ incident }}\n" });
  expect(diffPrompts(before, after)).toBe(
    [
      "--- prompts/v1/system.md",
      "+++ prompts/v2/system.md",
      "@@ -1,2 +1,2 @@",
      " Triage.",
      "-Be brief.",
      "+Be exact.",
    ].join("\n"),
  );
});

it("is nothing where only the metadata differs", () => {
  expect(diffPrompts(aPrompt({ id: "v1" }), aPrompt({ id: "v2", changed: "temperature" }))).toBeNull();
});
