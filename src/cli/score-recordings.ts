import type { Recording } from "../contracts/recording.ts";
import type { Scenario } from "../contracts/scenario.ts";
import { collectNotableTrials } from "../reports/notable-trials.ts";
import type { ScoreView } from "../reports/score-view.ts";
import { describeGrading } from "../runs/describe-run.ts";
import { gradeRecordings } from "../runs/grade-recordings.ts";
import { createTrialSummary } from "../runs/summarise-trials.ts";
import { countNotGraded } from "./count-not-graded.ts";

/** Grades replies outside any run, each against the scenario it was bought for. */
export async function scoreRecordings(
  recordings: AsyncIterable<Recording>,
  scenarios: ReadonlyMap<string, Scenario>,
): Promise<ScoreView> {
  const { scorerVersions, weightsVersion } = describeGrading([...scenarios.values()], { isJudged: false });
  const summary = createTrialSummary(Object.keys(scorerVersions));
  const notable = collectNotableTrials();
  const notGraded = countNotGraded();
  let replies = 0;
  let outdatedReplies = 0;
  for await (const graded of gradeRecordings(recordings, scenarios)) {
    replies += 1;
    if (graded.outcome === "graded") {
      summary.add(graded.trial);
      notable.add(graded.trial);
      outdatedReplies += graded.isTextOutdated ? 1 : 0;
    } else notGraded.add(graded.outcome, graded.outcome === "no-scenario" ? graded.key : null);
  }
  return {
    source: { kind: "recordings", replies },
    scorerVersions,
    weightsVersion,
    stored: null,
    planned: replies,
    rows: summary.rows(),
    notable: notable.result(),
    notGraded: notGraded.groups(),
    changedScenarios: [],
    outdatedReplies,
    migration: null,
  };
}
