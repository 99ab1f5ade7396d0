import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEADINGS } from "../reports/headings.ts";
import type { Section } from "../reports/triage-section.ts";
import { type DiffLine, diffReports } from "./diff-reports.ts";
import { reportLines } from "./report-lines.ts";

const WORDS = HEADINGS.en;

function summary(text: string): Section {
  return { heading: WORDS.summary, blocks: [{ kind: "prose", text }] };
}

/** "=same", "-removed", "+added", "~changed [-gone-] {+come+}". */
function shown(lines: readonly DiffLine[]): string[] {
  return lines.map(({ kind, parts }) => {
    if (kind !== "changed") return `${{ same: "=", removed: "-", added: "+" }[kind]}${parts[0]?.text}`;
    const pieces = parts.map(({ kind: part, text }) =>
      part === "same" ? text : part === "removed" ? `[-${text}-]` : `{+${text}+}`,
    );
    return `~${pieces.join("")}`;
  });
}

function diffTexts(before: string, after: string, language: "en" | "zh" = "en"): string[] {
  const words = HEADINGS[language];
  const section = (text: string): Section => ({ heading: words.summary, blocks: [{ kind: "prose", text }] });
  return diffReports([section(before)], [section(after)], language).flatMap(({ lines }) => shown(lines));
}

describe("diffReports", () => {
  it.each([
    {
      what: "nothing",
      before: "The pool is full.",
      after: "The pool is full.",
      lines: ["=The pool is full."],
    },
    {
      what: "a word",
      before: "The pool is full.",
      after: "The pool was full.",
      lines: ["~The pool [-is-]{+was+} full."],
    },
    {
      what: "white space",
      before: "The pool  is full.",
      after: "The pool is full.",
      lines: ["~The pool[-  -]{+ +}is full."],
    },
    {
      what: "a line that came, beside one that changed",
      before: "The pool is full.\nRoll it back.",
      after: "A new cause entirely.\nThe pool was full.\nRoll it back.",
      lines: ["+A new cause entirely.", "~The pool [-is-]{+was+} full.", "=Roll it back."],
    },
    {
      what: "a line for one that shares but a word with it",
      before: "The pool is full.",
      after: "Certificates of the gateway expired.",
      lines: ["-The pool is full.", "+Certificates of the gateway expired."],
    },
    { what: "blank lines", before: "a\n\n \nb", after: "a\r\nb", lines: ["=a", "=b"] },
  ])("shows $what", ({ before, after, lines }) => {
    expect(diffTexts(before, after)).toEqual(lines);
  });

  it("takes Chinese apart by words", () => {
    expect(diffTexts("数据库连接池耗尽", "数据库线程池耗尽", "zh")).toEqual([
      expect.stringMatching(/^~数据库.*\[-连接.*-\]\{\+线程.*\+\}.*耗尽$/),
    ]);
  });

  it("reads badges, labels, nested items and subsections, and skips what is not the report's", () => {
    const document = (severity: string, risk: string): Section[] => [
      { heading: WORDS.context, blocks: [{ kind: "verbatim", text: severity }] },
      {
        heading: WORDS.severity,
        badge: { text: severity, tone: "bad" },
        blocks: [{ kind: "note", text: `took ${risk}` }],
      },
      {
        heading: WORDS.mitigation,
        blocks: [
          {
            kind: "list",
            ordered: true,
            items: [
              {
                badge: { text: "P0", tone: "bad" },
                text: "Roll back",
                blocks: [
                  { kind: "command", text: "kubectl\n" },
                  { kind: "field", label: WORDS.risk, text: risk },
                ],
              },
            ],
          },
        ],
      },
      { heading: WORDS.postmortem, blocks: [], subsections: [summary("Once.")] },
      { heading: WORDS.similar, blocks: [{ kind: "prose", text: risk }] },
      { heading: WORDS.scoreCard, blocks: [{ kind: "prose", text: risk }] },
    ];
    const diffs = diffReports(document("SEV1", "a short restart"), document("SEV2", "a long restart"), "en");
    expect(diffs.map(({ heading, lines }) => [heading, shown(lines)])).toEqual([
      ["Severity", ["-SEV1", "+SEV2"]],
      ["Mitigation plan", ["=P0 · Roll back", "=kubectl", "~Risk: a [-short-]{+long+} restart"]],
      ["Postmortem draft › Summary", ["=Once."]],
    ]);
  });

  it("shows a section that only one side has", () => {
    const [first, second] = diffReports([summary("Once.")], [], "en").concat(
      diffReports([], [summary("Once.")], "en"),
    );
    expect([shown(first?.lines ?? []), shown(second?.lines ?? [])]).toEqual([["-Once."], ["+Once."]]);
  });

  it("does not weigh thousands of lines pair by pair", () => {
    // These nine million pairs would run into the test's time limit.
    const text = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join("\n");
    expect(diffTexts(text("a"), text("b"))).toHaveLength(6000);
  });

  it.each(["en", "zh"] as const)("gives both texts back whole, in %s", (language) => {
    const word = fc.constantFrom("pool", "full", "v2.41", "连接池", "耗尽", "，", ".", " ", "  ", "\n", "😀");
    const text = fc.array(word, { maxLength: 25 }).map((words) => words.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const section = (one: string): Section[] => [
          { heading: HEADINGS[language].summary, blocks: [{ kind: "prose", text: one }] },
        ];
        const diffs = diffReports(section(before), section(after), language);
        const side = (absent: "removed" | "added") =>
          diffs.map(({ heading, lines }) => ({
            heading,
            lines: lines
              .filter(({ kind }) => kind !== absent)
              .map(({ parts }) =>
                parts
                  .filter(({ kind }) => kind !== absent)
                  .map((part) => part.text)
                  .join(""),
              ),
          }));
        expect(side("removed")).toEqual(reportLines(section(after), language));
        expect(side("added")).toEqual(reportLines(section(before), language));
      }),
    );
  });
});
