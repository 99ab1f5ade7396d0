import picocolors from "picocolors";

/** Where text is shown. Asked for by the caller, so that rendering reads no environment. */
export interface Terminal {
  /** Columns. Layouts hold from 60 up. */
  readonly width: number;
  readonly colour: boolean;
}

/** For output that no person's terminal receives, such as a pipe or a log. */
export const PLAIN_TERMINAL: Terminal = { width: 100, colour: false };

export type Colours = ReturnType<typeof picocolors.createColors>;

export function coloursFor({ colour }: Terminal): Colours {
  return picocolors.createColors(colour);
}
