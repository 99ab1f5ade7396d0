import type { CommandRisk, Part } from "./command-risk.ts";

const METHODS: Partial<Record<CommandRisk, string>> = {
  read: `find findOne count countDocuments estimatedDocumentCount distinct explain stats currentOp serverStatus
    getIndexes indexStats isMaster hello printReplicationInfo printSecondaryReplicationInfo getReplicationInfo status
    conf getCollectionNames getCollection getCollectionInfos getSiblingDB totalSize dataSize storageSize latencyStats
    getProfilingStatus version hostInfo limit sort skip pretty toArray forEach hint project size match group aggregate
    getLogComponents printjson print rs.status ISODate ObjectId Date help listDatabases getMongo`,
  mutating: `insert insertOne insertMany update updateOne updateMany replaceOne findOneAndUpdate findAndModify bulkWrite
    createIndex createCollection killOp setProfilingLevel stepDown reconfig add freeze compact renameCollection save`,
  destructive: `remove deleteOne deleteMany drop dropDatabase dropIndex dropIndexes findOneAndDelete shutdownServer
    removeUser dropUser`,
};

const riskByMethod = new Map(
  (Object.entries(METHODS) as [CommandRisk, string][]).flatMap(([risk, names]) =>
    names.split(/\s+/).map((name): [string, CommandRisk] => [name, risk]),
  ),
);

/** Statements that call, and lines that continue one: `.sort(…)`, `{ … }`. */
const STATEMENT =
  /^\s*(?:$|(?:(?:var|let|const)\s+\w+\s*=\s*)?(?:db|rs|sh|print|printjson)\b[^&|`]*$|[.{}()[\],\w"'$:\s-]*[({}\])],?\s*$|\w+\s*:)/;

/** A mongo shell script by the methods it calls: no method, and any that is not listed, is unknown. */
export function readMongoScript(script: string): readonly Part[] {
  if (/^\s*show\s+(?:dbs|databases|collections|users|roles|profile|log\s+\w+|logs)\s*;?\s*$/.test(script)) {
    return [{ risk: "read", why: "mongo show", start: 0, end: script.length }];
  }
  const calls = [...script.matchAll(/([\w$]+)\s*\(/g)].map((call): Part => {
    const name = call[1] ?? "";
    const start = call.index;
    return {
      risk: riskByMethod.get(name) ?? "unknown",
      why: `mongo ${name}`,
      start,
      end: start + name.length,
    };
  });
  const writes = [...script.matchAll(/\$(?:out|merge|function|where|accumulator)\b/g)].map(
    (stage): Part => ({
      risk: /out|merge/.test(stage[0]) ? "mutating" : "unknown",
      why: `mongo ${stage[0]}`,
      start: stage.index,
      end: stage.index + stage[0].length,
    }),
  );
  // `db["drop"]()` names its method out of our sight.
  const computed = [...script.matchAll(/\]\s*\(/g)].map(
    (call): Part => ({ risk: "unknown", why: "a computed method", start: call.index, end: call.index + 1 }),
  );
  const strays = [
    ...script.replace(/"[^"]*"|'[^']*'/g, (text) => "_".repeat(text.length)).matchAll(/[^;\n]+/g),
  ]
    .filter(({ 0: statement }) => !STATEMENT.test(statement))
    .map(
      ({ 0: statement, index }): Part => ({
        risk: "unknown",
        why: "not a mongo call",
        start: index,
        end: index + statement.length,
      }),
    );
  const found = [...calls, ...writes, ...computed, ...strays];
  return found.length > 0
    ? found
    : [{ risk: "unknown", why: "a mongo script we cannot read", start: 0, end: script.length }];
}
