/** On a terminal one line that is written over, in a pipe nothing; an empty one takes it away. */
export function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** A line of its own on the standard error, after what `progress` shows has been taken away. */
export function say(line: string): void {
  progress("");
  process.stderr.write(`${line}\n`);
}
