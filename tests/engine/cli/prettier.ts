import { execFileSync } from "node:child_process";

/** The program as Prettier formats it by default. It is a process of its own, since Prettier loads its parsers by import(). */
export function prettier(program: string): string {
  return execFileSync(
    process.execPath,
    [require.resolve("prettier/bin/prettier.cjs"), "--no-config", "--no-editorconfig", "--stdin-filepath", "bots.ts"],
    { input: program, encoding: "utf8" },
  );
}
