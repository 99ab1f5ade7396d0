import type { Comparison, Flip } from "./comparison.ts";
import type { HeadlineArithmetic, PassRule } from "./explanation.ts";
import type { HistoryEntry } from "./history.ts";
import type { Label } from "./label.ts";
import type { Language } from "./language.ts";
import type { SimilarLookup } from "./past-incident.ts";
import type { Provenance, Recording } from "./recording.ts";
import type { RunManifest } from "./run.ts";
import type { Scenario } from "./scenario.ts";
import type { ContextSpan, GateId, ReportSpan } from "./score.ts";
import type { ParsedReply, Severity } from "./triage-report.ts";
import type { Trial, TrialKey } from "./trial.ts";

/**
 * Where the review pages get what they show: over HTTP from the local server, or out of the file they stand in. Everything is
 * JSON. Whatever is asked for and is not there is a `ReviewError`.
 */
export interface ReviewSource {
  runs(): Promise<RunsReview>;
  run(runId: string): Promise<RunReview>;
  /** The rows from the `from`-th on, for a run that is still being written. */
  progress(runId: string, from: number): Promise<RunProgress>;
  trial(runId: string, key: TrialKey): Promise<TrialReview>;
  /** Two sides named as on the command line of `compare`: `run@prompt`, `baseline:<suite>`. */
  comparison(names: ComparisonNames): Promise<ComparisonReview>;
  scenario(scenarioId: string): Promise<ScenarioReview>;
  /** Every label on trials of a run, in the order they were given. */
  labels(runId: string): Promise<readonly Label[]>;
  addLabels(labels: readonly Label[]): Promise<void>;
}

/** What was asked for cannot be shown, in words for people. */
export class ReviewError extends Error {
  override readonly name = "ReviewError";
}

export interface RunsReview {
  /** Newest first, unfinished ones included. */
  readonly runs: readonly RunListing[];
  /** Of the finished runs, oldest first. */
  readonly history: readonly HistoryEntry[];
  /** Folders that hold no readable run, and why. */
  readonly passedOver: readonly { readonly runId: string; readonly reason: string }[];
}

export interface RunListing
  extends Pick<RunManifest, "id" | "startedAt" | "finishedAt" | "plannedTrials" | "callsMade" | "spentUsd"> {
  readonly suiteId: string;
  readonly promptIds: readonly string[];
}

/** A run as its page shows it: everything but the replies and the findings. */
export interface RunReview {
  readonly manifest: RunManifest;
  /** In the order of the registry. A judge's scores come last, with weight 0. */
  readonly scorers: readonly ReviewScorer[];
  /** By id; a scenario that is no longer in the library has no entry. */
  readonly scenarios: Readonly<Record<string, ReviewScenario>>;
  readonly rows: readonly TrialRow[];
  /** The newest earlier run that may be compared with this one; null where there is none. */
  readonly previousRunId: string | null;
  /** Pairs worth comparing, as `comparison` takes them: the run's prompts two by two, then its baseline and earlier run. */
  readonly comparisons: readonly ComparisonNames[];
}

export interface ReviewScorer {
  readonly id: string;
  /** The rule in one line; empty for a scorer that is no more. */
  readonly rule: string;
  readonly weight: number;
}

export interface ReviewScenario {
  readonly title: string;
  readonly titleZh: string | null;
  readonly service: string;
  readonly category: string;
  readonly severity: Severity;
  /** It was edited after the run. */
  readonly isChanged: boolean;
}

/** One trial in a list: what can be filtered, sorted and summed up. */
export interface TrialRow extends TrialKey {
  readonly outcome: Trial["outcome"];
  readonly provenance: Provenance | null;
  /** 0 to 100; null when not graded, or when nothing could be scored. */
  readonly headline: number | null;
  readonly passed: boolean;
  /** What the report says; null where there is none. */
  readonly severity: Severity | null;
  readonly gates: readonly GateId[];
  /** 0 to 1 by scorer id; null when not scored. Empty where the trial was not graded. */
  readonly scores: Readonly<Record<string, number | null>>;
  readonly latencyMs: number | null;
  readonly costUsd: number | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** The first thing that went wrong; null where nothing did. */
  readonly fault: TrialFault | null;
}

