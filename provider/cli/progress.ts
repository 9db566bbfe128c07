/** Shows a progress line on a terminal in place of the one before. Prints nothing into a pipe. An empty line clears it. */
export function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Prints a line to standard error, and clears the progress line first. */
export function say(line: string): void {
  progress("");
  process.stderr.write(`${line}\n`);
}
