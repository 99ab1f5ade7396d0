import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aReport } from "../testing/builders.ts";
import { parseTriageReport } from "./parse-triage-report.ts";

const report = aReport();
const json = JSON.stringify(report, null, 2);

function parse(text: string, finishReason: string | null = "stop") {
  return parseTriageReport({ text, finishReason });
}

describe("a reply that is readable", () => {
  it("is taken as it is when it is nothing but the JSON", () => {
    expect(parse(json)).toEqual({ ok: true, report, repairs: [] });
  });

  it.each([
    { why: "a fence", text: `\`\`\`json\n${json}\n\`\`\``, kinds: ["fence-removed"] },
    {
      why: "prose before and after",
      text: `Here you are:\n${json}\nHope it helps!`,
      kinds: ["prose-removed"],
    },
    {
      why: "prose and a fence",
      text: `Sure.\n\`\`\`\n${json}\n\`\`\`\nDone.`,
      kinds: ["fence-removed", "prose-removed"],
    },
    { why: "a stray brace after the report", text: `${json}\nuse {x`, kinds: ["prose-removed"] },
    { why: "a small object before the report", text: `{"note": 1}\n${json}`, kinds: ["prose-removed"] },
    { why: "a trailing comma", text: json.replace(/\n}$/, ",\n}"), kinds: ["syntax-repaired"] },
    { why: "an enum in other spelling", text: json.replace('"SEV1"', '"sev-1"'), kinds: ["enum-normalised"] },
    {
      why: "a key nobody asked for",
      text: json.replace("{", '{ "mood": "calm",'),
      kinds: ["unknown-key-dropped"],
    },
  ])("gives the same report after repairing $why", ({ text, kinds }) => {
    const parsed = parse(text);
    expect(parsed).toMatchObject({ ok: true, report });
    expect(parsed.ok && parsed.repairs.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe("a reply that is unreadable", () => {
  const { customerImpact: _dropped, ...incomplete } = report;
  it.each([
    { why: "nothing", text: " \n", problem: /empty/ },
    { why: "prose only", text: "I cannot help with that.", problem: /no JSON object/ },
    { why: "a report cut off in the middle", text: json.slice(0, -40), problem: /never closes/ },
    { why: "a missing section", text: JSON.stringify(incomplete), problem: /no customerImpact/ },
    {
      why: "a severity that is none",
      text: json.replace('"SEV1"', '"CRITICAL"'),
      problem: /wrong severity.*SEV1, SEV2/,
    },
    {
      why: "a key given twice",
      text: json.replace("{", '{ "severity": "SEV4",'),
      problem: /severity is given twice/,
    },
  ])("says why: $why", ({ text, problem }) => {
    const parsed = parse(text);
    expect(parsed.ok ? [] : parsed.problems).toEqual([expect.stringMatching(problem)]);
  });

  it("is not repaired into success when the token limit cut it, even if what is left parses", () => {
    expect(parse(json, "length")).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/token limit/)],
    });
  });

  it("is told with all its problems at once", () => {
    const text = JSON.stringify({ ...incomplete, severity: 1 });
    const parsed = parse(text);
    expect(parsed.ok ? [] : parsed.problems).toHaveLength(2);
  });
});

it("never reads a report out of any strict prefix of one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: json.length - 1 }), (end) => !parse(json.slice(0, end)).ok),
  );
});

it("never throws, whatever the model says", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parse(text).ok === "boolean"));
  fc.assert(fc.property(fc.json(), (text) => typeof parse(text).ok === "boolean"));
});
