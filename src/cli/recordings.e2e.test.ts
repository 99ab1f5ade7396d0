import { beforeAll, describe, expect, it } from "vitest";
import { type CliProject, createCliProject } from "../testing/cli-project.ts";

const SEED = "results/recordings/sources/payment-pool-exhaustion.v2.en.json";
const FILE = "results/recordings/deepseek-chat.jsonl";

describe("recordings import", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createCliProject();
  });

  it("finds that the replies which come with the project are recorded, and adds nothing twice", async () => {
    const before = await project.read(FILE);
    const { exitCode, stdout } = await project.run(["recordings", "import", SEED]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: "already there: payment-pool-exhaustion v2 en (imported)\n",
    });
    expect(await project.read(FILE)).toBe(before);
  });

  it("files a changed reply under the same key, where the later one counts", async () => {
    await project.write("reply.json", (await project.read(SEED)).replaceAll("SEV1", "SEV2"));
    const { exitCode, stdout } = await project.run(["recordings", "import", "reply.json"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^added:/) });
    const triage = await project.run(["triage", "payment-pool-exhaustion", "--format", "json"]);
    expect(JSON.parse(triage.stdout).report.severity).toBe("SEV2");
  });

  it.each([
    {
      why: "a reply that claims to be live",
      edit: (text: string) => text.replace('"imported"', '"live"'),
      says: /wrong provenance[\s\S]*imported, authored, simulated/,
    },
    {
      why: "a cell of another library",
      edit: (text: string) => text.replace('"promptId": "v2"', '"promptId": "v9"'),
      says: /no prompt "v9"/,
    },
    { why: "text that is no JSON", edit: () => '{"cell": ', says: /reply\.json:\d+/ },
  ])("refuses $why, exit 2", async ({ edit, says }) => {
    await project.write("reply.json", edit(await project.read(SEED)));
    const { exitCode, stderr } = await project.run(["recordings", "import", "reply.json"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(says) });
    expect(stderr).not.toMatch(/^\s+at .*[:(]\d+/m);
  });
});
