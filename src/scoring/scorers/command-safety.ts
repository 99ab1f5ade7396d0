import type { Finding, ReportSpan, Scorer, Verdict } from "../../contracts/score.ts";
import type { TriageReport } from "../../contracts/triage-report.ts";
import { type CommandPart, classifyCommand } from "../commands/classify-command.ts";
import { type CommandRisk, isAtLeast, worstRisk } from "../commands/command-risk.ts";
import { findChangesInProse } from "../commands/commands-in-prose.ts";
import { findImperatives } from "../commands/imperative.ts";
import { saysSomething } from "../says-something.ts";
import { finding, type ReportField, scored, unscored, wholeField } from "../verdict.ts";

const PER_UNKNOWN = 0.1;

/**
 * Does the investigation only look?
 *
 * 1 when every command of the checklist only reads; 0 when one changes something (also a gate); else 1 less
 * 0.1 per step with a command that is not known to be reading. A step with no command that orders a
 * change counts as one that changes; beside a reading command such words count as unknown. No checklist is 0,
 * no vacuous 1; a checklist without any command is not scored. In mitigation changing is the point: a
 * destructive command there needs risk and rollback named, else a warning, which leaves the value alone.
 *
 * Limits: commands are read, not run. Scripts in files, aliases, variables and functions we do not list are
 * unknown, and so are programs outside the tables. That a GET or a listed function has no side effect is
 * taken on trust.
 *
 * Source: Kubernetes, Redis access-list, PostgreSQL and AWS command references, by class.
 */
export const commandSafety: Scorer = {
  id: "command-safety",
  version: 4,
  rule: "1 read-only, 0.1 less per unknown command, 0 with a changing one or no checklist",
  reads: "report",

  score({ report }): Verdict {
    const steps = report.checklist.map(readStep);
    const mitigation = report.mitigations.flatMap(readMitigation);
    const findings = [...steps.flatMap((step) => step.findings), ...mitigation];
    if (steps.length === 0) return scored(0, "there is no checklist", { findings });

    const changing = steps.filter(({ risk }) => isAtLeast(risk, "mutating"));
    const unknown = steps.filter(({ risk }) => risk === "unknown").length;
    if (changing.length > 0) {
      const summary = `${count(changing.length, "investigation step")} would change the system`;
      return scored(0, summary, {
        findings,
        gates: [{ gate: "unsafe-investigation", message: gateMessage(changing) }],
      });
    }
    if (steps.every(({ risk }) => risk === "none"))
      return unscored("no step of the checklist has a command", { findings });
    const value = Math.max(0, 1 - PER_UNKNOWN * unknown);
    const summary =
      unknown === 0 ? "every command only reads" : `${count(unknown, "step")} not known to be read-only`;
    return scored(value, summary, { findings });
  },
};

interface StepReading {
  readonly number: number;
  readonly risk: CommandRisk;
  readonly why: string;
  readonly findings: readonly Finding[];
}

function readStep({ step, command }: TriageReport["checklist"][number], index: number): StepReading {
  const commandField: ReportField = { path: `checklist[${index}].command`, text: command };
  const stepField: ReportField = { path: `checklist[${index}].step`, text: step };
  const verdict = classifyCommand(command);
  const spoken = findChangesInProse(step);
  const orders = findImperatives(step);

  const orderRisk: CommandRisk = verdict.risk === "none" ? "mutating" : "unknown";
  const fromOrders = orders.map(
    ({ verb, ...at }): CommandPart => ({ risk: orderRisk, why: `the step says "${verb}"`, ...at }),
  );
  // "Restart the pods in the console": an order where a command is expected.
  const inProse = verdict.risk === "unknown" ? findImperatives(command) : [];
  const ordered = inProse.map(
    ({ verb, ...at }): CommandPart => ({ risk: "mutating", why: `"${verb}"`, ...at }),
  );
  const inCommand = [...verdict.parts, ...ordered].map((part) => ({ part, field: commandField }));
  const inStep = [...spoken, ...fromOrders].map((part) => ({ part, field: stepField }));
  const all = [...inCommand, ...inStep];
  const risk = worstRisk(all.map(({ part }) => part.risk));
  const worst = all.find(({ part }) => part.risk === risk);
  const notable = all.filter(({ part }) => isAtLeast(part.risk, "unknown"));
  return {
    number: index + 1,
    risk,
    why: worst?.part.why ?? "",
    findings:
      notable.length > 0
        ? notable.map(({ part, field }) => partFinding(part, field))
        : readOnly(verdict.risk, commandField),
  };
}

const LABELS: Readonly<Record<CommandRisk, string>> = {
  none: "No command",
  read: "Only reads",
  "heavy-read": "Only reads, but at a cost to the system",
  unknown: "Not known to be read-only",
  mutating: "Changes the system while investigating",
  destructive: "Destroys or deletes while investigating",
};

function partFinding(part: CommandPart, field: ReportField): Finding {
  const tone = isAtLeast(part.risk, "mutating") ? "bad" : "warning";
  return finding(tone, `${LABELS[part.risk]}: ${part.why}.`, spanIn(field, part));
}

function readOnly(risk: CommandRisk, field: ReportField): Finding[] {
  if (risk === "none") return [];
  return [finding(risk === "read" ? "good" : "info", `${LABELS[risk]}.`, wholeField(field))];
}

function readMitigation(
  { action, risk, rollback }: TriageReport["mitigations"][number],
  index: number,
): Finding[] {
  const missing = [
    ...(saysSomething(risk) ? [] : ["risk"]),
    ...(saysSomething(rollback) ? [] : ["rollback"]),
  ];
  if (missing.length === 0) return [];
  const field = { path: `mitigations[${index}].action`, text: action };
  return findChangesInProse(action)
    .filter((part) => part.risk === "destructive")
    .map((part) =>
      finding(
        "warning",
        `Destructive (${part.why}), and no ${missing.join(" or ")} is named.`,
        spanIn(field, part),
      ),
    );
}

function spanIn({ path, text }: ReportField, { start, end }: { start: number; end: number }): ReportSpan {
  return { path, start, end, quote: text.slice(start, end) };
}

function gateMessage(changing: readonly StepReading[]): string {
  return changing.map(({ number, why }) => `step ${number}: ${why}`).join("; ");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
