import { type CommandRisk, type CommandRule, type Reading, reading, type Word } from "./command-risk.ts";
import { leadingWords } from "./options.ts";

/** Commands by risk, after the categories of the server's access lists (@read, @write, @dangerous). */
const COMMANDS: Partial<Record<CommandRisk, string>> = {
  read: `GET MGET EXISTS TYPE TTL PTTL EXPIRETIME PEXPIRETIME STRLEN GETRANGE GETBIT BITCOUNT BITPOS HGET HMGET HLEN
    HEXISTS HSTRLEN HKEYS HSCAN LLEN LINDEX LRANGE LPOS SCARD SISMEMBER SMISMEMBER SSCAN SRANDMEMBER ZCARD ZCOUNT ZRANGE
    ZREVRANGE ZRANGEBYSCORE ZREVRANGEBYSCORE ZRANK ZREVRANK ZSCORE ZSCAN XLEN XRANGE XREVRANGE XPENDING XREAD SCAN
    RANDOMKEY DBSIZE INFO PING ECHO ROLE TIME LASTSAVE SELECT AUTH HELLO GEOPOS GEODIST PFCOUNT`,
  "heavy-read": "KEYS MONITOR SMEMBERS HGETALL HVALS SORT_RO SUBSCRIBE PSUBSCRIBE SUNION SINTER SDIFF",
  mutating: `SET SETEX PSETEX SETNX MSET MSETNX GETSET GETEX APPEND INCR INCRBY DECR DECRBY INCRBYFLOAT SETRANGE SETBIT
    EXPIRE PEXPIRE EXPIREAT PEXPIREAT PERSIST RENAME RENAMENX MOVE COPY RESTORE HSET HMSET HSETNX HINCRBY LPUSH RPUSH
    LPUSHX RPUSHX LSET LINSERT LMOVE RPOPLPUSH SADD SMOVE ZADD ZINCRBY XADD XACK XCLAIM XAUTOCLAIM XSETID XREADGROUP
    PFADD GEOADD PUBLISH SAVE BGSAVE BGREWRITEAOF REPLICAOF SLAVEOF FAILOVER SWAPDB MIGRATE MULTI EXEC RESET PSYNC SYNC`,
  destructive: `DEL UNLINK GETDEL FLUSHALL FLUSHDB SHUTDOWN HDEL LPOP RPOP BLPOP BRPOP LREM LTRIM SPOP SREM ZREM
    ZPOPMIN ZPOPMAX ZREMRANGEBYSCORE ZREMRANGEBYRANK XDEL XTRIM`,
};

/** Commands whose second word decides. */
const SUBCOMMANDS: Readonly<Record<string, Partial<Record<CommandRisk, string>>>> = {
  CLIENT: {
    read: "LIST INFO ID GETNAME GETREDIR TRACKINGINFO",
    mutating: "KILL PAUSE UNPAUSE SETNAME NO-EVICT REPLY",
  },
  CONFIG: { read: "GET HELP", mutating: "SET REWRITE RESETSTAT" },
  SLOWLOG: { read: "GET LEN HELP", mutating: "RESET" },
  LATENCY: { read: "LATEST HISTORY DOCTOR GRAPH HISTOGRAM HELP", mutating: "RESET" },
  MEMORY: { read: "USAGE STATS DOCTOR MALLOC-STATS HELP", mutating: "PURGE" },
  OBJECT: { read: "ENCODING FREQ IDLETIME REFCOUNT HELP" },
  CLUSTER: {
    read: "INFO NODES SLOTS SHARDS LINKS MYID KEYSLOT COUNTKEYSINSLOT GETKEYSINSLOT REPLICAS SLAVES",
    mutating: "FAILOVER MEET ADDSLOTS SETSLOT REPLICATE BUMPEPOCH SAVECONFIG",
    destructive: "RESET FORGET DELSLOTS FLUSHSLOTS",
  },
  ACL: { read: "LIST WHOAMI GETUSER CAT USERS", mutating: "SETUSER LOAD SAVE LOG", destructive: "DELUSER" },
  COMMAND: { read: "COUNT DOCS INFO LIST GETKEYS" },
  PUBSUB: { read: "CHANNELS NUMSUB NUMPAT SHARDCHANNELS" },
  XINFO: { read: "STREAM GROUPS CONSUMERS HELP" },
  XGROUP: { mutating: "CREATE SETID CREATECONSUMER", destructive: "DESTROY DELCONSUMER" },
  MODULE: { read: "LIST", mutating: "LOAD", destructive: "UNLOAD" },
  SCRIPT: { read: "EXISTS", mutating: "LOAD KILL", destructive: "FLUSH" },
  FUNCTION: { read: "LIST STATS DUMP", mutating: "LOAD KILL RESTORE", destructive: "DELETE FLUSH" },
  SENTINEL: {
    read: "MASTERS MASTER REPLICAS SLAVES SENTINELS GET-MASTER-ADDR-BY-NAME CKQUORUM MYID",
    mutating: "FAILOVER MONITOR SET RESET",
    destructive: "REMOVE",
  },
  DEBUG: { destructive: "SEGFAULT RELOAD RESTART FLUSHALL", mutating: "SLEEP SET-ACTIVE-EXPIRE" },
};

