import type { Calibration } from "../contracts/run.ts";
import { formatPercent } from "./format-figures.ts";
import { rowLabel } from "./results-tables.ts";
import type { ResultsRow } from "./results-view.ts";
import { wrapProse } from "./wrap-prose.ts";

const INDENT = "  ";

/** Per row with enough hypotheses, how often each confidence was right; nothing where no row has enough. */
export function calibrationLines(rows: readonly ResultsRow[], { width }: { width: number }): string[] {
  return rows.flatMap((row) => {
    if (row.calibration === null) return [];
    return wrapProse(`${rowLabel(row)}: ${inWords(row.calibration)}`, { width, indent: INDENT });
  });
}

/** "error 12% over 44 hypotheses; high: 12 of 14 right (promises 85%, 95% interval 60% to 96%); …". */
function inWords({ labels, error, hypotheses }: Calibration): string {
  const perLabel = labels.map(({ confidence, statedChance, given, right, rightLow, rightHigh }) => {
    if (given === 0) return `${confidence}: never said`;
    const interval = `95% interval ${formatPercent(rightLow)} to ${formatPercent(rightHigh)}`;
    return `${confidence}: ${right} of ${given} right (promises ${formatPercent(statedChance)}, ${interval})`;
  });
  return [`error ${formatPercent(error)} over ${hypotheses} hypotheses`, ...perLabel].join("; ");
}
