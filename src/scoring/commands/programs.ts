import { cloudTools } from "./cloud-tools.ts";
import type { CommandRule } from "./command-risk.ts";
import { databaseTools } from "./database-tools.ts";
import { httpTools } from "./http-tools.ts";
import { kubernetesTools } from "./kubernetes-tools.ts";
import { redisTools } from "./redis-commands.ts";
import { unixTools } from "./unix-tools.ts";
import { verbTools } from "./verb-tools.ts";
import { wrapperTools } from "./wrapper-tools.ts";

const rules: ReadonlyMap<string, CommandRule> = new Map([
  ...unixTools,
  ...verbTools,
  ...kubernetesTools,
  ...cloudTools,
  ...httpTools,
  ...redisTools,
  ...databaseTools,
  ...wrapperTools,
]);

/** The rule for a program, by name or by a path into a `bin` folder; null for one we do not know. */
export function findRule(program: string): CommandRule | null {
  const name = /(?:^|\/)s?bin\/([^/]+)$/.exec(program)?.[1] ?? program;
  if (/^mkfs\./.test(name)) return rules.get("mkfs") ?? null;
  return rules.get(name) ?? null;
}

/** The name under which a rule is told its program. */
export function programName(program: string): string {
  return program.split("/").at(-1) ?? program;
}
