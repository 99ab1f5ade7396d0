import { visible } from "../../reports/printable.ts";
import { Scroll } from "./scroll.tsx";

/** A unified diff, its lines told apart by their sign and by colour. */
export function DiffText({ diff }: { diff: string }) {
  return (
    <Scroll class="diff" label="Prompt diff">
      {diff.split("\n").map((line, index) => (
        // Lines of a diff keep their places.
        <span key={String(index)} class={KINDS[line.charAt(0)] ?? "same"}>
          {`${visible(line)}\n`}
        </span>
      ))}
    </Scroll>
  );
}

const KINDS: Readonly<Record<string, string>> = { "+": "added", "-": "removed", "@": "place" };
