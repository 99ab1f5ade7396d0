import { visible } from "../../reports/printable.ts";

export interface Crumb {
  readonly text: string;
  /** Null for the page itself. */
  readonly href: string | null;
}

/** The way back. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label="Where you are">
      <ol>
        {crumbs.map(({ text, href }) => (
          <li key={text}>
            {href === null ? (
              <span aria-current="page">{visible(text)}</span>
            ) : (
              <a href={href}>{visible(text)}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
