import { type CommandPart, classifyCommand } from "./classify-command.ts";
import { isAtLeast } from "./command-risk.ts";
import { PROHIBITING } from "./prohibition.ts";

const CODE = /```[a-z]*\n?([\s\S]*?)```|`([^`]+)`/g;
/** Where a command line may begin in running text. */
const OPENING =
  /(?<![\p{Script=Latin}\p{N}_./-])(?:kubectl|psql|mysql|redis-cli|aws|gcloud|az|helm|docker|systemctl|git|curl|rm|sudo|terraform|rabbitmqctl|rabbitmqadmin|etcdctl|crictl|podman|cmctl|chronyc|nodetool|argocd|istioctl)\s+[-\w]|\b(?:DROP (?:TABLE|DATABASE|INDEX|SCHEMA)|DELETE FROM|TRUNCATE (?:TABLE )?\w|FLUSHALL|FLUSHDB)/gu;
const CLOSING = /[。；，\n]|\.\s|,\s(?=[a-z])/;
const FORBIDDEN = new RegExp(`(?:${PROHIBITING})[^.。;；]{0,30}$`, "i");

/**
 * The mutating and destructive commands inside prose: in code spans, and in running text from a known
 * program's name to the end of the clause. What is only unknown there is more likely a name than a command.
 */
export function findChangesInProse(text: string): readonly CommandPart[] {
  const spans = [...text.matchAll(CODE)].map((match) => {
    const code = match[1] ?? match[2] ?? "";
    return { code, start: match.index + match[0].indexOf(code) };
  });
  const outside = text.replace(CODE, (found) => " ".repeat(found.length));
  const lines = [...outside.matchAll(OPENING)].map(({ index }) => {
    const rest = outside.slice(index);
    const length = CLOSING.exec(rest)?.index ?? rest.length;
    return { code: rest.slice(0, length).trimEnd(), start: index };
  });
  return [...spans, ...lines]
    .filter(({ start }) => !FORBIDDEN.test(text.slice(0, start)))
    .flatMap(({ code, start }) =>
      classifyCommand(code)
        .parts.filter(({ risk }) => isAtLeast(risk, "mutating"))
        .map((part) => ({ ...part, start: part.start + start, end: part.end + start })),
    );
}
