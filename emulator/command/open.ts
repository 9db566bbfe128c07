import { spawn } from "node:child_process";

/** Opens an address in the browser, where there is one; nothing else depends on it. */
export function openInBrowser(url: string): void {
  const [command, args] = opener(url);
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.once("error", () => process.stderr.write(`No browser could be opened: ${url}\n`));
  child.unref();
}

function opener(url: string): [string, string[]] {
  const { BROWSER } = process.env;
  if (BROWSER) return [BROWSER, [url]];
  if (process.platform === "darwin") return ["open", [url]];
  return process.platform === "win32" ? ["explorer", [url]] : ["xdg-open", [url]];
}
