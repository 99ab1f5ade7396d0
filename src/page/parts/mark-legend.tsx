import { useMarking } from "../marking.ts";

/** What the marks in report and incident text mean, by their line and sign and not by colour alone. */
export function MarkLegend() {
  const { isGoodShown, showGood } = useMarking();
  return (
    <p class="legend">
      <span>
        <mark class="grounded">12%</mark> stands in the incident text
      </span>
      <span>
        <mark class="ungrounded start">15 minutes</mark> does not
      </span>
      <span>
        <mark class="bad start">fault</mark> <mark class="warning">warning</mark>
      </span>
      <label>
        <input
          type="checkbox"
          checked={isGoodShown}
          onChange={({ currentTarget }) => showGood(currentTarget.checked)}
        />{" "}
        mark what is right too
      </label>
    </p>
  );
}
