import type { BaselineCertificate, GradingIdentity } from "../contracts/baseline.ts";
import type { InputProblem } from "../shared/errors.ts";

/**
 * What changed since a baseline was approved that makes its figures mean something else; empty where nothing did.
 *
 * Scenarios, scorers, weights and the judge decide grades. A prompt or model whose entry was edited in place
 * is no longer what its name stands for. A prompt or model that is gone changes no figure, so it is no reason.
 */
export function staleProblems(
  certificate: BaselineCertificate,
  today: GradingIdentity,
  at: string,
): InputProblem[] {
  const changes = staleReasons(certificate, today);
  if (changes.length === 0) return [];
  const { name, run } = certificate;
  return [
    {
      problem: `baseline "${name}" is stale: ${changes.join("; ")}`,
      at,
      expected: "figures graded with today's scenarios, scorers, weights and judge",
      received: `those of run ${run.id}`,
      fix: `${evalCommand(certificate)} && npm run baseline -- approve latest --suite ${name}`,
    },
  ];
}

/** The command that makes the run anew. Recorded replies are not called again. */
function evalCommand({ run, judge, promptHashes }: BaselineCertificate): string {
  const judged = judge === undefined ? "" : ` --judge ${judge.modelId}`;
  return `npm run eval -- --suite ${run.suiteId} --prompts ${Object.keys(promptHashes).join(",")}${judged}`;
}

/** Each change in a few words, such as "scorer root-cause 3 → 4". */
export function staleReasons(then: GradingIdentity, today: GradingIdentity): string[] {
  return [
    ...hashReasons("scenario", then.scenarioHashes, today.scenarioHashes, "was edited"),
    ...Object.keys(then.scenarioHashes)
      .filter((id) => !Object.hasOwn(today.scenarioHashes, id))
      .map((id) => `scenario ${id} is gone`),
    ...hashReasons("prompt", then.promptHashes, today.promptHashes, "was edited in place"),
    ...hashReasons("model", then.modelHashes, today.modelHashes, "has another entry in evals/models.yaml"),
    ...scorerReasons(then.scorerVersions, today.scorerVersions),
    ...(then.weightsVersion === today.weightsVersion
      ? []
      : [`weights ${then.weightsVersion} → ${today.weightsVersion}`]),
    ...judgeReasons(then.judge, today.judge),
  ];
}

type Hashes = Readonly<Record<string, string>>;

function hashReasons(kind: string, then: Hashes, today: Hashes, changed: string): string[] {
  return Object.entries(then)
    .filter(([id, hash]) => today[id] !== undefined && today[id] !== hash)
    .map(([id]) => `${kind} ${id} ${changed}`);
}

type Versions = Readonly<Record<string, number>>;

function scorerReasons(then: Versions, today: Versions): string[] {
  const ids = [...new Set([...Object.keys(then), ...Object.keys(today)])];
  return ids
    .filter((id) => then[id] !== today[id])
    .map((id) => `scorer ${id} ${then[id] ?? "(none)"} → ${today[id] ?? "(none)"}`);
}

type Judge = GradingIdentity["judge"];

function judgeReasons(then: Judge, today: Judge): string[] {
  if (then === undefined && today === undefined) return [];
  if (then === undefined || today === undefined || then.modelId !== today.modelId) {
    return [`judge ${then?.modelId ?? "(none)"} → ${today?.modelId ?? "(none)"}`];
  }
  return [
    ...(then.modelHash === today.modelHash ? [] : [`judge ${then.modelId} has another entry`]),
    ...(then.promptId === today.promptId && then.promptHash === today.promptHash
      ? []
      : [
          `judge's prompt ${then.promptId} → ${today.promptId}${then.promptId === today.promptId ? ", edited" : ""}`,
        ]),
  ];
}
