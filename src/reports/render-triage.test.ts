import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { aHit, chineseView, seedView } from "./__fixtures__/views.ts";
import { metaLine, provenanceLine } from "./meta-line.ts";
import { renderTriageHtml } from "./render-triage-html.ts";
import { renderTriageJson } from "./render-triage-json.ts";
import { renderTriageMarkdown } from "./render-triage-markdown.ts";
import { renderTriageTerminal } from "./render-triage-terminal.ts";
import type { TriageView } from "./triage-view.ts";

const plain = { width: 80, colour: false };

const formats = [
  { format: "terminal", extension: "txt", render: (view: TriageView) => renderTriageTerminal(view, plain) },
  { format: "markdown", extension: "md", render: renderTriageMarkdown },
  { format: "html", extension: "html", render: renderTriageHtml },
];

/** The sections of the page the first real report was shown on, in its order. */
const SECTIONS = [
  "Raw incident context",
  "Summary",
  "Severity reasoning",
  "10567ms",
  "Root cause hypotheses",
  "Investigation checklist",
  "Mitigation plan",
  "Customer impact",
  "Postmortem draft",
  "Timeline (UTC)",
  "Root Cause",
  "Detection",
  "Response",
  "What Went Well",
  "What Went Poorly",
  "Action Items",
  "Follow-ups",
  "Similar past incidents",
  "Score card",
];

/** Every text of a view with something appended: what a poisoned log or a hijacked model would send. */
function poisoned(evil: string): TriageView {
  const fixed = [
    "severity",
    "confidence",
    "priority",
    "language",
    "provenance",
    "createdAt",
    "gate",
    "tone",
    "outcome",
    "kind",
    "matched",
    "startedAt",
  ];
  const poison = (value: unknown): unknown => {
    if (typeof value === "string") return value + evil;
    if (Array.isArray(value)) return value.map(poison);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, fixed.includes(key) ? inner : poison(inner)]),
    );
  };
  return poison(seedView) as TriageView; // the shape is kept: only strings grew
}

describe.each(formats)("a triage report as $format", ({ extension, render }) => {
  it.each([
    { name: "en", view: seedView },
    { name: "zh", view: chineseView },
  ])("in $name", async ({ name, view }) => {
    await expect(render(view)).toMatchFileSnapshot(`__snapshots__/triage.${name}.${extension}`);
  });

  it("holds every section in the order of the page", () => {
    const shown = render(seedView);
    let position = 0;
    for (const section of SECTIONS) {
      const found = shown.indexOf(section, position);
      expect(found, section).toBeGreaterThan(-1);
      position = found;
    }
  });

  it("names provenance unless the reply is live", () => {
    const live = {
      ...seedView,
      chips: { promptId: "v2", language: "en", provenance: "live" } as const,
      meta: { ...seedView.meta, provenance: "live", note: null } as const,
    };
    expect(render(seedView)).toContain("imported");
    expect(render(live)).not.toMatch(/imported|live/);
  });

  it("tells apart a search that found nothing, an empty memory, one that failed and one nobody made", () => {
    const shown = (similar: TriageView["similar"]) => render({ ...seedView, similar });
    expect(shown(null)).toContain("not looked up");
    expect(shown({ outcome: "searched", total: 0, hits: [] })).toContain("no past incidents are stored yet");
    expect(shown({ outcome: "searched", total: 26, hits: [] })).toContain(
      "none found among 26 past incidents",
    );
    const failed = shown({ outcome: "unavailable", reason: "the server is down" });
    expect(failed).toContain("could not be looked up: the server is down");
  });

  it("shows each past incident with percentage, date, severity, match and symptoms", () => {
    const hits = [aHit({ similarity: 0.853, severity: null, matched: "both", kind: "example" })];
    const shown = render({ ...seedView, similar: { outcome: "searched", total: 1, hits } }).replace(
      /\s+/g,
      " ",
    );
    expect(shown).toMatch(
      /85%[\s\S]*Checkout down[\s\S]*example · INC-1 · 2025-02-11 · severity unknown · checkout-svc · match: title and symptoms[\s\S]*HTTP 500/,
    );
  });

  it("shows failed gates and scores that are unknown", () => {
    const gate = { gate: "missed-sev1", scorerId: "severity", message: "SEV1 called SEV3" } as const;
    const score = { headline: null, passed: false, scores: [], gateFailures: [gate] };
    const shown = render({ ...seedView, score });
    expect(shown).toMatch(/failed[\s\S]*not scored[\s\S]*missed-sev1[\s\S]*SEV1 called SEV3/);
    expect(render({ ...seedView, score: null })).not.toContain("Score card");
  });

  it("lets no terminal escape or hidden character of a model through", () => {
    const shown = render(
      poisoned("\u001b[31m\u001b]8;;http://evil\u0007x\u001b]8;;\u0007\u009b2J\u202e\u200b"),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
    expect(shown).not.toMatch(/[\u001b\u0007\u009b\u202e\u200b]/);
    expect(shown).toContain("⟨U+202E⟩");
  });

  it("copes with empty parts", () => {
    const { report } = seedView;
    const postmortem = { ...report.postmortem, timeline: [], wentWell: [], wentPoorly: [], actionItems: [] };
    const empty = {
      ...report,
      summary: "",
      hypotheses: [],
      checklist: [],
      mitigations: [],
      followUps: [],
      postmortem,
    };
    const shown = render({ ...seedView, chips: null, service: null, createdAt: null, report: empty });
    expect(shown.match(/none/g)?.length).toBeGreaterThanOrEqual(8);
  });
});

describe("the meta line", () => {
  it("reads as on the first report's page", () => {
    const live = { ...seedView.meta, provenance: "live" } as const;
    expect(metaLine(live).replaceAll(" · ", "·")).toBe(
      "deepseek-chat·prompt v2·output: en·10567ms·1739↑ / 1480↓ tok·$0.00210",
    );
  });

  it("leaves unknown what was not measured, and ends with the provenance", () => {
    expect(metaLine(chineseView.meta)).toBe(
      "deepseek-chat · prompt v2 · output: zh · – · – tok · – · authored",
    );
  });

  it("explains provenance in the report's language", () => {
    expect(provenanceLine(chineseView.meta)).toBe("authored: 人工编写，不代表任何模型的表现");
    expect(provenanceLine({ ...seedView.meta, provenance: "live", note: null })).toBeNull();
    expect(provenanceLine({ ...seedView.meta, provenance: "live", note: "asked twice" })).toBe("asked twice");
  });
});

describe("in a terminal", () => {
  it("keeps every command on one line, whole, and everything else within the width", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 140 }),
        fc.constantFrom(seedView, chineseView),
        (width, view) => {
          const lines = renderTriageTerminal(view, { width, colour: false }).split("\n");
          const commands = view.report.checklist.flatMap(({ command }) => command.split("\n"));
          for (const command of commands) expect(lines.some((line) => line.endsWith(command))).toBe(true);
          for (const line of lines.filter(
            (candidate) => !commands.some((command) => candidate.endsWith(command)),
          )) {
            expect(stringWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });

  it("adds nothing but colour when colour is on", () => {
    const coloured = renderTriageTerminal(seedView, { width: 80, colour: true });
    expect(coloured).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: only colours may be left.
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(renderTriageTerminal(seedView, plain));
  });
});

describe("in Markdown", () => {
  it("keeps hostile text inside its fence and out of the markup", () => {
    const shown = renderTriageMarkdown(
      poisoned("\n````\n# out\n<script>x</script>\n![i](http://evil/i.png)\n[l](http://evil)"),
    );
    let fence: string | null = null;
    for (const line of shown.split("\n").map((candidate) => candidate.trim())) {
      const run = /^`{3,}/.exec(line)?.[0];
      if (fence === null && run !== undefined) fence = run;
      else if (fence !== null && line === fence) fence = null;
      else if (fence === null) expect(line).not.toMatch(/^# out|(?<!\\)<script|(?<!\\)\]\(|`{3}/);
    }
    expect(fence).toBeNull();
  });
});

