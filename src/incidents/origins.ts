import type { Scenario } from "../contracts/scenario.ts";
import { stableHash } from "../shared/stable-hash.ts";

/**
 * What an incident is made from, so that none ever lists itself: a scenario, under one name with all its twins,
 * and each text it is told in.
 */
export function originsOfScenario({ id, twinOf, context }: Scenario): string[] {
  const texts = [context.en, context.zh].filter((text) => text !== undefined);
  return [`scenario:${twinOf ?? id}`, ...texts.map(originOfText)];
}

/** White space says nothing: a text pasted twice is the same text. */
export function originOfText(text: string): string {
  return `text:${stableHash(text.replace(/\s+/gu, " ").trim())}`;
}
