/** What people write where a command is asked for and there is none. */
const NOTHING =
  /^[\s"'`]*(?:n\/?a|none|null|nil|-+|–|—|not applicable|no command|无|无需命令|不适用|暂无|\[fill in\]|\[.*待.*填.*\])?[\s"'`.。]*$/i;

export function isNoCommand(text: string): boolean {
  return text.length < 60 && NOTHING.test(text);
}

/** A prompt that was copied with the command: `$ `, `mysql> `, `db=# `, `127.0.0.1:6379> `. */
const PROMPT = /^[ \t]*(?:\$|(?:mysql|MariaDB \[[^\]]*\]|psql|redis|sql|SQL)>|\w+=[#>]|[\w.-]+:\d+>)[ \t]+/gm;
const FENCE = /^[ \t]*```\w*[ \t]*$|```/gm;
/** Words in angle brackets: no redirection, which would have to stand before a file name and never ends in `>`. */
const PLACEHOLDER = /(?<!<)<(?=[\p{L}_])([\p{L}\p{N}_ .:/-]*[\p{L}\p{N}_])>/gu;

export interface PreparedCommand {
  /** As long as the original, so that every offset holds in both. */
  readonly text: string;
  /** Placeholders that the shell would read as a redirection into the word behind them: `<in>out`. */
  readonly doubtful: readonly { readonly start: number; readonly end: number }[];
}

/** A command without what is not part of it: a Markdown fence, copied prompts, `<placeholders>`. */
export function prepareCommand(original: string): PreparedCommand {
  const doubtful: { start: number; end: number }[] = [];
  const text = unwrapCodeSpan(original.replace(FENCE, blank))
    .replace(PROMPT, blank)
    .replace(PLACEHOLDER, (found, inner: string, at: number) => {
      const end = at + found.length;
      if (/[\s]/.test(original[at - 1] ?? "") && /[\p{L}\p{N}_$~/"']/u.test(original[end] ?? "")) {
        doubtful.push({ start: at, end });
      }
      return `_${inner.replace(/[^\p{L}\p{N}]/gu, "_")}_`;
    });
  return { text, doubtful };
}

/** One pair of backticks round everything is Markdown, not a substitution. */
function unwrapCodeSpan(text: string): string {
  return text.replace(/^(\s*)`([^`]*)`(\s*)$/, "$1 $2 $3");
}

function blank(found: string): string {
  return " ".repeat(found.length);
}
