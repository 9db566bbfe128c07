import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { routes } from "../../emulator/api/routes";
import { FIDELITY_PAGE, fidelityPage } from "../../tools/fidelity/page";
import { PAGES } from "../../tools/fidelity/pages";

test("docs/fidelity.md is what `npm run fidelity` writes", () => {
  const prettier = [require.resolve("prettier/bin/prettier.cjs"), "--stdin-filepath", FIDELITY_PAGE];
  const fresh = execFileSync(process.execPath, prettier, { input: fidelityPage(), encoding: "utf8" });
  expect(readFileSync(FIDELITY_PAGE, "utf8")).toBe(fresh);
});

test("each page is that of a route of the emulator", () => {
  const known = routes.map(({ method, path }) => `${method} ${path}`);
  expect(Object.keys(PAGES).filter((route) => !known.includes(route))).toEqual([]);
});
