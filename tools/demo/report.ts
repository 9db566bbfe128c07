import type { Call } from "../../emulator";

/** What the demo claims is not so. */
export class NotAsClaimed extends Error {}

export function claim(holds: boolean, what: string): void {
  if (!holds) throw new NotAsClaimed(what);
}

export function heading(text: string): void {
  console.log(`\n${text}\n${"-".repeat(text.length)}`);
}

export function indented(text: string): void {
  console.log(text === "" ? "" : `    ${text}`);
}

// They say nothing here: there is one workspace, and everything fits on one page.
const LEFT_OUT = new Set(["workspace_id", "page_num", "page_size"]);

export function showCalls(calls: readonly Call[]): void {
  if (calls.length === 0) {
    console.log("\nCalls to Coze: none");
    return;
  }
  console.log(`\nCalls to Coze: ${calls.length}`);
  const addresses = calls.map(({ path, query }) => {
    const shown = Object.entries(query).filter(([key]) => !LEFT_OUT.has(key));
    return shown.length > 0 ? `${path}?${new URLSearchParams(shown).toString()}` : path;
  });
  const width = Math.max(...addresses.map((address) => address.length));
  calls.forEach(({ method, status, code }, i) => {
    indented(`${method.padEnd(4)} ${addresses[i]?.padEnd(width)}  HTTP ${status}, code ${code ?? "none"}`);
  });
}
