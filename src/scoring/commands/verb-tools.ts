import type { CommandRule } from "./command-risk.ts";
import { type VerbTool, verbRule } from "./options.ts";

const docker: VerbTool = {
  values: [
    "-H",
    "--host",
    "--context",
    "-c",
    "-f",
    "--file",
    "-p",
    "--project-name",
    "--env-file",
    "--profile",
  ],
  flags: ["--debug", "-D", "-a"],
  verbs: {
    read: `ps, logs, inspect, stats, top, images, info, version, events, port, diff, search, history, pods, inspectp,
      container ls, container list, container ps, container logs, container inspect, container stats, container top,
      image ls, image inspect, image history, network ls, network inspect, volume ls, volume inspect, system df,
      system info, system events, service ls, service ps, service logs, service inspect, node ls, node ps,
      node inspect, stack ls, stack ps, stack services, compose ps, compose logs, compose top, compose images,
      compose config, compose ls, compose version`,
    mutating: `start, stop, restart, pause, unpause, run, create, update, commit, cp, tag, push, pull, load, save, kill,
      rename, build, login, logout, export, import, container start, container stop, container restart, container run,
      container kill, service update, service scale, service create, service rollback, compose up, compose restart,
      compose stop, compose start, compose pull, compose build, compose run, compose kill, stack deploy,
      network create, network connect, network disconnect, volume create, node update, swarm join, swarm leave`,
    destructive: `rm, rmi, stopp, rmp, container rm, container prune, image rm, image prune, network rm, network prune,
      volume rm, volume prune, system prune, builder prune, service rm, stack rm, node rm, compose down, compose rm`,
  },
};

/** `git push` options that rewrite or delete what others have. */
const FORCED = /^(?:--force|-f|--force-with-lease.*|--delete|-d|\+.+)$/;

