import { stableHash } from "../shared/stable-hash.ts";

const HASH_LENGTH = 8;

/** Windows opens a device, not a file, under these names. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The file of a reviewer's labels: `<name>.csv` where the name can stand as it is on every system, else what of it can and a
 * short hash of the whole, so that no two reviewers share one.
 */
export function labelFileName(reviewer: string): string {
  const slug = reviewer
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  if (slug === reviewer && !DEVICE_NAME.test(slug)) return `${slug}.csv`;
  const hash = stableHash(reviewer).slice(0, HASH_LENGTH);
  return `${slug === "" ? "reviewer" : slug}-${hash}.csv`;
}
