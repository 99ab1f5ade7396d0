import { createContext, projectPaths } from "../cli/context.ts";
import { createHttpFetch } from "../models/http-fetch.ts";
import { planRun, requestForCell } from "../runs/plan-run.ts";
import { benchModel, loadWorkload } from "./workload.ts";

/**
 * A process of its own: the same requests over the same HTTP code and nothing else, no queue, no retry, no
 * disk. What it needs beyond the ideal, machine and server need.
 */
async function runBareLoop(url: string, trials: number, concurrency: number): Promise<void> {
  const model = benchModel(url, concurrency);
  const matrix = await loadWorkload(projectPaths(createContext(process)), { trials: 1, model });
  const [request] = planRun(matrix).map(requestForCell);
  const body = JSON.stringify({ ...request?.parameters, model: model.model, messages: request?.messages });
  const post = createHttpFetch();
  let left = trials;
  const ask = async () => {
    for (; left > 0; ) {
      left -= 1;
      const headers = { "content-type": "application/json" };
      await (await post(`${url}/chat/completions`, { method: "POST", headers, body })).json();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, ask));
  process.disconnect?.();
}

const [url = "", , trials, concurrency] = process.argv.slice(2);
await runBareLoop(url, Number(trials), Number(concurrency));
process.exit(); // kept-alive connections would hold it open for seconds
