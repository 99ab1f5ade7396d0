import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Trial } from "../contracts/trial.ts";
import { aRow, aScore, aTrial } from "./__fixtures__/views.ts";
import { summaryCsv, trialsCsv } from "./run-csv.ts";

const scorerIds = ["schema", "language"];

function trialRecords(trials: readonly Trial[]): Record<string, string>[] {
  return parse([...trialsCsv(trials, scorerIds)].join(""), { columns: true });
}

const notRecorded: Trial = {
  outcome: "not-recorded",
  scenarioId: "payment-pool-exhaustion",
  promptId: "v1",
  modelId: "deepseek-chat",
  language: "zh",
  repeat: 0,
  problem: "no reply is recorded",
};

describe("trials.csv", () => {
  it("has one line per trial, with raw figures and a column per scorer", () => {
    const trial = aTrial({
      scores: [aScore("language", 0.5, "mixed"), aScore("schema", 1, "strict")],
      gateFailures: [{ gate: "wrong-language", scorerId: "language", message: "en" }],
    });
    expect(trialRecords([trial])).toEqual([
      {
        scenario_id: "payment-pool-exhaustion",
        prompt_id: "v2",
        model_id: "deepseek-chat",
        language: "en",
        repeat: "0",
        outcome: "scored",
        provenance: "imported",
        passed: "true",
        headline: "92.4",
        severity: "SEV1",
        "score:schema": "1",
        "score:language": "0.5",
        gates: "wrong-language",
        latency_ms: "10567",
        input_tokens: "1739",
        cached_input_tokens: "",
        output_tokens: "1480",
        cost_usd: "0.00209753",
        recording_key: "a".repeat(64),
        problem: "",
      },
    ]);
  });

  it("leaves unknown cells empty, and counts a trial without a reply as not passed", () => {
    const [record] = trialRecords([notRecorded]);
    expect(record).toMatchObject({ passed: "false", headline: "", "score:schema": "", cost_usd: "" });
    expect(record).toMatchObject({ outcome: "not-recorded", problem: "no reply is recorded" });
  });

  it("keeps 0 apart from unknown", () => {
    const [record] = trialRecords([aTrial({ headline: 0, scores: [aScore("schema", 0, "unreadable")] })]);
    expect(record).toMatchObject({ headline: "0", "score:schema": "0", "score:language": "" });
  });

  it("says why a reply was unreadable or never came", () => {
    const { scenarioId, promptId, modelId, language, repeat } = notRecorded;
    const key = { scenarioId, promptId, modelId, language, repeat };
    const failed: Trial = { ...key, outcome: "model-failed", code: "timeout", problem: "120 s", attempts: 7 };
    expect(trialRecords([failed])[0]).toMatchObject({ problem: "timeout: 120 s" });
  });

  it.each(["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\u200b=1", "＝1"])(
    "gives a spreadsheet no formula to run: %j",
    (problem) => {
      const shown = trialRecords([{ ...notRecorded, problem }])[0]?.problem ?? "";
      expect(shown).not.toMatch(/^[=+\-@\s＝]/);
    },
  );

  it("keeps one trial on one line, whatever its text holds", () => {
    const lines = [...trialsCsv([{ ...notRecorded, problem: 'a,"b"\n\u001b[31mc\r\nd' }], scorerIds)];
    expect(lines.map((line) => line.split("\n").length - 1)).toEqual([1, 1]);
    expect(trialRecords([{ ...notRecorded, problem: 'a,"b"\n\u001b[31mc\r\nd' }])[0]?.problem).toBe(
      'a,"b" c d',
    );
  });
});

describe("summary.csv", () => {
  it("has one line per row of the results table", () => {
    const rows = [
      aRow(),
      aRow({ language: "zh", costUsd: null, headline: null, scores: {}, provenance: { live: 2 } }),
    ];
    const records: Record<string, string>[] = parse(summaryCsv(rows, scorerIds), { columns: true });
    expect(records[0]).toEqual({
      prompt_id: "v2",
      model_id: "deepseek-chat",
      language: "en",
      planned: "1",
      graded: "1",
      missing: "0",
      pass_rate: "1",
      headline: "92.4",
      "score:schema": "1",
      "score:language": "1",
      calibration_hypotheses: "",
      calibration_error: "",
      gate_failures: "0",
      latency_p50_ms: "10567",
      latency_p95_ms: "10567",
      input_tokens: "1739",
      output_tokens: "1480",
      cost_usd: "0.00209753",
      live_trials: "0",
      imported_trials: "1",
      authored_trials: "0",
      simulated_trials: "0",
    });
    const calibration = { hypotheses: 20, labels: [], error: 0.125 };
    expect(parse(summaryCsv([aRow({ calibration })], scorerIds), { columns: true })[0]).toMatchObject({
      calibration_hypotheses: "20",
      calibration_error: "0.125",
    });
    expect(records[1]).toMatchObject({ headline: "", cost_usd: "", "score:schema": "", live_trials: "2" });
  });
});
