import type { LibraryRule, ScenarioRule } from "./lint-rule.ts";
import { balance } from "./rules/balance.ts";
import { constantGuess } from "./rules/constant-guess.ts";
import { languages } from "./rules/languages.ts";
import { noCrossFire } from "./rules/no-cross-fire.ts";
import { noLeak } from "./rules/no-leak.ts";
import { ownStatement } from "./rules/own-statement.ts";
import { severityRule } from "./rules/severity-rule.ts";
import { shape } from "./rules/shape.ts";
import { supportedNumbers } from "./rules/supported-numbers.ts";
import { tags } from "./rules/tags.ts";
import { timelineInContext } from "./rules/timeline-in-context.ts";
import { twins } from "./rules/twins.ts";

/** Every rule about one scenario, in the order people read them. */
export const scenarioRules: readonly ScenarioRule[] = [
  shape,
  tags,
  severityRule,
  ownStatement,
  supportedNumbers,
  timelineInContext,
  languages,
  noLeak,
  noCrossFire,
  twins,
];

/** Rules about the library as a whole: asked for once it is meant to be complete. */
export const libraryRules: readonly LibraryRule[] = [balance, constantGuess];
