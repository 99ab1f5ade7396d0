import { labelsCsv } from "../../review/label-csv.ts";
import { useReviewing } from "../reviewing.ts";

/** In a file there is no server to keep labels: they are handed over as a file for results/labels/. */
export function DownloadLabels({ runId }: { runId: string }) {
  const { source, isEmbedded } = useReviewing();
  if (!isEmbedded) return null;
  const download = async () =>
    save(labelsCsv(await source.labels(runId), { header: true }), `labels-${runId}.csv`);
  return (
    <button type="button" onClick={download}>
      Download labels
    </button>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
