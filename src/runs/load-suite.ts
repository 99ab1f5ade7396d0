import { basename } from "node:path";
import { type Suite, suiteSchema } from "../contracts/suite.ts";
import { readYaml, unwrapAll } from "../shared/read-yaml.ts";

/** A suite from its file; the file's name is its id. */
export async function loadSuite(path: string): Promise<Suite> {
  const id = basename(path, ".yaml");
  const [suite] = unwrapAll([await readYaml(path, suiteSchema, `suite "${id}"`)]);
  if (suite === undefined) throw new Error("unwrapAll gives as many values as it gets results");
  return { id, ...suite };
}
