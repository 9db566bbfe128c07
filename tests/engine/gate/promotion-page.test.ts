import { parse } from "yaml";
import { blocksOf, page } from "../../docs/pages";
import { openYaml, type YamlProgram } from "../plugin/harness";

type Declared = Record<string, { properties: Record<string, unknown> }>;

/** The program of the page, with another stack in the place of the one that it names. */
function programOfPage(stack: string): YamlProgram & { resources: Declared } {
  const block = blocksOf(page("docs/guides/promotion.md"), "yaml").find(({ code }) =>
    code.includes("requirePromotion"),
  );
  const program = parse(block?.code ?? "") as YamlProgram & { resources: Declared };
  Object.assign(program.resources["staging"]?.properties ?? {}, { name: stack });
  return program;
}

test("the promotion page's program in YAML takes over what the stack before it has published, and nothing else", async () => {
  const t = await openYaml();
  const prod = programOfPage("organization/program/dev");
  const { staging: _, live, ...rest } = prod.resources;
  const { requirePromotion: __, ...published } = live?.properties ?? {};
  await t.write({ resources: { ...rest, live: { ...live, properties: published } }, outputs: prod.outputs ?? {} });
  await t.up();
  const [version] = t.bot.versions;

  t.ws.selectStack("prod");
  await t.write(prod);
  await t.up();
  expect(await t.ws.outputs()).toMatchObject({
    promotion: { before: { version: version?.version } },
  });

  const prompt = "Nobody has seen this one.";
  const support = { ...prod.resources["support"], properties: { name: "Support", promptInfo: { prompt } } };
  await t.write({ ...prod, resources: { ...prod.resources, support } });
  const { text } = await t.up(undefined, { withPreview: true, expect: "failure" });
  expect(text).toContain("requirePromotion");
});
