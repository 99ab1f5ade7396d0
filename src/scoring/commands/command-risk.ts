/** How much a command can change, in rising order. `unknown` stands above every kind of reading: deny by default. */
const RISKS = ["none", "read", "heavy-read", "unknown", "mutating", "destructive"] as const;
export type CommandRisk = (typeof RISKS)[number];

export function isAtLeast(risk: CommandRisk, limit: CommandRisk): boolean {
  return RISKS.indexOf(risk) >= RISKS.indexOf(limit);
}

/** The worst of them; `none` where there is nothing. */
export function worstRisk(risks: readonly CommandRisk[]): CommandRisk {
  return risks.reduce((worst, risk) => (isAtLeast(risk, worst) ? risk : worst), "none");
}

/** What one part of a command does, and why we think so. */
export interface Reading {
  readonly risk: CommandRisk;
  /** In words a reviewer can check, such as "kubectl delete". */
  readonly why: string;
}

export type ScriptLanguage = "shell" | "sql" | "redis" | "mongo" | "memcached";

/** A word of a command line, unquoted, with its place in the text it was read from. */
export interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What a table of commands says about one call: a reading, or what has to be read in turn.
 * `argv` is another call (`sudo …`), `script` is source text for a language (`sh -c …`, `psql -c …`),
 * `input` means that standard input is run as such a script.
 */
export type Outcome =
  | Reading
  | { readonly argv: readonly Word[] }
  | { readonly script: readonly Word[]; readonly language: ScriptLanguage }
  | { readonly input: ScriptLanguage };

/** One program's rule. `args` are the words after its name. */
export type CommandRule = (args: readonly Word[], name: string) => readonly Outcome[];

/** A part of a text: read, or still to be read in another language. */
export type Part =
  | (Reading & { readonly start: number; readonly end: number })
  | {
      readonly script: string;
      readonly language: ScriptLanguage;
      readonly start: number;
      readonly end: number;
      /** Where `script` stands in the text, word for word; null when quoting changed it. */
      readonly offset: number | null;
    };

export function reading(risk: CommandRisk, why: string): readonly Reading[] {
  return [{ risk, why }];
}
