import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { gradeRecording } from "../runs/grade-cells.ts";
import { loadScenarios } from "../scenarios/load-scenarios.ts";
import { aRecording } from "../testing/a-recording.ts";
import { writeReport } from "./write-report.ts";

const scenarios = await loadScenarios(resolve(import.meta.dirname, "../../scenarios"));

describe.each([...scenarios.values()].map((scenario) => ({ id: scenario.id, scenario })))(
  "$id",
  ({ scenario }) => {
    it.each(["en", "zh"] as const)("gets a good report in %s", (language) => {
      const recording = aRecording(0, { text: JSON.stringify(writeReport(scenario, language)) });
      const key = { scenarioId: scenario.id, promptId: "v1", modelId: "a-model", language, repeat: 0 };
      const { headline, passed, gateFailures } = gradeRecording({ key, scenario }, recording);
      expect({ gateFailures, passed }).toEqual({ gateFailures: [], passed: true });
      expect(headline).toBeGreaterThanOrEqual(85);
    });
  },
);
