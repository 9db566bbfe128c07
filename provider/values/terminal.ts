import { withoutTokens } from "./tokens";

/**
 * Shows a progress line on a terminal in place of the one before. Prints nothing into a pipe. An empty line clears it.
 */
export function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Prints to the standard output, without a token: the only way to it that a command has. */
export function print(text: string): void {
  process.stdout.write(withoutTokens(text));
}

/** Prints a line to standard error, and clears the progress line first. */
export function say(line: string): void {
  progress("");
  process.stderr.write(`${withoutTokens(line)}\n`);
}

/**
 * A text from elsewhere on one line of a terminal or a comment: without a token, and without what would move the cursor
 * or end the line.
 */
export function printable(value: string): string {
  return withoutTokens(value)
    .replaceAll(/\p{C}|\p{Zl}|\p{Zp}/gu, " ")
    .replaceAll("*/", "* /");
}

/** A text of several lines for a terminal, each of them printable. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** A mistake in the command line: the message comes after where the usage is. */
export class UsageError extends Error {
  // Programs that are bundled apart have classes of their own, so the name tells.
  override readonly name = "UsageError";
}
