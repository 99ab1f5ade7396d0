import { stringify } from "csv-stringify/sync";
import type { Scenario } from "../../contracts/scenario.ts";
import { SCENARIO_COLUMNS } from "./scenario-columns.ts";

/**
 * Scenarios as a table that `parseScenarioCsv` reads back to the same. Twins are left out, and so is an
 * injection: a table has no place for planted lines. Cells that a spreadsheet would run as formulas start with '.
 */
export function renderScenarioCsv(scenarios: Iterable<Scenario>): string {
  const rows = [...scenarios]
    .filter(({ twinOf }) => twinOf === undefined)
    .map((scenario) => SCENARIO_COLUMNS.map((column) => column.write(scenario)));
  return stringify([SCENARIO_COLUMNS.map(({ name }) => name), ...rows], { escape_formulas: true });
}
