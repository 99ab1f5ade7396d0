import { expect, it } from "vitest";
import { PLAIN_TERMINAL } from "../reports/terminal.ts";
import type { Browsed } from "./browse-page.ts";
import type { PagesMeasured } from "./measure-pages.ts";
import { renderPagesTable } from "./render-pages-table.ts";

it("shows the median of the rounds with the least and the most, and the last size over the first", () => {
  const text = renderPagesTable(
    [measured(1_000, [100, 300, 200]), measured(10_000, [500, 400, 2_000])],
    PLAIN_TERMINAL,
  );
  expect(lineOf(text, "trials")).toBe("trials 1,000 10,000 10.0");
  expect(lineOf(text, "served: first answer")).toBe(
    "served: first answer 200 ms (100 ms to 300 ms) 500 ms (400 ms to 2.0 s) 2.5",
  );
  expect(lineOf(text, "served: server's peak memory")).toBe("served: server's peak memory – – –");
  expect(lineOf(text, "file: size")).toBe("file: size 1.0 MB 10 MB 10.0");
});

function measured(trials: number, firstAnswers: readonly number[]): PagesMeasured {
  return {
    trials,
    served: firstAnswers.map((firstAnswerMs) => ({
      ...{ firstAnswerMs, secondAnswerMs: 10, answerMb: 1, serverPeakMb: null },
      page: PAGE,
    })),
    file: { writeMs: 1_000, sizeMb: trials / 1_000, rounds: [PAGE] },
  };
}

const PAGE: Browsed = {
  interactiveMs: 500,
  filterMs: [20, 30],
  longestFrameMs: 34,
  loadedHeapMb: 10,
  filteredHeapMb: 11,
};

function lineOf(text: string, name: string): string | undefined {
  return text
    .split("\n")
    .find((line) => line.startsWith(`${name} `))
    ?.replaceAll(/ +/g, " ");
}
