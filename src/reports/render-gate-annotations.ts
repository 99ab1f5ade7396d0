import { type GateView, promptFile, rulesWorstFirst } from "./gate-view.ts";
import { printableLine } from "./printable.ts";

/** GitHub shows ten errors and ten warnings of a step and drops the rest. */
const MOST_PER_LEVEL = 10;

/**
 * GitHub's workflow commands, one a line: an error for each broken rule and a warning for each undecided one, on the
 * candidate's prompt file, and a notice where it may ship.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGateAnnotations(view: GateView): string {
  const { decision, suiteId, candidate } = view;
  const rules = rulesWorstFirst(decision);
  const levelOf = { broken: "error", undecided: "warning" } as const;
  const lines = (["broken", "undecided"] as const).flatMap((outcome) =>
    rules
      .filter((rule) => rule.outcome === outcome)
      .slice(0, MOST_PER_LEVEL)
      .map(({ rule, reason }) =>
        workflowCommand(levelOf[outcome], {
          file: promptFile(candidate),
          title: `gate ${suiteId}: ${rule} ${outcome}`,
          message: reason,
        }),
      ),
  );
  const notice = workflowCommand("notice", {
    file: promptFile(candidate),
    title: `gate ${suiteId}: go`,
    message: `prompt ${candidate.promptId} may ship`,
  });
  return [...lines, ...(decision.decision === "go" ? [notice] : [])].map((line) => `${line}\n`).join("");
}

function workflowCommand(
  level: "error" | "warning" | "notice",
  { file, title, message }: { file: string; title: string; message: string },
): string {
  return `::${level} file=${escapeProperty(file)},title=${escapeProperty(title)}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return printableLine(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
