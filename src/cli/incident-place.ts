import { hasEmbedded } from "../incidents/open-embedded.ts";
import type { MemoryPlace } from "../incidents/open-incident-memory.ts";
import { type CliContext, projectPaths } from "./context.ts";

/** Where past incidents are kept: the server of DATABASE_URL, or a folder under results. */
export function incidentPlace(context: CliContext, results?: string): MemoryPlace {
  const url = context.env.DATABASE_URL?.trim() ?? "";
  return { url: url === "" ? null : url, folder: projectPaths(context, results).incidents };
}

/** Whether there is nothing to look into: making an embedded database takes seconds, and only storing needs one. */
export async function isUnused({ url, folder }: MemoryPlace): Promise<boolean> {
  return url === null && !(await hasEmbedded(folder));
}
