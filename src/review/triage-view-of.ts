import type { Language } from "../contracts/language.ts";
import type { TrialReview } from "../contracts/review.ts";
import { isGraded } from "../contracts/trial.ts";
import type { TriageView } from "../reports/triage-view.ts";

/** A trial's triage report as the triage renderers take it; null where the trial has no readable report. */
export function triageViewOf({
  trial,
  recording,
  parsed,
  scenario,
  similar,
}: TrialReview): TriageView | null {
  if (!isGraded(trial) || recording === null || parsed === null || !parsed.ok) return null;
  const { promptId, modelId, language, provenance, measured } = trial;
  return {
    title: scenario === null ? trial.scenarioId : titleIn(language, scenario),
    chips: { promptId, language, provenance },
    service: scenario?.service ?? null,
    createdAt: recording.recordedAt,
    context: scenario?.context ?? "",
    report: parsed.report,
    meta: {
      ...{ modelId, promptId, language, provenance },
      latencyMs: measured.latencyMs,
      usage: recording.reply.usage,
      costUsd: measured.costUsd,
      note: recording.note,
    },
    similar,
    score: null,
  };
}

/** A scenario's title in a language, or the English one where it has none. */
export function titleIn(
  language: Language,
  { title, titleZh }: { readonly title: string; readonly titleZh: string | null },
): string {
  return language === "zh" ? (titleZh ?? title) : title;
}
