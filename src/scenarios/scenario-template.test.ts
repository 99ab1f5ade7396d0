import { expect, it } from "vitest";
import { scenarioSchema } from "../contracts/scenario.ts";
import { parseYaml } from "../shared/read-yaml.ts";
import { scenarioTemplate } from "./scenario-template.ts";

it("is a whole scenario under the id it is given", () => {
  const read = parseYaml(scenarioTemplate("grey-boxes"), {
    path: "grey-boxes.yaml",
    schema: scenarioSchema,
    what: "the template",
  });
  expect(read).toMatchObject({ ok: true, value: { id: "grey-boxes", expected: { severity: "SEV2" } } });
});
