import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { type Label, labelSchema } from "../contracts/label.ts";
import { ReviewError, type ReviewSource } from "../contracts/review.ts";
import { type TrialKey, trialKeySchema } from "../contracts/trial.ts";
import { InvalidInputError, OutsideError } from "../shared/errors.ts";
import { renderPath, schemaProblems } from "../shared/schema-problems.ts";
import type { PageParts } from "./build-page.ts";
import { pageHtml } from "./page-html.ts";
import { ANSWER_HEADERS, refuseOtherHosts, refuseOtherSites, refuseOtherWriters } from "./request-guards.ts";

const BODY_AT_MOST = 1 << 20;

export interface ReviewAppOptions {
  readonly source: ReviewSource;
  readonly page: PageParts;
  /** A secret that only the page served here is told. */
  readonly token: string;
  /** Known once it listens. */
  readonly port: () => number;
  /** Told of an error that no request explains. */
  readonly onBug: (error: unknown) => void;
}

/**
 * The review pages over HTTP: `/` is the page, `/api/` what `ReviewSource` gives, as JSON; an error is `{ error }`. No path
 * of a request is ever one on the disk: names are looked up by the source, in listings.
 */
export function createReviewApp({ source, page, token, port, onBug }: ReviewAppOptions): Hono {
  const { html, contentPolicy } = pageHtml(page, { data: "", connect: true, token });
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(ANSWER_HEADERS)) context.header(name, value);
    context.header("Content-Security-Policy", contentPolicy);
  });
  app.use(refuseOtherHosts(port));
  app.use(compress());
  app.get("/", (context) => context.html(html));
  app.use("/api/*", refuseOtherSites);
  addReadRoutes(app, source);
  app.post(
    "/api/labels",
    refuseOtherWriters(token),
    bodyLimit({
      maxSize: BODY_AT_MOST,
      onError: () => {
        throw new HTTPException(413, { message: "more than 1 MB of labels at once" });
      },
    }),
    async (context) => {
      const labels = readLabels(await context.req.text());
      await source.addLabels(labels);
      return context.json({ added: labels.length }, 201);
    },
  );
  app.notFound((context) => context.json({ error: "there is no such page" }, 404));
  app.onError((error, context) => {
    const { status, message } = answerTo(error);
    if (message === null) onBug(error);
    return context.json({ error: message ?? "internal error" }, status);
  });
  return app;
}

function addReadRoutes(app: Hono, source: ReviewSource): void {
  app.get("/api/runs", async (context) => context.json(await source.runs()));
  app.get("/api/runs/:run", async (context) => context.json(await source.run(context.req.param("run"))));
  app.get("/api/runs/:run/progress", async (context) =>
    context.json(
      await source.progress(context.req.param("run"), wholeNumber("from", context.req.query("from"))),
    ),
  );
  app.get("/api/trials", async (context) => {
    const run = asked("run", context.req.query("run"));
    return context.json(await source.trial(run, trialKey(asked("trial", context.req.query("trial")))));
  });
  app.get("/api/comparison", async (context) => {
    const baseline = asked("baseline", context.req.query("baseline"));
    const candidate = asked("candidate", context.req.query("candidate"));
    return context.json(await source.comparison({ baseline, candidate }));
  });
  app.get("/api/scenarios/:id", async (context) =>
    context.json(await source.scenario(context.req.param("id"))),
  );
  app.get("/api/labels", async (context) =>
    context.json(await source.labels(asked("run", context.req.query("run")))),
  );
}

/** A null message is a bug's: what it says is for who repairs it. */
function answerTo(error: unknown): { status: ContentfulStatusCode; message: string | null } {
  if (error instanceof HTTPException)
    return { status: error.status as ContentfulStatusCode, message: error.message };
  if (error instanceof ReviewError) return { status: 404, message: error.message };
  if (error instanceof InvalidInputError) return { status: 400, message: error.message };
  if (error instanceof OutsideError) return { status: 500, message: error.message };
  return { status: 500, message: null };
}

function asked(name: string, value: string | undefined): string {
  if (value !== undefined && value !== "") return value;
  throw new HTTPException(400, { message: `the request names no ${name}` });
}

function wholeNumber(name: string, value: string | undefined): number {
  if (/^\d{1,9}$/.test(value ?? "")) return Number(value);
  throw new HTTPException(400, { message: `"${name}" must be a whole number from 0` });
}

/** As `trialSelector` writes it. A model's id may hold slashes; the other parts never do. */
function trialKey(selector: string): TrialKey {
  const [, scenarioId, promptId, modelId, language, repeat] =
    /^([^/]+)\/([^/]+)\/(.+)\/([^/]+)\/(\d{1,9})$/.exec(selector) ?? [];
  const key = trialKeySchema.safeParse({ scenarioId, promptId, modelId, language, repeat: Number(repeat) });
  if (key.success) return key.data;
  throw new ReviewError(`there is no trial "${selector}"`);
}

/** @throws InvalidInputError with everything that is wrong with any of them. */
function readLabels(text: string): Label[] {
  const parsed = z.array(labelSchema).min(1).safeParse(jsonOf(text), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new InvalidInputError(schemaProblems(parsed.error, "the list of labels", renderPath));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HTTPException(400, { message: "the request is not JSON" });
  }
}
