import { type CommandRisk, type CommandRule, reading } from "./command-risk.ts";
import { type Guard, guardRule } from "./options.ts";

/** Programs whose every option leaves the world as it was, or never does. */
const PLAIN: Partial<Record<CommandRisk, string>> = {
  none: "true false : exit return break continue cd pushd popd shift wait export local declare readonly unset set read",
  read: `ls ll cat head tail less more grep egrep fgrep zgrep zcat bzcat xzcat rg ag wc cut tr column jq diff cmp
    comm paste join fold nl rev tac od xxd hexdump strings stat file du df free uptime vmstat iostat mpstat sar pidstat
    top htop atop ps pgrep pstree pidof lsof netstat ss dig nslookup host ping ping6 traceroute tracepath mtr whois
    uname id whoami who w last lastlog printenv echo printf pwd which whereis type test [ [[ sleep seq basename
    dirname realpath readlink expr bc lscpu lsblk lsmod lspci nproc getent getconf md5sum sha1sum sha256sum arch
    pg_isready stern jstat findmnt numfmt tree iotop nethogs apropos man`,
  "heavy-read": "pg_dump pg_dumpall mysqldump jstack perf",
  mutating: `mkdir touch cp mv ln install rsync scp chmod chown chgrp setfacl kill pkill killall renice mount umount
    useradd usermod groupadd passwd apt apt-get yum dnf apk brew pip pip3 npm yarn make patch gzip gunzip unzip
    zip split logrotate swapoff swapon modprobe rmmod insmod nft ufw at batch chattr update-alternatives`,
  destructive: `rm rmdir unlink shred dd mkfs wipefs fdisk parted truncate reboot shutdown halt poweroff init
    userdel groupdel dropdb pg_resetwal`,
};

const WRITES_FILE = "writes a file";

/** Programs that read unless an option or an operand says otherwise. */
const GUARDED: Readonly<Record<string, readonly [CommandRisk, readonly Guard[]]>> = {
  sort: ["read", [write(/^(?:-[a-zA-Z]*o|--o)/), unsure(/^--compress-program/)]],
  yq: ["read", [write(/^(?:-[a-zA-Z]*i|--inplace|--split)/), write(/^-s/)]],
  date: ["read", [change(/^(?:-s|--set|\d{8,})/, "sets the clock")]],
  hostname: ["read", [change(/^[^-]|^-[bF]/, "sets the host name")]],
  dmesg: [
    "read",
    [change(/^(?:-[a-zA-Z]*[cCDEn]|--(?:clear|read-clear|console))/, "changes the kernel log")],
  ],
  journalctl: [
    "read",
    [
      { when: /^--vacuum/, risk: "destructive", why: "deletes journal files" },
      change(/^--(?:rotate|flush|sync|relinquish|setup-keys|update-catalog)/, "changes the journal"),
    ],
  ],
  sysctl: ["read", [change(/^(?:-[a-z]*[wpf]|--write|--load|--system)|=/, "sets a kernel parameter")]],
  tcpdump: ["heavy-read", [write(/^-[a-zA-Z]*w/), unsure(/^-[a-zA-Z]*z/)]],
  openssl: ["read", [write(/^-(?:out|keyout|writerand)$/), unsure(/^(?:ca|req|genrsa|genpkey|rand|enc)$/)]],
  jmap: ["heavy-read", [write(/dump/i)]],
};

function write(when: RegExp): Guard {
  return { when, risk: "mutating", why: WRITES_FILE };
}

function change(when: RegExp, why: string): Guard {
  return { when, risk: "mutating", why };
}

function unsure(when: RegExp): Guard {
  return { when, risk: "unknown", why: "may do more than read" };
}

/** Two operands of `uniq`: the second is written. */
const uniq: CommandRule = (args, name) =>
  args.filter(({ value }) => !value.startsWith("-")).length > 1
    ? reading("mutating", WRITES_FILE)
    : reading("read", name);

const SAFE_FILE = /^(?:-|\/dev\/(?:null|stdout|stderr|tty|fd\/\d+))$/;

const tee: CommandRule = (args, name) =>
  args.every(({ value }) => /^-[ai]+$/.test(value) || SAFE_FILE.test(value))
    ? reading("read", name)
    : reading("mutating", WRITES_FILE);

const SED_ADDRESS = String.raw`(?:\d+|\$|/(?:[^/\\]|\\.)*/I?)`;
const SED_COMMAND = new RegExp(
  String.raw`^\s*(?:${SED_ADDRESS}(?:\s*,\s*[+~]?${SED_ADDRESS})?\s*!?\s*)?` +
    String.raw`(?:[pdqPDNn=]|s([/|#,@:])(?:(?!\1)[^\\]|\\.)*\1(?:(?!\1)[^\\]|\\.)*\1[gpiIm\d]*)?\s*$`,
);

/** Only scripts of plain substitutions and prints are reading: `w` and `e` write files and run commands. */
const sed: CommandRule = (args, name) => {
  if (args.some(({ value }) => /^(?:-[a-zA-Z]*i|--in-place)/.test(value)))
    return reading("mutating", "sed -i");
  const isScripted = args.some(({ value }) => /^-[nErsz]*e$/.test(value));
  const words = args.filter(({ value }) => !/^-[nErsze]+$|^--(?:quiet|silent|regexp-extended)$/.test(value));
  const scripts = isScripted
    ? words.filter((word) => args[args.indexOf(word) - 1]?.value.endsWith("e"))
    : words.slice(0, 1);
  const isPlain = scripts.length > 0 && scripts.every(({ value }) => isPlainSed(value));
  const hasStrayOption = words.some(({ value }) => value.startsWith("-") && value !== "-");
  return isPlain && !hasStrayOption
    ? reading("read", name)
    : reading("unknown", "a sed script we cannot read");
};

