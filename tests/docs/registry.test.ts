import { existsSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, CHECKOUT, page, read } from "./pages";

const first = (path: string, language: string): string => blocksOf(page(path), language)[0]?.code ?? "";

test("the example of the registry's page is in each language a program that the tests run", () => {
  const path = "docs/_index.md";
  expect(first(path, "python")).toBe(read("examples/python/__main__.py"));
  expect(first(path, "yaml")).toBe(read("examples/yaml/Pulumi.yaml"));
  expect(first(path, "go")).toBe(first("docs/guides/other-languages.md", "go"));
  expect(page(path).text).toContain('{{< chooser language "typescript,python,go,yaml" >}}');
});

test("both pages of the registry have what it reads, and there is a logo", () => {
  for (const path of ["docs/_index.md", "docs/installation-configuration.md"]) {
    expect(page(path).text).toMatch(/^---\ntitle: .+\nmeta_desc: .+\nlayout: package\n---\n/);
  }
  expect(existsSync(join(CHECKOUT, "docs", "logo.png"))).toBe(true);
});
