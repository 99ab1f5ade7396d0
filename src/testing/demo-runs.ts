/** The demo evaluated twice, prompt v2 being worse the second time. */
import { readdir } from "node:fs/promises";
import { type CliProject, createCliProject } from "./cli-project.ts";

export interface DemoRuns {
  readonly project: CliProject;
  readonly first: string;
  /** Against the first, v2 lost on sim-careful, which misses most causes now. */
  readonly second: string;
}

export async function createDemoRuns(): Promise<DemoRuns> {
  const project = await createCliProject();
  const evaluate = async () => {
    const { exitCode, stderr } = await project.run(["eval", "--suite", "demo"]);
    if (exitCode !== 0) throw new Error(stderr);
  };
  await evaluate();
  await project.edit("prompts/v2/system.md", (text) => `${text}\nBe bold: name one cause.\n`);
  await project.edit("evals/models.yaml", (text) =>
    text.replace("v2: { wrong-cause: 0.04", "v2: { wrong-cause: 0.9"),
  );
  await evaluate();
  const [first = "", second = ""] = (await readdir(project.path("results/runs"))).sort();
  return { project, first, second };
}
