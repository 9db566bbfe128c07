import { operations } from "../../emulator/control/operations";
import { OPERATIONS } from "../../provider/client/http/operation";
import { copyConfig } from "../../provider/client/settings";
import { SETTINGS, type Setting } from "../../provider/values/settings-table";
import { page, read } from "./pages";

/** The cells of the table with this heading, without backquotes. */
function rows(path: string, heading: string): string[][] {
  const table = page(path)
    .text.split(/\n\n/)
    .find((part) => part.startsWith(`| ${heading} `));
  const lines = (table ?? "").split("\n").slice(2);
  return lines.map((row) =>
    row
      .replaceAll("`", "")
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const column = (path: string, heading: string): string[] => rows(path, heading).map(([first = ""]) => first);

test("the table of settings says what the provider goes by", () => {
  const settings = Object.entries<Setting>(SETTINGS).filter(([, { ofProvider }]) => !ofProvider);
  const expected = settings.map(([key, { about, env = "", secret, min, max, default: byDefault = "" }]) => {
    const limits = min === undefined || max === undefined ? "" : `, ${min} to ${max}`;
    const meaning = `${about}${limits}${secret ? ". Set it with `--secret`" : ""}`;
    return [`coze:${key}`, env, meaning.replaceAll("`", ""), String(byDefault)];
  });
  expect(rows("docs/installation-configuration.md", "key")).toEqual(expected);
});

test("the provider process reads every setting, and the mark of a CozeProvider", () => {
  const keys: string[] = [];
  copyConfig((key) => void keys.push(key));
  expect(keys).toEqual(["instance", ...Object.keys(SETTINGS)].map((key) => `coze:${key}`));
});

test("every permission point that an operation needs is in the table of them", () => {
  const { text } = page("docs/guides/credentials.md");
  const points = Object.values(OPERATIONS)
    .flatMap(({ permission }) => permission.split(" and "))
    .filter((point) => point !== "none");
  expect(points).toContain("createBot");
  for (const point of points) expect(text).toContain(`\`${point}\``);
});

test("every code that is treated in a way of its own is in the table of errors", () => {
  const source = read("provider/client/errors/advice.ts") + read("provider/client/http/policy.ts");
  const codes = [...new Set(source.match(/\b(?:[45]\d{3}|\d{9})\b/g))];
  expect(codes).toContain("4101");
  const listed = column("docs/guides/errors.md", "code").join(" ").match(/\d+/g);
  expect(listed).toEqual(expect.arrayContaining(codes));
});

test("the routes of the emulator are in the table of them, with the functions that they are", () => {
  const listed = rows("docs/guides/test-your-own-program.md", "route below").map(([route, name]) => [route, name]);
  expect(listed).toEqual(operations.map(({ method, path, name }) => [`${method} ${path}`, name]));
});