describe("in HTML", () => {
  const hostile = renderTriageHtml(
    poisoned(
      `</title></style></pre><script>x()</script><img src="//evil" onerror=x()>"'><a href=javascript:x()>`,
    ),
  );

  it("lets no markup of theirs in", () => {
    const ours = new Set(renderTriageHtml(seedView).match(/<\/?[a-z][a-z0-9]*/g));
    const tags = new Set(hostile.match(/<\/?[a-z][a-z0-9]*/g));
    expect([...tags].filter((tag) => !ours.has(tag))).toEqual([]);
    expect([...ours].filter((tag) => /script|img|link|iframe|<a$/.test(tag))).toEqual([]);
    expect(hostile.match(/<\/title>|<\/style>/g)).toHaveLength(2);
  });

  it("allows nothing but its own style sheet, and asks no one for anything", () => {
    expect(hostile).toMatch(
      /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[^']+&#39;; base-uri/,
    );
    expect(renderTriageHtml(seedView)).not.toMatch(
      /\b(src|href|srcset|action)=|url\(|@import|style="|https?:/,
    );
  });

  it("says its language", () => {
    expect(renderTriageHtml(seedView)).toContain('<html lang="en">');
    expect(renderTriageHtml(chineseView)).toContain('<html lang="zh-CN">');
  });
});

describe("as JSON", () => {
  it("restores the view exactly, under a schema version", () => {
    const view = poisoned("\u001b\u009b\u202e\u{e0041}\u2028");
    expect(JSON.parse(renderTriageJson(view))).toEqual({ schemaVersion: 1, ...view });
  });

  it("is harmless in a terminal", () => {
    const shown = renderTriageJson(poisoned("\u001b[31m\u009b2J\u007f\u202e\u200b\u{e0041}"));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u200b\u{e0041}]/u);
  });

  it("has its keys in a fixed order", () => {
    expect(Object.keys(JSON.parse(renderTriageJson(seedView)))).toEqual([
      ...["schemaVersion", "title", "chips", "service", "createdAt", "context"],
      ...["report", "meta", "similar", "score"],
    ]);
  });
});
