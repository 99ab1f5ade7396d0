import { visible } from "../../reports/printable.ts";

/** A unified diff, its lines told apart by their sign and by colour. */
export function DiffText({ diff }: { diff: string }) {
  return (
    <pre class="diff" tabIndex={0} aria-label="Prompt diff">
      {diff.split("\n").map((line, index) => (
        // Lines of a diff keep their places.
        <span key={String(index)} class={KINDS[line.charAt(0)] ?? "same"}>
          {`${visible(line)}\n`}
        </span>
      ))}
    </pre>
  );
}

const KINDS: Readonly<Record<string, string>> = { "+": "added", "-": "removed", "@": "place" };
