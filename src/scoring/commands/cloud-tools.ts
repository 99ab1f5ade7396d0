import { type CommandRisk, type CommandRule, reading } from "./command-risk.ts";
import { isOnlyHelp, type LeadingOptions, leadingWords } from "./options.ts";

const AWS: LeadingOptions = {
  values: ["--region", "--profile", "--output", "--query", "--endpoint-url", "--color", "--ca-bundle"],
  flags: ["--no-cli-pager", "--debug", "--no-paginate", "--no-verify-ssl", "--no-sign-request"],
};

const GCLOUD: LeadingOptions = {
  values: ["--project", "--zone", "--region", "--account", "--configuration", "--format", "--filter"],
  flags: ["--quiet", "-q", "--verbosity"],
};

const AZ: LeadingOptions = {
  values: ["--subscription", "--resource-group", "-g", "--name", "-n", "--output", "-o", "--query"],
  flags: ["--verbose", "--debug", "--only-show-errors"],
};

/** Operations by their first syllable: clouds name them alike. Tried from the worst down. */
const OPERATIONS: readonly (readonly [CommandRisk, RegExp])[] = [
  ["destructive", /^(?:delete|terminate|purge|destroy|rm|rb|remove-iam|deallocate|empty)(?:-|$)/],
  [
    "mutating",
    new RegExp(
      `^(?:${[
        "create put update modify start stop restart reboot run attach detach enable disable tag untag set restore",
        "register deregister invoke associate disassociate add remove authorize revoke promote failover send publish",
        "cancel import copy reset rotate scale execute change apply deploy resize rollback rolling-action suspend",
        "resume approve reject move patch replace migrate cp mv mb sync upload drain abandon ssh write call clone",
      ]
        .join(" ")
        .replaceAll(" ", "|")})(?:-|$)`,
    ),
  ],
  ["heavy-read", /^(?:scan|start-query)$/],
  [
    "read",
    /^(?:describe|list|get|filter|lookup|search|head|batch-get|show|read|tail|ls|query|check|estimate|validate|wait)(?:-|$)/,
  ],
];

/** Names that sound otherwise than they are. */
const EXCEPTIONS: Readonly<Record<string, CommandRisk>> = {
  "logs start-query": "heavy-read",
  "logs start-live-tail": "read",
  "sqs receive-message": "unknown",
  "s3 presign": "read",
  "s3api get-object": "mutating",
  "pubsub pull": "unknown",
};

function operationRisk(operation: string): CommandRisk | null {
  return OPERATIONS.find(([, pattern]) => pattern.test(operation))?.[0] ?? null;
}

/** `aws SERVICE OPERATION`: the second word decides. */
const aws: CommandRule = (args, name) => {
  if (isOnlyHelp(args)) return reading("read", name);
  const [service, operation] = leadingWords(args, AWS, 2)?.map(({ value }) => value) ?? [];
  if (service === undefined || operation === undefined) return reading("unknown", name);
  const call = `${service} ${operation}`;
  const isDeleting = service === "s3" && args.some(({ value }) => value === "--delete");
  const risk = isDeleting ? "destructive" : (EXCEPTIONS[call] ?? operationRisk(operation) ?? "unknown");
  return reading(risk, `${name} ${call}`);
};

/** `gcloud` and `az` nest groups: the first word that is an operation decides, resource names come after it. */
function grouped(options: LeadingOptions): CommandRule {
  return (args, name) => {
    if (isOnlyHelp(args)) return reading("read", name);
    const words = leadingWords(args, options, 6)?.map(({ value }) => value) ?? [];
    const at = words.findIndex((word, i) => i > 0 && operationRisk(word) !== null);
    const operation = words[at];
    if (operation === undefined) return reading("unknown", `${name} ${words.join(" ")}`.trim());
    const call = words.slice(0, at + 1).join(" ");
    return reading(EXCEPTIONS[call] ?? operationRisk(operation) ?? "unknown", `${name} ${call}`);
  };
}

export const cloudTools: ReadonlyMap<string, CommandRule> = new Map<string, CommandRule>([
  ["aws", aws],
  ["gcloud", grouped(GCLOUD)],
  ["az", grouped(AZ)],
  ["aliyun", grouped(GCLOUD)],
]);
