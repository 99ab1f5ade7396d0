import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const FILE = join(import.meta.dirname, "../.github/workflows/firedrill.yml");

const stepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const jobSchema = z.looseObject({
  if: z.string().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(stepSchema),
});
const workflow = z
  .looseObject({
    on: z.record(z.string(), z.unknown()),
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(z.string(), jobSchema),
  })
  .parse(parse(readFileSync(FILE, "utf8")));

const SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository";
const jobs = Object.entries(workflow.jobs).map(([id, job]) => ({ id, ...job }));
const steps = jobs.flatMap((job) => job.steps.map((step) => ({ job, step })));

describe("the workflow that gates pull requests", () => {
  it("runs for pull requests alone, with no more than a fork may have", () => {
    expect(Object.keys(workflow.on)).toEqual(["pull_request"]);
  });

  it("may read the code and do nothing else", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(jobs.filter(({ permissions }) => permissions !== undefined)).toEqual([]);
  });

  it("names a secret only where a fork cannot come, and only in the step that calls", () => {
    const withSecrets = steps.filter(({ step }) => JSON.stringify(step).includes("secrets."));
    expect(withSecrets.map(({ job, step }) => ({ job: job.id, if: job.if, env: step.env }))).toEqual([
      {
        job: "record",
        if: SAME_REPOSITORY,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: it is GitHub's expression.
        env: { DEEPSEEK_API_KEY: "${{ secrets.DEEPSEEK_API_KEY }}" },
      },
    ]);
    const { jobs: _jobs, ...outside } = workflow;
    expect(JSON.stringify(outside)).not.toContain("secrets");
    expect(JSON.stringify(jobs.map(({ steps: _steps, ...job }) => job))).not.toContain("secrets");
  });

  it("replays without a key in the job that forks run too", () => {
    const runs = workflow.jobs.replay?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(runs.at(-1)).toMatch(/gate -- .*--mode replay/);
    expect(workflow.jobs.replay?.if).toBeUndefined();
  });

  it("caps what it spends", () => {
    const spending = steps.filter(({ step }) => /--mode (auto|record)/.test(step.run ?? ""));
    expect(spending.map(({ job, step }) => [job.id, /--max-cost \d/.test(step.run ?? "")])).toEqual([
      ["record", true],
    ]);
  });

  it("pins every action, and leaves no token behind after checkout", () => {
    const used = steps.flatMap(({ step }) => (step.uses === undefined ? [] : [step]));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter(({ uses = "" }) => !/^[\w-]+\/[\w-]+@(v\d+|[0-9a-f]{40})$/.test(uses))).toEqual([]);
    const checkouts = used.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with)).toEqual(
      checkouts.map(() => ({ "persist-credentials": false })),
    );
  });

  it("pastes nothing of a pull request into a script", () => {
    expect(steps.filter(({ step }) => step.run?.includes("${{"))).toEqual([]);
  });
});
