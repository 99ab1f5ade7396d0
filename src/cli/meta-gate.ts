import { proveGate } from "../meta/gate/prove-gate.ts";
import { renderGateProof } from "../meta/gate/render-gate-proof.ts";
import { terminalSafeJson } from "../reports/render-triage-json.ts";
import type { CliContext } from "./context.ts";

export interface GateProofFlags {
  readonly runs: number;
  readonly seed: number;
  readonly json?: true;
}

export function printGateProof({ runs, seed, json }: GateProofFlags, context: CliContext): void {
  const claims = proveGate({ runs, seed });
  context.stdout(
    json === true
      ? `${terminalSafeJson({ schemaVersion: 1, runs, seed, claims })}\n`
      : renderGateProof(claims, { runs, seed, terminal: context.display }),
  );
}
