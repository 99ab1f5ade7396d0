import { type CommandRule, type Outcome, reading, type Word } from "./command-risk.ts";
import { afterWords, isOnlyHelp, type LeadingOptions, leadingWords, verbRule } from "./options.ts";

const OPTIONS: LeadingOptions = {
  values: [
    ...[
      "-n",
      "--namespace",
      "--context",
      "--kubeconfig",
      "--cluster",
      "--user",
      "--as",
      "--as-group",
      "--token",
    ],
    ...[
      "-s",
      "--server",
      "--request-timeout",
      "-l",
      "--selector",
      "-o",
      "--output",
      "-c",
      "--container",
      "-v",
    ],
    ...[
      "-p",
      "--pod-running-timeout",
      "--field-selector",
      "--sort-by",
      "--since",
      "--tail",
      "-f",
      "--filename",
    ],
    ...[
      "-L",
      "--label-columns",
      "--image",
      "--restart",
      "--overrides",
      "--env",
      "--labels",
      "--timeout",
      "--for",
    ],
  ],
  flags: [
    ...[
      "-A",
      "--all-namespaces",
      "-w",
      "--watch",
      "--insecure-skip-tls-verify",
      "-it",
      "-ti",
      "-i",
      "-t",
      "--stdin",
    ],
    ...["--tty", "--show-labels", "--no-headers", "-q", "--quiet", "--rm", "--previous", "--all-containers"],
  ],
};

const verbs = verbRule({
  ...OPTIONS,
  verbs: {
    read: `get, describe, logs, log, top, explain, events, diff, api-resources, api-versions, version, cluster-info, wait,
      auth can-i, auth whoami, rollout status, rollout history, config view, config get-contexts, config get-clusters,
      config current-context, config get-users, completion, options, kustomize, port-forward, certificate list`,
    unknown:
      "debug, attach, cp, proxy, plugin, config, auth, rollout, set, certificate, alpha, edit-last-applied",
    mutating: `apply, create, replace, patch, edit, label, annotate, scale, autoscale, expose, run, cordon, uncordon, taint,
      rollout restart, rollout undo, rollout pause, rollout resume, set image, set env, set resources, set selector,
      set serviceaccount, set subject, set volumes, certificate approve, certificate deny, auth reconcile`,
    destructive: "delete, drain, evict",
  },
});

/**
 * `kubectl`: reading verbs read, `exec` is what runs inside, and a dry run changes nothing. A throw-away
 * pod (`run --rm`) is unknown: it creates something, and what it runs is judged with it.
 */
const kubectl: CommandRule = (args, name) => {
  if (isOnlyHelp(args)) return reading("read", `${name} help`);
  const divider = args.findIndex(({ value }) => value === "--");
  const own = divider === -1 ? args : args.slice(0, divider);
  const inside = divider === -1 ? [] : args.slice(divider + 1);
  const verb = leadingWords(own, OPTIONS, 1)?.[0]?.value;

  if (verb === "exec") return [...executed(own, inside, name)];
  if (verb === "run" && own.some(({ value }) => value === "--rm")) {
    const argv: Outcome[] = inside.length > 0 ? [{ argv: inside }] : [];
    return [{ risk: "unknown", why: `${name} run --rm starts a pod` }, ...argv];
  }
  if (isDryRun(own)) return reading("read", `${name} ${verb ?? ""} --dry-run`);
  return inside.length > 0 ? [...verbs(own, name), { argv: inside }] : verbs(own, name);
};

/** With or, as older versions allow, without the `--`. */
function executed(own: readonly Word[], inside: readonly Word[], name: string): readonly Outcome[] {
  const argv = inside.length > 0 ? inside : afterWords(own, OPTIONS, 2);
  return argv.length > 0 ? [{ argv }] : reading("unknown", `${name} exec`);
}

function isDryRun(args: readonly Word[]): boolean {
  const modes = args.filter(({ value }) => value.startsWith("--dry-run"));
  return modes.length > 0 && modes.every(({ value }) => /^--dry-run=(?:client|server)$/.test(value));
}

export const kubernetesTools: ReadonlyMap<string, CommandRule> = new Map(
  ["kubectl", "k", "oc", "kubecolor"].map((name) => [name, kubectl]),
);
