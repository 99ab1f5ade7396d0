import type { ApiProvider, ProviderResponse } from "promptfoo";
import type { PromptfooModel } from "../contracts/model.ts";
import type { ModelClient, ModelRequest } from "../contracts/model-client.ts";
import { startDeadline } from "../models/deadline.ts";
import { canonicalJson } from "../shared/stable-hash.ts";
import { callFailure, failureIn, type Secret, thrownFailure } from "./promptfoo-failure.ts";
import { replyFrom } from "./promptfoo-reply.ts";

/** No reports to promptfoo's makers, no update check, no log, no second scheduler under ours. */
const SWITCHES = {
  PROMPTFOO_DISABLE_TELEMETRY: "1",
  PROMPTFOO_DISABLE_UPDATE: "1",
  PROMPTFOO_DISABLE_SHARING: "1",
  PROMPTFOO_DISABLE_REMOTE_GENERATION: "1",
  PROMPTFOO_DISABLE_ADAPTIVE_SCHEDULER: "1",
  PROMPTFOO_DISABLE_DEBUG_LOG: "1",
  PROMPTFOO_DISABLE_ERROR_LOG: "1",
  PROMPTFOO_CACHE_ENABLED: "false",
  LOG_LEVEL: "none", // it logs errors to standard output, and vendors quote keys in them
};

/**
 * Any provider that promptfoo knows, one attempt per call. Providers differ in what they honour, so the
 * timeout is ours: a call that ignores it is left behind, and may still be billed. The model's name as the
 * vendor served it is never told.
 */
export function createPromptfooClient(
  model: PromptfooModel,
  { apiKey }: { readonly apiKey: string | null },
): ModelClient {
  const secret: Secret = { apiKey, keyVariable: model.keyVariable };
  const providers = new Map<string, Promise<ApiProvider>>();

  /** A provider is made with its parameters, and prompt versions may set their own. */
  function providerFor({ parameters }: ModelRequest): Promise<ApiProvider> {
    const name = canonicalJson(parameters);
    const provider = providers.get(name) ?? loadProvider(model, { ...parameters, ...keyConfig(apiKey) });
    providers.set(name, provider);
    return provider;
  }

  return {
    async ask(request, { signal }) {
      // Loading promptfoo takes seconds, on a busy machine many; the model's time starts after that.
      const provider = await providerFor(request).catch((error: unknown) => {
        throw thrownFailure(error, model, secret);
      });
      const deadline = startDeadline(signal, model.timeoutSeconds * 1000);
      try {
        const startedAt = performance.now();
        const response = await abortable(callProvider(provider, request, deadline.signal), deadline.signal);
        const latencyMs = performance.now() - startedAt;
        const failure = failureIn(response, model, secret);
        if (failure !== null) throw failure;
        return replyFrom(response, model, latencyMs);
      } catch (error) {
        if (signal.aborted) throw callFailure(model, "interrupted", "stopped before it answered");
        if (deadline.isOver()) throw callFailure(model, "timeout", `no answer in ${model.timeoutSeconds} s`);
        throw thrownFailure(error, model, secret);
      } finally {
        deadline.stop();
      }
    },
  };
}

/** Without one the provider finds its own credentials, as those of cloud vendors do. */
function keyConfig(apiKey: string | null) {
  return apiKey === null ? {} : { apiKey };
}

/** promptfoo takes seconds to import and reads its switches while it does. */
async function loadProvider(model: PromptfooModel, config: Record<string, unknown>): Promise<ApiProvider> {
  Object.assign(process.env, SWITCHES);
  const { cache, loadApiProvider } = await import("promptfoo");
  cache.disableCache();
  return loadApiProvider(model.promptfooId, { options: { config: { ...config, maxRetries: 0 } } });
}

function callProvider(
  provider: ApiProvider,
  { messages }: ModelRequest,
  abortSignal: AbortSignal,
): Promise<ProviderResponse> {
  return provider.callApi(JSON.stringify(messages), undefined, { abortSignal });
}

/** The result, or a rejection as soon as the signal aborts. What the work comes to after that is nobody's any more. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
    work.then(resolve, reject);
  });
}