function isPlainSed(script: string): boolean {
  if (SED_COMMAND.test(script)) return true;
  return script.split(/;|\n/).every((command) => SED_COMMAND.test(command));
}

const awk: CommandRule = (args, name) => {
  const words = args.map(({ value }) => value);
  const program = words.join(" ");
  if (words.some((word) => /^(?:-i|--include|-f|--file|-E|-l)/.test(word)))
    return reading("unknown", "an awk file");
  if (/\bsystem\s*\(|\bgetline\b|\|&?\s*["\w]|@load/.test(program.replaceAll("||", " "))) {
    return reading("unknown", "awk that runs a command");
  }
  return /\bprintf?\b[^;}\n]*>/.test(program) ? reading("mutating", WRITES_FILE) : reading("read", name);
};

const tar: CommandRule = ([first]) =>
  /^-?[vzjJf]*t[vzjJf]*$|^--list$/.test(first?.value ?? "")
    ? reading("read", "tar -t")
    : reading("mutating", "tar");

const crontab: CommandRule = (args) => {
  if (args.some(({ value }) => value === "-r")) return reading("destructive", "crontab -r");
  return args.some(({ value }) => value === "-l")
    ? reading("read", "crontab -l")
    : reading("mutating", "crontab");
};

/** Signal 0 and `-l` touch nobody. */
const kill: CommandRule = ([first], name) =>
  /^-(?:0|l|L)$|^--list$/.test(first?.value ?? "")
    ? reading("read", `${name} ${first?.value}`)
    : reading("mutating", name);

/** `-z` only connects; `-e`, `-c` and `-l` run or take anything; else it sends what it is given. */
const netcat: CommandRule = (args, name) =>
  args.some(({ value }) => /^-[a-z]*z/.test(value)) && !args.some(({ value }) => /^-[a-z]*[ec]/.test(value))
    ? reading("read", `${name} -z`)
    : args.some(({ value }) => /^-[a-z]*[elc]/.test(value))
      ? reading("unknown", name)
      : [{ input: "memcached" }];

const ip: CommandRule = (args, name) => {
  const [object, verb = "show"] = args.map(({ value }) => value).filter((value) => !value.startsWith("-"));
  if (object === undefined || args.some(({ value }) => /^-(?:b|batch|force|n|netns)/.test(value))) {
    return reading("unknown", name);
  }
  if (/^(?:s|sh|show|l|ls|list|get|monitor)$/.test(verb)) return reading("read", `ip ${object} ${verb}`);
  if (/^(?:del|delete|flush)/.test(verb)) return reading("destructive", `ip ${object} ${verb}`);
  return reading(
    /^(?:add|set|change|replace|append)/.test(verb) ? "mutating" : "unknown",
    `ip ${object} ${verb}`,
  );
};

const strace: CommandRule = (args, name) =>
  args.some(({ value }) => value === "-p") && !args.some(({ value }) => value.startsWith("-o"))
    ? reading("heavy-read", `${name} -p`)
    : reading("unknown", name);

const JCMD_READS = /^(?:Thread\.print|GC\.heap_info|GC\.class_histogram|VM\.\w+|JFR\.check|help|-l)$/;

const jcmd: CommandRule = (args, name) => {
  const verbs = args.map(({ value }) => value).filter((value) => !/^(?:\d+|<.*>|\$.*|_.*_)$/.test(value));
  return verbs.every((verb) => JCMD_READS.test(verb))
    ? reading("heavy-read", name)
    : reading("unknown", `${name} ${verbs[0]}`);
};

const nginx: CommandRule = (args, name) => {
  if (args.some(({ value }) => value === "-s")) return reading("mutating", "signals nginx");
  return args.length > 0 && args.every(({ value }) => /^-[tTvVq]+$/.test(value))
    ? reading("read", `${name} ${args[0]?.value}`)
    : reading("unknown", name);
};

const iptables: CommandRule = (args, name) => {
  const changing = /^(?:-[ADIRFXZNPE]$|--(?:append|delete|insert|replace|flush|zero|new-chain|policy))/;
  if (args.some(({ value }) => changing.test(value))) return reading("mutating", `${name} changes rules`);
  return args.some(({ value }) => /^-[nvxt]*[LS]/.test(value))
    ? reading("read", `${name} -L`)
    : reading("unknown", name);
};

function plainRules(): [string, CommandRule][] {
  return (Object.entries(PLAIN) as [CommandRisk, string][]).flatMap(([risk, names]) =>
    names.split(/\s+/).map((name): [string, CommandRule] => [name, () => reading(risk, name)]),
  );
}

/** Rules for what stands on every Unix machine. */
export const unixTools: ReadonlyMap<string, CommandRule> = new Map<string, CommandRule>([
  ...plainRules(),
  ...Object.entries(GUARDED).map(([name, [risk, guards]]): [string, CommandRule] => [
    name,
    guardRule(risk, guards),
  ]),
  ["uniq", uniq],
  ["tee", tee],
  ["sed", sed],
  ...["awk", "gawk", "mawk"].map((name): [string, CommandRule] => [name, awk]),
  ["tar", tar],
  ["crontab", crontab],
  ["kill", kill],
  ...["nc", "ncat", "netcat"].map((name): [string, CommandRule] => [name, netcat]),
  ["ip", ip],
  ["strace", strace],
  ["jcmd", jcmd],
  ["nginx", nginx],
  ["iptables", iptables],
]);
