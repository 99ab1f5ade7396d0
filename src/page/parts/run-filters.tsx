import { useMemo } from "preact/hooks";
import type { RunReview } from "../../contracts/review.ts";
import { formatCount } from "../../reports/format-figures.ts";
import { visible } from "../../reports/printable.ts";
import { type Choice, filterChoices } from "../../review/filter-choices.ts";
import { ALL_TRIALS, type RunView } from "../../review/run-view.ts";

interface Props {
  readonly review: RunReview;
  readonly view: RunView;
  /** Trials that the filters leave. */
  readonly shown: number;
  readonly onChange: (change: Partial<RunView>) => void;
}

const FACETS = [
  { field: "prompts", name: "Prompt" },
  { field: "models", name: "Model" },
  { field: "languages", name: "Language" },
  { field: "categories", name: "Category" },
  { field: "severities", name: "Severity" },
  { field: "gates", name: "Gate failed" },
  { field: "provenances", name: "Provenance" },
] as const;
const VERDICTS = ["all", "passed", "failed"] as const;

/** What is shown of a run. It all stands in the address. */
export function RunFilters({ review, view, shown, onChange }: Props) {
  const { rows, scenarios, scorers } = review;
  const choices = useMemo(() => filterChoices(rows, scenarios), [rows, scenarios]);
  const clear = () => onChange({ ...ALL_TRIALS, sort: view.sort, heat: view.heat });
  return (
    <search class="filters">
      <input
        type="search"
        aria-label="Words in scenario, prompt, model or fault"
        placeholder="Find words …"
        value={view.text}
        onInput={({ currentTarget: { value } }) => onChange({ text: value })}
      />
      {FACETS.map(({ field, name }) => (
        <Facet
          key={field}
          name={name}
          choices={choices[field]}
          chosen={view[field]}
          onChange={(chosen) => onChange({ [field]: chosen })}
        />
      ))}
      <label>
        Weak on{" "}
        <select
          value={view.weakOn ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ weakOn: value === "" ? null : value })}
        >
          <option value="">any scorer</option>
          {scorers.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
      </label>
      <fieldset class="segments">
        <legend class="hidden">Verdict</legend>
        {VERDICTS.map((verdict) => (
          <label key={verdict}>
            <input
              type="radio"
              name="verdict"
              checked={view.verdict === verdict}
              onChange={() => onChange({ verdict })}
            />
            {verdict}
          </label>
        ))}
      </fieldset>
      <span class="count" role="status">
        {shown === rows.length
          ? formatCount(shown, "trial")
          : `${shown} of ${formatCount(rows.length, "trial")}`}
      </span>
      {shown !== rows.length && (
        <button type="button" onClick={clear}>
          Clear filters
        </button>
      )}
    </search>
  );
}

interface FacetProps {
  readonly name: string;
  readonly choices: readonly Choice<string>[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

function Facet({ name, choices, chosen, onChange }: FacetProps) {
  if (choices.length === 0) return null;
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <details class="facet" onKeyDown={closeOnEscape} onFocusOut={closeWhenLeft}>
      <summary>
        {name}
        {chosen.length > 0 && <b>: {chosen.map(visible).join(", ")}</b>}
      </summary>
      <fieldset>
        <legend class="hidden">{name}</legend>
        {choices.map(({ value, trials }) => (
          <label key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {visible(value)} <small>{trials}</small>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function closeOnEscape(event: KeyboardEvent & { currentTarget: HTMLDetailsElement }): void {
  if (event.key !== "Escape") return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector("summary")?.focus();
}

function closeWhenLeft(event: FocusEvent & { currentTarget: HTMLDetailsElement }): void {
  const { currentTarget, relatedTarget } = event;
  if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
}