const riskByCommand = invert(COMMANDS);
const riskBySubcommand = new Map(
  Object.entries(SUBCOMMANDS).map(([command, table]) => [command, invert(table)]),
);

/** What one Redis command does, as typed at its prompt. `EVAL` and whatever is not listed are unknown. */
export function readRedisCommand(words: readonly string[]): Reading {
  const command = words[0]?.toUpperCase() ?? "";
  const sub = words[1]?.toUpperCase() ?? "";
  const table = riskBySubcommand.get(command);
  if (table !== undefined)
    return { risk: table.get(sub) ?? "unknown", why: `redis ${command} ${sub}`.trim() };
  return { risk: riskByCommand.get(command) ?? "unknown", why: `redis ${command}` };
}

/** Does this text look like commands typed at a Redis prompt? Upper case only: `get` may be anything. */
export function isRedisCommand(text: string): boolean {
  const words = text.trim().split(/\s+/);
  const [command = "", sub = ""] = words;
  return riskByCommand.has(command) || (riskBySubcommand.get(command)?.has(sub.toUpperCase()) ?? false);
}

const OPTIONS = {
  values: [
    "-r",
    "-h",
    "-p",
    "-a",
    "-n",
    "-u",
    "-s",
    "-t",
    "-i",
    "-d",
    "-D",
    "--user",
    "--pass",
    "--cacert",
    "--cert",
    "--key",
  ],
  flags: [
    "--tls",
    "--raw",
    "--no-raw",
    "--csv",
    "--json",
    "--no-auth-warning",
    "-c",
    "-3",
    "-2",
    "--insecure",
    "-e",
  ],
};
const MODES: readonly (readonly [RegExp, CommandRisk])[] = [
  [/^--(?:bigkeys|memkeys|hotkeys)$/, "heavy-read"],
  [/^--(?:latency|latency-history|latency-dist|stat|scan|intrinsic-latency|version)$/, "read"],
  [/^--(?:pipe|rdb|functions-rdb|replica|slave|lru-test)/, "mutating"],
  [/^(?:--eval|-x|-X)/, "unknown"],
];

const redisCli: CommandRule = (args, name) => {
  const own = args.slice(0, firstCommandWord(args));
  const mode = own.flatMap(({ value }) =>
    MODES.filter(([pattern]) => pattern.test(value)).map(([, risk]) => ({ value, risk })),
  );
  if (mode.length > 0) return mode.map(({ value, risk }) => ({ risk, why: `${name} ${value}` }));
  if (own.some(({ value }) => value === "--cluster")) {
    const isLook =
      args.some(({ value }) => /^(?:check|info)$/.test(value)) && !args.some(({ value }) => value === "fix");
    return reading(isLook ? "read" : "mutating", `${name} --cluster`);
  }
  const words = leadingWords(args, OPTIONS, 1);
  if (words === null) return reading("unknown", `${name} with an option we do not know`);
  const command = words[0];
  if (command === undefined) return [{ input: "redis" }];
  const at = args.indexOf(command);
  const inline = args.slice(at).flatMap(({ value }, i) => (i === 0 ? value.trim().split(/\s+/) : [value]));
  return [readRedisCommand(inline)];
};

/** Where the options of `redis-cli` end. */
function firstCommandWord(args: readonly Word[]): number {
  let i = 0;
  while (i < args.length && args[i]?.value.startsWith("-")) {
    i += [...OPTIONS.values, "--cluster"].includes(args[i]?.value ?? "") ? 2 : 1;
  }
  return i;
}

function invert(table: Partial<Record<CommandRisk, string>>): Map<string, CommandRisk> {
  return new Map(
    (Object.entries(table) as [CommandRisk, string][]).flatMap(([risk, names]) =>
      names.split(/\s+/).map((name): [string, CommandRisk] => [name, risk]),
    ),
  );
}

export const redisTools: ReadonlyMap<string, CommandRule> = new Map([
  ["redis-cli", redisCli],
  ["valkey-cli", redisCli],
]);
