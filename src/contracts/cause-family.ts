import { z } from "zod";

/**
 * Kinds of root cause that exclude one another unless a scenario says they belong to one causal chain.
 * The words that betray each family, in both languages, are in `scoring/cause-families.ts`.
 */
export const causeFamilySchema = z.enum([
  "slow-query",
  "connection-exhaustion",
  "connection-leak",
  "lock-contention",
  "database-failover",
  "replication",
  "cache",
  "dns",
  "certificate",
  "config-change",
  "deploy",
  "scheduled-job",
  "capacity",
  "traffic-spike",
  "retry-storm",
  "memory",
  "disk",
  "cpu",
  "queue",
  "clock",
  "dependency",
  "network",
  "orchestration",
  "security",
  "data-loss",
  "hardware",
]);
export type CauseFamily = z.infer<typeof causeFamilySchema>;
