// By its name: a bundler that follows the package's conditions would take the build for Node, which needs a global Buffer.
import { stringify } from "csv-stringify/browser/esm/sync";
import type { Label } from "../contracts/label.ts";
import { LABEL_COLUMNS, rowOfLabel } from "../contracts/label-row.ts";

/** Labels as a file of `results/labels/`, a row each; with the header a whole file, without it rows to add to one. */
export function labelsCsv(labels: readonly Label[], { header }: { readonly header: boolean }): string {
  const rows = labels.map(rowOfLabel);
  return stringify(header ? [LABEL_COLUMNS, ...rows] : rows, { quoted: true, quoted_empty: true });
}