/** One row per program. The first words that are no options decide. */
const TOOLS: Readonly<Record<string, VerbTool>> = {
  docker,
  podman: docker,
  nerdctl: docker,
  crictl: docker,
  "docker-compose": {
    values: ["-f", "--file", "-p", "--project-name", "--env-file", "--profile"],
    verbs: {
      read: "ps, logs, top, images, config, ls, version, port, events",
      mutating: "up, restart, stop, start, pull, build, run, kill, pause, unpause, create, scale",
      destructive: "down, rm",
    },
  },
  helm: {
    values: ["-n", "--namespace", "--kube-context", "--kubeconfig"],
    flags: ["--debug", "-A", "--all-namespaces"],
    verbs: {
      read: `list, ls, status, history, get all, get values, get manifest, get hooks, get notes, show, search, template,
        version, env, lint, diff, repo list, get`,
      mutating: "install, upgrade, rollback, test, repo add, repo update, pull, push, package",
      destructive: "uninstall, delete, del",
    },
    guards: [
      { when: /^--post-renderer|^--output-dir/, risk: "unknown", why: "writes or runs something else" },
    ],
  },
  systemctl: {
    values: [
      "-n",
      "--lines",
      "-t",
      "--type",
      "--state",
      "-p",
      "--property",
      "-H",
      "--host",
      "-M",
      "-o",
      "--output",
    ],
    flags: [
      "--user",
      "--system",
      "--no-pager",
      "-l",
      "--full",
      "-a",
      "--all",
      "--failed",
      "-q",
      "--quiet",
      "--now",
    ],
    verbs: {
      read: `status, show, cat, help, list-units, list-unit-files, list-timers, list-sockets, list-dependencies,
        list-jobs, list-machines, is-active, is-enabled, is-failed, is-system-running, get-default, show-environment`,
      mutating: `start, stop, restart, try-restart, reload, reload-or-restart, enable, disable, reenable, mask, unmask,
        daemon-reload, daemon-reexec, set-property, edit, kill, isolate, reset-failed, set-default, set-environment,
        cancel, freeze, thaw, clean, preset, link, revert`,
      destructive: "poweroff, reboot, halt, rescue, emergency, kexec, suspend, hibernate, exit",
    },
  },
  git: {
    values: ["-C", "--git-dir", "--work-tree"],
    flags: ["--no-pager", "-P", "--no-optional-locks"],
    verbs: {
      read: `log, show, diff, status, blame, describe, rev-parse, rev-list, ls-files, ls-tree, ls-remote, shortlog, grep,
        cat-file, name-rev, merge-base, whatchanged, range-diff, diff-tree, cherry, version, count-objects,
        stash list, stash show, remote show, remote get-url, config --get, config --list, reflog show, show-ref`,
      unknown: "branch, tag, remote, reflog, config, fetch, bisect, notes, worktree, submodule",
      mutating: `checkout, switch, commit, merge, rebase, revert, reset, pull, push, cherry-pick, add, mv, apply, am,
        restore, clone, init, stash, stash push, stash pop, stash apply, update-ref, gc, prune, remote add`,
      destructive:
        "rm, clean, filter-branch, stash drop, stash clear, remote remove, branch -D, branch -d, tag -d",
    },
    guards: [
      { when: /^--output(?:=|$)/, risk: "mutating", why: "writes a file" },
      {
        when: /^(?:-O|--open-files-in-pager|--ext-diff|--textconv|--upload-pack)/,
        risk: "unknown",
        why: "runs a program",
      },
      { when: /^--hard$|^-D$/, risk: "destructive", why: "discards work" },
      { when: /^(?:--force|--force-with-lease.*|--mirror)$/, risk: "destructive", why: "forced" },
    ],
  },
  gh: {
    values: ["-R", "--repo"],
    verbs: {
      read: `pr view, pr list, pr diff, pr checks, pr status, run list, run view, run watch, release list, release view,
        issue list, issue view, issue status, repo view, repo list, workflow list, workflow view, search, status`,
      mutating: `pr merge, pr close, pr create, pr edit, pr review, pr reopen, pr ready, pr revert, workflow run, run rerun,
        run cancel, issue create, issue close, issue edit, release create, release edit, workflow enable, workflow disable`,
      destructive: "repo delete, release delete, run delete, issue delete",
    },
  },
  argocd: {
    values: ["--server", "--auth-token"],
    flags: ["--grpc-web", "--insecure"],
    verbs: {
      read: `app get, app list, app history, app diff, app logs, app resources, app manifests, app wait, version,
        cluster list, proj list, repo list`,
      mutating: "app sync, app rollback, app set, app create, app patch, app terminate-op, app unset",
      destructive: "app delete, app delete-resource, proj delete, repo rm, cluster rm",
    },
  },
  istioctl: {
    values: ["-n", "--namespace", "--context", "-i"],
    verbs: {
      read: "proxy-status, ps, proxy-config, pc, analyze, version, describe, x describe, experimental describe",
      mutating: "install, upgrade, kube-inject, tag set",
      destructive: "uninstall, tag remove",
    },
  },
  terraform: {
    verbs: {
      read: "show, output, validate, version, providers, graph, state list, state show, state pull, workspace list",
      "heavy-read": "plan",
      mutating:
        "apply, import, taint, untaint, init, refresh, state mv, state push, workspace select, workspace new, fmt",
      destructive: "destroy, state rm, workspace delete, force-unlock",
    },
    guards: [{ when: /^-destroy$/, risk: "destructive", why: "plans a destruction" }],
  },
  rabbitmqctl: {
    values: ["-n", "--node", "-p", "--vhost", "-t", "--timeout"],
    flags: ["-q", "--quiet", "-s", "--silent"],
    verbs: {
      read: `status, cluster_status, report, list_queues, list_connections, list_channels, list_consumers, list_exchanges,
        list_bindings, list_vhosts, list_users, list_permissions, list_policies, list_parameters, environment, ping`,
      mutating:
        "stop_app, start_app, set_policy, clear_policy, close_connection, close_all_connections, add_user, stop",
      destructive:
        "purge_queue, delete_queue, reset, force_reset, delete_vhost, delete_user, forget_cluster_node",
    },
  },
  rabbitmqadmin: {
    values: [
      "-H",
      "--host",
      "-P",
      "--port",
      "-u",
      "--username",
      "-p",
      "--password",
      "-V",
      "--vhost",
      "-f",
      "--format",
    ],
    verbs: {
      read: "list, show",
      mutating: "declare, publish, get, close, import",
      destructive: "delete, purge",
    },
  },
  nodetool: {
    values: ["-h", "--host", "-p", "--port", "-u", "-pw"],
    verbs: {
      read: `status, info, tpstats, tablestats, cfstats, ring, netstats, compactionstats, proxyhistograms, gossipinfo,
        describecluster, tablehistograms, getendpoints, version, gcstats`,
      mutating:
        "flush, compact, repair, cleanup, drain, rebuild, scrub, snapshot, disablegossip, enablegossip, stop, move",
      destructive: "decommission, removenode, clearsnapshot, assassinate, stopdaemon",
    },
  },
  etcdctl: {
    values: ["--endpoints", "--cacert", "--cert", "--key", "--user", "-w", "--write-out"],
    verbs: {
      read: "get, endpoint status, endpoint health, member list, alarm list, version, watch, lease list, check perf",
      mutating:
        "put, member add, member update, alarm disarm, compaction, defrag, move-leader, snapshot save",
      destructive: "del, member remove, snapshot restore, lease revoke",
    },
  },
  consul: {
    values: ["-http-addr", "-token"],
    verbs: {
      read: "members, info, catalog, kv get, operator raft list-peers, monitor, version",
      mutating: "kv put, join, reload, leave, maint",
      destructive: "kv delete, force-leave",
    },
  },
  mysqladmin: {
    values: [
      "-h",
      "--host",
      "-u",
      "--user",
      "-P",
      "--port",
      "-S",
      "--socket",
      "-i",
      "--sleep",
      "-c",
      "--count",
    ],
    flags: ["-p", "--password", "-r", "-v", "--verbose"],
    verbs: {
      read: "processlist, status, extended-status, ping, variables, version",
      mutating:
        "kill, refresh, reload, flush-hosts, flush-logs, flush-tables, stop-slave, start-slave, password, create",
      destructive: "shutdown, drop",
    },
  },
  supervisorctl: {
    verbs: {
      read: "status, avail, pid, tail, version",
      mutating: "start, stop, restart, reload, update, reread, clear, signal",
    },
  },
  pm2: {
    verbs: {
      read: "list, ls, status, logs, describe, show, info, monit, jlist, prettylist",
      mutating: "start, stop, restart, reload, scale, flush, reset, save",
      destructive: "delete, kill",
    },
  },
  cmctl: {
    values: ["-n", "--namespace", "--context", "--kubeconfig"],
    flags: ["-A", "--all-namespaces"],
    verbs: {
      read: "status certificate, inspect secret, check api, version",
      mutating: "renew, approve, deny, create certificaterequest, upgrade migrate-api-version",
    },
  },
  chronyc: {
    flags: ["-n"],
    verbs: { read: "tracking, sources, sourcestats, activity, ntpdata", mutating: "makestep, burst" },
  },
  timedatectl: {
    verbs: {
      read: "status, show, timesync-status, list-timezones",
      mutating: "set-time, set-timezone, set-ntp",
    },
  },
  grpcurl: {
    values: ["-d", "-H", "-import-path", "-proto", "-max-time"],
    flags: ["-plaintext", "-insecure", "-v"],
    verbs: { read: "list, describe" },
  },
  logcli: { values: ["--addr", "--org-id"], verbs: { read: "query, instant-query, labels, series" } },
  promtool: {
    verbs: { read: "query instant, query range, query labels, query series, check config, check rules" },
  },
  vault: {
    verbs: {
      read: "status, read, list, kv get, kv list",
      mutating: "write, kv put",
      destructive: "delete, kv delete",
    },
  },
};

