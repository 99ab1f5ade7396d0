import { visible } from "../../reports/printable.ts";
import type { TriageDocument } from "../../reports/triage-document.ts";
import type { Block, Item, Origin, Section } from "../../reports/triage-section.ts";
import type { TrialMark } from "../../review/trial-marks.ts";
import { useMarking } from "../marking.ts";
import { Badge } from "./badge.tsx";
import { CopyButton } from "./copy-button.tsx";
import { MarkedText } from "./marked-text.tsx";

/** A triage report as a page, section by section, in its own language. */
export function TriageArticle({ sections, colon }: { sections: TriageDocument["sections"]; colon: string }) {
  return (
    <>
      {sections.map((section) => (
        <section key={section.heading} class="card">
          <SectionHead section={section} level={2} />
          <SectionBody section={section} colon={colon} />
        </section>
      ))}
    </>
  );
}

function SectionHead({ section: { heading, badge }, level }: { section: Section; level: 2 | 3 }) {
  const label =
    badge === undefined ? null : (
      <span class={`badge ${badge.tone}`}>
        <OriginText text={badge.text} origins={badge.origins} />
      </span>
    );
  return level === 2 ? (
    <h2>
      {heading} {label}
    </h2>
  ) : (
    <h3>
      {heading} {label}
    </h3>
  );
}

function SectionBody({ section: { blocks, subsections = [] }, colon }: { section: Section; colon: string }) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={String(index)} block={block} colon={colon} />
      ))}
      {subsections.map((section) => (
        <section key={section.heading}>
          <SectionHead section={section} level={3} />
          <SectionBody section={section} colon={colon} />
        </section>
      ))}
    </>
  );
}

function BlockView({ block, colon }: { block: Block; colon: string }) {
  switch (block.kind) {
    case "prose":
      return (
        <p>
          <OriginText {...block} />
        </p>
      );
    case "note":
      return <p class="note">{visible(block.text)}</p>;
    case "verbatim":
      return <pre class="verbatim">{visible(block.text)}</pre>;
    case "command":
      return (
        <div class="command">
          <pre>
            <code>
              <OriginText {...block} />
            </code>
          </pre>
          <CopyButton text={block.text.trim()} what="command" />
        </div>
      );
    case "field":
      return (
        <p>
          <span class="label">
            {block.label}
            {colon}
          </span>
          <OriginText {...block} />
        </p>
      );
    case "list":
      return <ItemList items={block.items} isOrdered={block.ordered} colon={colon} />;
  }
}

function ItemList({
  items,
  isOrdered,
  colon,
}: {
  items: readonly Item[];
  isOrdered: boolean;
  colon: string;
}) {
  const lines = items.map((item, index) => (
    <li key={String(index)}>
      <p>
        {item.badge !== undefined && <Badge {...item.badge} />}
        <OriginText {...item} />
      </p>
      {(item.blocks ?? []).map((block, at) => (
        <BlockView key={String(at)} block={block} colon={colon} />
      ))}
    </li>
  ));
  return isOrdered ? <ol>{lines}</ol> : <ul>{lines}</ul>;
}

/** A text with the marks of the report's fields it is made of. */
function OriginText({ text, origins = [] }: { text: string; origins?: readonly Origin[] | undefined }) {
  const { marks } = useMarking();
  const own = origins.flatMap(({ path, start }) =>
    (marks.inReport.get(path) ?? []).map(
      (mark): TrialMark => ({
        ...mark,
        start: mark.start + start,
        end: mark.end + start,
      }),
    ),
  );
  return <MarkedText text={text} marks={own} />;
}
