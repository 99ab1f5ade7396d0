import { resolve } from "node:path";

/** The review pages as a browser runs them: one module and one style sheet. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
}

const PAGE_FOLDER = resolve(import.meta.dirname, "../page");

/**
 * Builds the page of `src/page/`, in memory: nothing is written. Takes under a second, so that no built copy has to be kept
 * in step with its source. A page that does not build is a bug, thrown with the bundler's message.
 */
export async function buildPage(): Promise<PageParts> {
  const { build } = await import("vite"); // a third of a second to load, and most commands never build a page
  const built = await build({
    configFile: false,
    root: PAGE_FOLDER,
    envDir: false,
    publicDir: false,
    logLevel: "error",
    mode: "production",
    // Whatever NODE_ENV says: a development build would tell the paths of this machine.
    define: { "process.env.NODE_ENV": '"production"' },
    oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
    build: {
      write: false,
      target: "esnext",
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: resolve(PAGE_FOLDER, "main.tsx"),
        output: { codeSplitting: false },
      },
    },
  });
  if ("close" in built) throw new Error("the page was to be built once, not watched");
  return partsOf([built].flat().flatMap(({ output }) => output));
}

/** As far as a bundler's outputs matter here. */
type BuiltFile =
  | { readonly type: "chunk"; readonly fileName: string; readonly code: string }
  | { readonly type: "asset"; readonly fileName: string; readonly source: string | Uint8Array };

/** @throws where there is more than one script and one style sheet: the page could not load the rest. */
function partsOf(files: readonly BuiltFile[]): PageParts {
  const [script, ...otherScripts] = files.filter((file) => file.type === "chunk");
  const [style, ...otherAssets] = files.filter((file) => file.type === "asset");
  if (script === undefined || otherScripts.length > 0 || otherAssets.length > 0) {
    throw new Error(
      `the page is not one script and one style sheet: ${files.map(({ fileName }) => fileName).join(", ")}`,
    );
  }
  return {
    script: script.code,
    style: style === undefined ? "" : Buffer.from(style.source).toString("utf8"),
  };
}
