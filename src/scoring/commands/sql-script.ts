import { isAtLeast, type Part, worstRisk } from "./command-risk.ts";
import { psqlRisk, readSqlStatement } from "./sql-statement.ts";
import { type SqlDialect, type SqlToken, tokenizeSql } from "./sql-tokens.ts";

/**
 * Every statement of a text that a database runs.
 *
 * Read as standard SQL and as MySQL, and the worse reading counts: where a literal or a comment ends
 * differs, so what one of them skips the other one runs. No syntax tree: parsers reject much of what
 * people type in an incident (`EXPLAIN ANALYZE`, `VACUUM`, placeholders), and a rejected text is unread.
 */
export function readSqlScript(text: string): readonly Part[] {
  const [standard, mysql] = [readDialect(text, "standard"), readDialect(text, "mysql")];
  const isWorse = isAtLeast(riskOf(mysql), "unknown") && !isAtLeast(riskOf(standard), riskOf(mysql));
  return isWorse ? mysql : standard;
}

function readDialect(text: string, dialect: SqlDialect): readonly Part[] {
  return splitStatements(text, tokenizeSql(text, dialect)).flatMap((tokens) => {
    const [first, second] = tokens;
    if (first?.value !== "\\") return readSqlStatement(tokens);
    const why = `\\${second?.value.toLowerCase() ?? ""}`;
    return [
      { risk: psqlRisk(second?.value ?? ""), why, start: first.start, end: tokens.at(-1)?.end ?? first.end },
    ];
  });
}

/** At semicolons; a command with a backslash is one of its own, to the end of its line or, after `\G`, of its name. */
function splitStatements(text: string, tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [[]];
  tokens.forEach((token, i) => {
    const current = statements.at(-1) ?? [];
    const isMeta = current[0]?.value === "\\";
    const isNewLine = text.slice(tokens[i - 1]?.end ?? 0, token.start).includes("\n");
    const isMetaOver =
      isMeta && (isNewLine || (current.length === 2 && /^GX?$/.test(current[1]?.value ?? "")));
    if (token.value === ";" && token.kind === "operator") statements.push([]);
    else if (token.value === "\\" || isMetaOver) statements.push([token]);
    else current.push(token);
  });
  return statements.filter((statement) => statement.length > 0);
}

function riskOf(parts: readonly Part[]) {
  return worstRisk(parts.map((part) => ("risk" in part ? part.risk : "unknown")));
}
