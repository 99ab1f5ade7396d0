import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { provenanceSchema, type Recording, recordingSchema } from "../contracts/recording.ts";
import { planCell, requestForCell } from "../runs/plan-run.ts";
import type { Library } from "../runs/select-matrix.ts";
import { InvalidInputError, systemErrorCode } from "../shared/errors.ts";
import { parseYaml, type ReadResult, unwrapAll } from "../shared/read-yaml.ts";
import { unknownName } from "../shared/unknown-name.ts";
import { type CliCommand, type CliContext, projectPaths } from "./context.ts";
import { EXIT } from "./exit-codes.ts";
import { loadLibrary } from "./load-library.ts";
import { openForRecording } from "./open-recordings-for.ts";

const EXAMPLE = `
Example: file a reply copied from a chat window under the prompt as it stands now
  npm run recordings -- import results/recordings/sources/payment-pool-exhaustion.v2.en.json`;

/** A reply captured elsewhere, with the cell it belongs to. Key and request follow from the cell. */
const importSchema = recordingSchema.pick({ recordedAt: true, price: true, reply: true }).extend({
  cell: recordingSchema.shape.cell.extend({ scenarioId: z.string() }),
  /** A reply that no API of ours gave is never `live`. */
  provenance: provenanceSchema.exclude(["live"]),
  note: z.string().min(1),
});
type ImportedReply = z.infer<typeof importSchema>;

/** `recordings import`: add replies captured elsewhere, or written by hand, labelled as such. */
export function recordingsCommand(context: CliContext): CliCommand {
  const command = new Command("npm run recordings --").description("Look after the stored replies.");
  command
    .command("import")
    .description(
      "Add replies from JSON files, each under the request its cell makes today. Adding one twice changes nothing.",
    )
    .argument("<files...>")
    .option("--results <folder>", "where recordings are kept (default: results)")
    .addHelpText("after", EXAMPLE)
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .action((files: string[], flags: { results?: string }) => importReplies(files, flags, context));
  return { command, exitCode: () => EXIT.done };
}

async function importReplies(
  files: readonly string[],
  flags: { results?: string },
  context: CliContext,
): Promise<void> {
  const paths = projectPaths(context, flags.results);
  const library = await loadLibrary(paths);
  const read = await Promise.all(files.map((file) => readImport(resolve(context.userFolder, file))));
  const imports = unwrapAll(read).map((imported) => recordingOf(imported, library));

  const recordings = await openForRecording(paths.recordings, context);
  for (const recording of imports) {
    const present = await recordings.find(recording.key);
    const isSame = present !== null && JSON.stringify(present.reply) === JSON.stringify(recording.reply);
    if (!isSame) await recordings.append(recording);
    const { scenarioId, promptId, language } = recording.cell;
    context.stdout(
      `${isSame ? "already there" : "added"}: ${scenarioId} ${promptId} ${language} (${recording.provenance})\n`,
    );
  }
  await recordings.close();
}

async function readImport(path: string): Promise<ReadResult<ImportedReply>> {
  const what = "the reply to import";
  try {
    // JSON is YAML too, and the YAML reader knows the line of every problem.
    return parseYaml(await readFile(path, "utf8"), { path, schema: importSchema, what });
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return { ok: false, problems: [{ problem: `${what} cannot be read (${code})`, at: path }] };
  }
}

function recordingOf(
  { cell, recordedAt, provenance, note, price, reply }: ImportedReply,
  library: Library,
): Recording {
  const scenario = library.scenarios.get(cell.scenarioId);
  const prompt = library.prompts.get(cell.promptId);
  const model = library.models.get(cell.modelId);
  if (scenario === undefined || prompt === undefined || model === undefined) {
    throw new InvalidInputError([
      ...(scenario === undefined
        ? [unknownName("scenario", cell.scenarioId, [...library.scenarios.keys()])]
        : []),
      ...(prompt === undefined ? [unknownName("prompt", cell.promptId, [...library.prompts.keys()])] : []),
      ...(model === undefined ? [unknownName("model", cell.modelId, [...library.models.keys()])] : []),
    ]);
  }
  const planned = planCell({ scenario, prompt, model, language: cell.language, repeat: 0 });
  const request = requestForCell(planned);
  return {
    key: planned.recordingKey,
    schemaVersion: 1,
    recordedAt,
    provenance,
    note,
    cell,
    price,
    request,
    reply,
  };
}
