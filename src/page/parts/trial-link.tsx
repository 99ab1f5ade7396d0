import type { TrialKey } from "../../contracts/trial.ts";
import { visible } from "../../reports/printable.ts";
import { href } from "../use-route.ts";

/** A link to a trial, opened at its fault; only its text where the trial is stored nowhere, as in an approved baseline. */
export function TrialLink({ runId, trial, text }: { runId: string | null; trial: TrialKey; text: string }) {
  if (runId === null) return <span title="a baseline keeps figures, no replies">{visible(text)}</span>;
  return <a href={href({ page: "trial", runId, key: trial, focus: null })}>{visible(text)}</a>;
}
