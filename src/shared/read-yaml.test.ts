import { describe, expect, it } from "vitest";
import { z } from "zod";
import { InvalidInputError } from "./errors.ts";
import { parseYaml, readYaml, unwrapAll } from "./read-yaml.ts";

const schema = z.strictObject({
  id: z.string().min(1),
  expected: z.strictObject({ severity: z.enum(["SEV1", "SEV2"]), facts: z.array(z.string()).min(1) }),
});

function problemsOf(text: string) {
  const result = parseYaml(text, { path: "scenarios/x.yaml", schema, what: 'scenario "x"' });
  return result.ok ? [] : result.problems;
}

describe("a YAML file that does not fit its schema", () => {
  it("is told with line, expected, received and fix", () => {
    expect(problemsOf("id: x\nexpected:\n  severity: sev-2\n  facts: [a]\n")).toEqual([
      {
        problem: 'scenario "x" has a wrong expected.severity',
        at: "scenarios/x.yaml:3, expected.severity",
        expected: "SEV1, SEV2",
        received: '"sev-2"',
        fix: "write SEV2",
      },
    ]);
  });

  it("is told with all its problems, what is missing and what is too much included", () => {
    expect(
      problemsOf("id: x\nmood: calm\nexpected:\n  severity: SEV1\n  facts: []\n").map(
        ({ problem }) => problem,
      ),
    ).toEqual(['scenario "x" has a wrong expected.facts', 'scenario "x" has an unknown key "mood"']);
    expect(problemsOf("id: x\n")).toMatchObject([
      { problem: 'scenario "x" has no expected', received: "nothing", fix: "add it" },
    ]);
  });
});

it("tells the line of broken YAML", () => {
  expect(problemsOf('id: "x\nexpected: {')).toContainEqual(
    expect.objectContaining({ at: expect.stringMatching(/^scenarios\/x\.yaml:\d+:\d+$/) }),
  );
});

it("tells a file that is not there", async () => {
  expect(await readYaml("/nowhere/x.yaml", schema, "suite")).toMatchObject({
    ok: false,
    problems: [{ at: "/nowhere/x.yaml" }],
  });
});

it("throws the problems of all files together", () => {
  const bad = (problem: string) => ({ ok: false, problems: [{ problem }] }) as const;
  expect(() => unwrapAll([bad("one"), { ok: true, value: 1 }, bad("two")])).toThrow(
    new InvalidInputError([{ problem: "one" }, { problem: "two" }]),
  );
});
