import { classifyCommand } from "./classify-command.ts";
import { isNoCommand } from "./prepare-command.ts";

const CODE = /```[a-z]*\n?([\s\S]*?)```|`([^`]+)`/g;
const PLACEHOLDER = /<[^<>]*>|\[[^\]]*\]|\{\{[^}]*\}\}/g;
const QUOTED = /"[^"]*"|'[^']*'|#[^\n]*|--\s[^\n]*/g;
/** What only a command line or a query has: options, pipes, assignments, `*`. */
const SIGNS = /(?:^|\s)--?[A-Za-z]|\||\$\(|=|;\s*$|\*|\b(?:SELECT|SHOW|EXPLAIN)\s/;
/** Small words of running text, in lower case as SQL's keywords mostly are not. */
const SMALL_WORDS =
  /(?:^|\s)(?:the|an?|of|for|and|with|that|which|any|all|are|is|its|from the|in the|on the)(?=\s|$)/;
const ORDER =
  /^(?:check|look|review|verify|inspect|examine|monitor|see|open|ask|confirm|identify|compare|analy[sz]e|search|query|use|go|observe|investigate|ensure|determine|validate|test|list|view|read|restart|terminate)\s/i;
/** "Query: SELECT 1" */
const LABEL = /^[A-Za-z ]{1,20}:\s+/;
const INSIDE_PROSE =
  /(?<![\w./-])(?:kubectl|psql|mysql|redis-cli|aws|gcloud|az|helm|docker|systemctl|journalctl|git|curl|dig|openssl)\s+[-\w]/;
const HAN = /[\p{Script=Han}，。；：、？！]+/u;

/**
 * Is there a command that could be typed at a prompt, as against prose, nothing, or a bare placeholder?
 *
 * Known programs and queries are; so is what reads like a command line although the program is not listed. In prose a
 * code span counts, and so does a known command between Chinese words.
 */
export function isTypedCommand(original: string): boolean {
  const text = original.normalize("NFKC");
  if (isNoCommand(text) || !/[\p{L}\p{N}]/u.test(text.replace(PLACEHOLDER, ""))) return false;
  const spans = [...text.matchAll(CODE)].map((match) => match[1] ?? match[2] ?? "");
  if (spans.some((span) => isTyped(span.trim()))) return true;
  if (!HAN.test(text.replace(QUOTED, " "))) return isTyped(text.trim());
  // A single word between Chinese ones is a name, not a command.
  return text
    .split(HAN)
    .map((piece) => piece.trim())
    .some((piece) => /\s/.test(piece) && isKnown(piece) && !isProse(piece));
}

function isTyped(piece: string): boolean {
  const bare = piece.replace(LABEL, "");
  if (bare !== "" && !isProse(bare)) return isKnown(bare) || readsLikeCommand(bare);
  const inside = bare.search(INSIDE_PROSE);
  return inside > 0 && isKnown(bare.slice(inside));
}

function isKnown(piece: string): boolean {
  return classifyCommand(piece).parts.some(({ risk }) => risk !== "none" && risk !== "unknown");
}

function isProse(piece: string): boolean {
  const bare = piece.replace(QUOTED, " ");
  if (SIGNS.test(bare)) return false;
  return SMALL_WORDS.test(bare) || ORDER.test(bare) || (/^show\s/i.test(bare) && !isKnown(piece));
}

function readsLikeCommand(piece: string): boolean {
  const [program = "", ...rest] = piece.split(/\s+/);
  return /^[a-z0-9_./~-]+$/.test(program) && (rest.length > 0 || /[./_-]/.test(program));
}
