/** The style of the page. It has a light and a dark form, and columns become rows on a narrow screen. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2127; --soft: #565d68; --line: #d5d9e0; --page: #fff; --panel: #f5f6f8; --good: #1a6b35; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ec; --soft: #a9b0bb; --line: #3a404a; --page: #16181c; --panel: #1f2228; --good: #7ed699; --bad: #ff9b93; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 0.5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.75rem; }
h3 { font-size: 0.95rem; margin: 0 0 0.5rem; }
h3 span { color: var(--soft); font-weight: normal; }
.verdict { font-size: 1.1rem; font-weight: 600; border-inline-start: 0.3rem solid; padding: 0.25rem 0.75rem; }
.good, .better { color: var(--good); }
.bad, .worse { color: var(--bad); }
.worse { font-weight: 600; }
dl { display: grid; gap: 0.25rem; margin: 1rem 0; }
dl div { display: flex; flex-wrap: wrap; gap: 0 0.75rem; }
dt { color: var(--soft); }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; margin: 1.5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: start; color: var(--soft); padding-bottom: 0.5rem; }
th, td { text-align: start; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody th { font-weight: normal; width: 55%; }
details { border: 1px solid var(--line); border-radius: 0.4rem; margin: 0.75rem 0; background: var(--panel); }
summary { padding: 0.6rem 0.9rem; cursor: pointer; font-weight: 600; }
summary:focus-visible { outline: 3px solid currentColor; outline-offset: -3px; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; padding: 0 0.9rem 0.9rem; }
.problem { color: var(--soft); margin: 0 0 0.5rem; font-size: 0.9rem; }
pre { white-space: pre-wrap; margin: 0; padding: 0.75rem; background: var(--page); border: 1px solid var(--line); border-radius: 0.3rem; font: 0.9rem/1.5 ui-monospace, monospace; }
@media (max-width: 40rem) { .sides { grid-template-columns: 1fr; gap: 1rem; } tbody th { width: 45%; } }
@media print { details { break-inside: avoid; } }
`;