/** `git branch`, `git tag` and their like list when nothing but listing options follow. */
const GIT_LISTS = /^(?:branch|tag|remote|reflog|stash)$/;
const LISTING =
  /^(?:-[avrlqn]+|-vv|--(?:all|list|remotes|verbose|contains|merged|no-merged|sort=.*|show-current))$/;

const git: CommandRule = (args, name) => {
  const at = args.findIndex(({ value }) => GIT_LISTS.test(value));
  const rest = args.slice(at + 1);
  const isList = at === args.findIndex(({ value }) => !value.startsWith("-")) && at !== -1;
  if (isList && args[at]?.value !== "stash" && rest.every(({ value }) => LISTING.test(value))) {
    return [{ risk: "read", why: `git ${args[at]?.value}` }];
  }
  const isForcedPush =
    args.some(({ value }) => value === "push") && args.some(({ value }) => FORCED.test(value));
  const forced = isForcedPush ? ([{ risk: "destructive", why: "git push, forced" }] as const) : [];
  return [...verbRule(TOOLS.git ?? { verbs: {} })(args, name), ...forced];
};

/** `service NAME VERB`. */
const service: CommandRule = ([unit, verb], name) => {
  if (unit?.value === "--status-all" || verb?.value === "status")
    return [{ risk: "read", why: `${name} status` }];
  const isKnown = /^(?:start|stop|restart|reload|force-reload|try-restart)$/.test(verb?.value ?? "");
  return [{ risk: isKnown ? "mutating" : "unknown", why: `${name} ${verb?.value ?? ""}`.trim() }];
};

/** Programs with a verb, and no commands inside their arguments. */
export const verbTools: ReadonlyMap<string, CommandRule> = new Map<string, CommandRule>([
  ...Object.entries(TOOLS).map(([name, tool]): [string, CommandRule] => [name, verbRule(tool)]),
  ["git", git],
  ["service", service],
]);
