import { OPERATIONS } from "../../provider/client/http/operation";
import { copyConfig } from "../../provider/session/settings";
import { page, read } from "./pages";

/** The names in the first column of the table with this heading. */
function column(path: string, heading: string): string[] {
  const table = page(path)
    .text.split(/\n\n/)
    .find((part) => part.startsWith(`| ${heading} `));
  return (table ?? "")
    .split("\n")
    .slice(2)
    .map((row) => row.split("|")[1]?.trim() ?? "");
}

test("the table of settings has every setting", () => {
  const keys: string[] = [];
  copyConfig((key) => void keys.push(key));
  // These two are a CozeProvider's.
  const settings = keys.filter((key) => !["coze:instance", "coze:tokenEnv"].includes(key));
  const listed = column("docs/installation-configuration.md", "key").map((cell) => cell.replaceAll("`", ""));
  expect(listed.sort()).toEqual(settings.sort());
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
  const source = read("provider/client/http/advice.ts") + read("provider/client/http/policy.ts");
  const codes = [...new Set(source.match(/\b(?:[45]\d{3}|\d{9})\b/g))];
  expect(codes).toContain("4101");
  const listed = column("docs/guides/errors.md", "code").join(" ").match(/\d+/g);
  expect(listed).toEqual(expect.arrayContaining(codes));
});
