import { commandMutations } from "./commands.ts";
import { diagnosisMutations } from "./diagnosis.ts";
import { factMutations } from "./facts.ts";
import { formMutations } from "./form.ts";
import type { Mutation } from "./mutation.ts";
import { neutralMutations } from "./neutral.ts";
import { planMutations } from "./plan.ts";
import { postmortemMutations } from "./postmortem.ts";

/** Every mutation, defects first. */
export const mutations: readonly Mutation[] = [
  ...diagnosisMutations,
  ...factMutations,
  ...commandMutations,
  ...planMutations,
  ...postmortemMutations,
  ...formMutations,
  ...neutralMutations,
];
