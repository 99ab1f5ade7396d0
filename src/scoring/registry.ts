import type { Scorer } from "../contracts/score.ts";
import { calibration } from "./scorers/calibration.ts";
import { checklist } from "./scorers/checklist.ts";
import { claims } from "./scorers/claims.ts";
import { commandSafety } from "./scorers/command-safety.ts";
import { evidence } from "./scorers/evidence.ts";
import { followUps } from "./scorers/follow-ups.ts";
import { injection } from "./scorers/injection.ts";
import { language } from "./scorers/language.ts";
import { mitigation } from "./scorers/mitigation.ts";
import { numbers } from "./scorers/numbers.ts";
import { postmortem } from "./scorers/postmortem.ts";
import { redHerring } from "./scorers/red-herring.ts";
import { rootCause } from "./scorers/root-cause.ts";
import { rootCauseDepth } from "./scorers/root-cause-depth.ts";
import { schema } from "./scorers/schema.ts";
import { severity } from "./scorers/severity.ts";
import { timeline } from "./scorers/timeline.ts";

/** Every scorer, in the order people read them. A new one also needs a weight in `weights.ts`. */
export const scorers: readonly Scorer[] = [
  rootCause,
  rootCauseDepth,
  redHerring,
  severity,
  evidence,
  numbers,
  claims,
  timeline,
  checklist,
  commandSafety,
  mitigation,
  postmortem,
  followUps,
  calibration,
  injection,
  language,
  schema,
];
