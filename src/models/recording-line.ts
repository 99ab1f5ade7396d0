import { type Recording, recordingSchema } from "../contracts/recording.ts";

/** How every line begins: `key` first, so that a file is indexed without parsing what follows. */
const LINE_START = /^\{"key":"([0-9a-f]{64})",/;

/** Bytes that `LINE_START` needs to see. */
export const LINE_START_BYTES = 76;

/** One line of a recordings file, newline included. */
export function renderRecordingLine(recording: Recording): string {
  const { key, ...rest } = recording;
  return `${JSON.stringify({ key, ...rest })}\n`;
}

/** The key a line is filed under, from its first bytes; null when it is no recording. */
export function keyOfLine(start: string): string | null {
  return LINE_START.exec(start)?.[1] ?? null;
}

/** A line as a recording, or why it is none. */
export function parseRecordingLine(
  line: string,
): { readonly ok: true; readonly recording: Recording } | { readonly ok: false; readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { ok: false, problem: "it is not JSON" };
  }
  const parsed = recordingSchema.safeParse(json);
  if (parsed.success) return { ok: true, recording: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, problem: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "wrong shape"}` };
}