export interface TrialFault {
  /** Null where no scorer speaks of it: the trial was not graded. */
  readonly scorerId: string | null;
  readonly message: string;
  /** Which of that scorer's findings says so; null where none does. */
  readonly finding: number | null;
}

export interface RunProgress {
  readonly rows: readonly TrialRow[];
  /** Null while it is being written, and for good where it was cut short. */
  readonly finishedAt: string | null;
}

/** One trial whole. */
export interface TrialReview {
  readonly runId: string;
  readonly trial: Trial;
  /** The first thing that went wrong; null where nothing did. */
  readonly fault: TrialFault | null;
  /** The reply it was graded from; null where it is no longer in the recordings, or never was. */
  readonly recording: Recording | null;
  /** Null without a recording. */
  readonly parsed: ParsedReply | null;
  /** Null where it is no longer in the library. */
  readonly scenario: TrialScenario | null;
  readonly scorers: readonly ReviewScorer[];
  /** Null where the trial was graded with other weights than today's, or not at all. */
  readonly arithmetic: HeadlineArithmetic | null;
  /** Null where today's rules give another verdict than the stored one, or cannot be asked. */
  readonly passRules: readonly PassRule[] | null;
  /** Every figure, name and quotation of the report that was traced, in the order of the report. */
  readonly figures: readonly TracedFigure[];
  /** Null: nobody looked. */
  readonly similar: SimilarLookup | null;
}

export interface TrialScenario extends ReviewScenario {
  readonly id: string;
  readonly occurredAt: string;
  /** The incident text in the trial's language, as the scorers read it; findings point into it unless it was edited. */
  readonly context: string;
  readonly acceptable: readonly Severity[];
  /** The true cause in one sentence, in the trial's language. */
  readonly rootCause: string;
}

export interface TracedFigure {
  readonly what: "quote" | "figure" | "name";
  readonly inReport: ReportSpan;
  readonly isGrounded: boolean;
  /** Where the incident text has it, or what there comes nearest; null where nothing does. */
  readonly inContext: ContextSpan | null;
}

export interface ComparisonNames {
  readonly baseline: string;
  readonly candidate: string;
}

export interface ComparisonReview {
  readonly names: ComparisonNames;
  readonly comparison: Comparison;
  /** The run each side's trials stand in; null for an approved baseline, which keeps figures only. */
  readonly runIds: { readonly baseline: string | null; readonly candidate: string | null };
  /** A unified diff of the two prompts; null where they are the same text, or one is gone. */
  readonly promptDiff: string | null;
  /** What a reader must know: a model entry that changed, a prompt that is gone. */
  readonly notes: readonly string[];
  /** One per flip of the comparison, in its order. */
  readonly flips: readonly FlipCase[];
  /** Every cell (scenario × language × model) that both sides have, with a trial of each side. */
  readonly cells: readonly CellCase[];
}

/** A flip with one trial of each side to look at: of the failing side the first that fails, of the other the first that passes. */
export interface FlipCase extends SideTrials {
  readonly flip: Flip;
}

export interface CellCase extends SideTrials {
  readonly scenarioId: string;
  readonly modelId: string;
  readonly language: Language;
}

interface SideTrials {
  readonly baseline: TrialKey;
  readonly candidate: TrialKey;
}

export interface ScenarioReview {
  readonly scenario: Scenario;
  /** Oldest run first. */
  readonly history: readonly ScenarioHistoryEntry[];
}

/** How one prompt × model × language did on a scenario in one run. */
export interface ScenarioHistoryEntry extends Pick<TrialKey, "promptId" | "modelId" | "language"> {
  readonly runId: string;
  readonly startedAt: string;
  readonly trials: number;
  readonly passed: number;
  /** Mean over the graded trials, 0 to 100; null where none was. */
  readonly headline: number | null;
  /** The scenario read otherwise then. */
  readonly isChanged: boolean;
}
