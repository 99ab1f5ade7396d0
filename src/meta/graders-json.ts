import type { GraderProof } from "./prove-graders.ts";

/** The graders' tables as JSON. Ends with a line break. */
export function gradersJson({ mutationResults, ...proof }: GraderProof): string {
  const mutations = mutationResults.map(({ mutation: { id, drops, gates = [] }, ...result }) => ({
    id,
    drops,
    gates,
    ...result,
  }));
  return `${JSON.stringify({ ...proof, mutations }, null, 2)}\n`;
}
