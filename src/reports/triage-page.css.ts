/** The look of a triaged incident's page: light and dark by the reader's setting, and fit for paper. */
export const TRIAGE_PAGE_CSS = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --ink: #1b2129; --soft: #5a6675; --line: #dfe3e8; --code: #f1f3f6;
  --bad: #b3261e; --bad-fill: #fdeceb; --warning: #8a5300; --warning-fill: #fdf1dc;
  --good: #1b6e3c; --good-fill: #e3f4e9; --quiet: #4d5866; --quiet-fill: #eaedf1; --accent: #2457b5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161b; --card: #1a2027; --ink: #e4e8ed; --soft: #9aa6b4; --line: #2e3742; --code: #11161c;
    --bad: #ff9a92; --bad-fill: #45201e; --warning: #f3c373; --warning-fill: #40300f;
    --good: #84d9a4; --good-fill: #17392a; --quiet: #b4bfcb; --quiet-fill: #2a323c; --accent: #8db4ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 2rem 1rem 4rem; background: var(--page); color: var(--ink);
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 54rem; margin: 0 auto; }
h1 { margin: .4rem 0 .3rem; font-size: 1.6rem; line-height: 1.3; }
h2 { margin: 0 0 .7rem; font-size: 1.1rem; display: flex; align-items: center; gap: .6rem; }
h3 { margin: 1.1rem 0 .2rem; font-size: .95rem; color: var(--soft); }
section > :last-child, li > :last-child { margin-bottom: 0; }
p { margin: 0 0 .6rem; white-space: pre-line; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; }
.facts, .note { color: var(--soft); font-size: .875rem; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin: 0 0 1.2rem; }
.facts div { display: flex; gap: .4rem; }
dl, dd, dt { margin: 0; }
dt { flex: none; }
main > section {
  background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 1.1rem 1.3rem; margin: 0 0 1rem;
}
.label { color: var(--soft); font-weight: 600; }
.badge {
  display: inline-block; padding: 0 .55em; border-radius: 99px; font-size: .8rem; font-weight: 600;
  line-height: 1.6; white-space: nowrap;
}
.bad { color: var(--bad); background: var(--bad-fill); }
.warning { color: var(--warning); background: var(--warning-fill); }
.good { color: var(--good); background: var(--good-fill); }
.quiet { color: var(--quiet); background: var(--quiet-fill); }
ol, ul { margin: 0 0 .4rem; padding-left: 1.4rem; }
ol > li, .roomy > li { margin-bottom: 1rem; }
li::marker { color: var(--soft); }
li > p:first-child { margin-bottom: .25rem; }
li .badge { margin-right: .35em; }
pre {
  margin: .3rem 0 .6rem; padding: .7rem .9rem; background: var(--code); border: 1px solid var(--line);
  border-radius: 7px; font: .83rem/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC",
    monospace;
}
/* Lines wrapped by the page, unlike line breaks in the text, are not copied. */
pre { white-space: pre-wrap; }
pre.command { border-left: 3px solid var(--accent); }
@media print {
  :root { color-scheme: light; }
  body { background: #fff; color: #000; padding: 0; font-size: 10.5pt; }
  main { max-width: none; }
  main > section { border: 0; padding: 0; margin-bottom: 1.2rem; background: none; }
  pre, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`;
