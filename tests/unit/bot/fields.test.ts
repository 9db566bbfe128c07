import type { z } from "zod";
import { FIELD_KEYS, FIELDS } from "../../../provider/resources/bot/fields";
import { botInputs } from "../../../provider/resources/bot/inputs";
import * as resource from "../../../provider/program/bot";
import { canonical } from "../../../provider/resources/bot/canonical";
import { outputs } from "../../../provider/resources/bot/state";
import { full, cached } from "./samples";

const NO_CONTENT = ["spaceId", "botId", "deletionPolicy"];

/** The dotted paths of a schema's leaves; a list is one. */
function leavesOf(schema: z.ZodType, path: string[] = []): string[] {
  const { def } = schema;
  if (def.type === "optional") return leavesOf((schema as z.ZodOptional<z.ZodType>).unwrap(), path);
  if (def.type !== "object") return [path.join(".")];
  return Object.entries((schema as z.ZodObject<Record<string, z.ZodType>>).shape).flatMap(([key, inner]) =>
    leavesOf(inner, [...path, key]),
  );
}

const leaves = leavesOf(botInputs).filter((path) => !NO_CONTENT.includes(path));
const paths = FIELDS.map(({ path }) => path);

test("programs and the provider process have the same content keys", () => {
  expect([...FIELD_KEYS]).toEqual(resource.CONTENT_KEYS);
});

test("the walk over the schema finds the leaves", () => {
  expect(leaves.length).toBeGreaterThan(30);
  expect(leaves).toContain("modelInfoConfig.parameters.caching.type");
});

test("every leaf of the schema has a place in the API, and only those have one", () => {
  expect([...paths].sort()).toEqual([...leaves].sort());
});

test("no two leaves share a place in the API", () => {
  expect(new Set(paths).size).toBe(paths.length);
  expect(new Set(FIELDS.map(({ write }) => write)).size).toBe(FIELDS.length);
});

test("every leaf of the schema is content: it is hashed, compared and managed", () => {
  const declared = Object.keys({ ...canonical(full), ...canonical(cached) });
  expect(declared.sort()).toEqual([...leaves].sort());
  const managed = [full, cached].flatMap((inputs) => outputs("1", { spaceId: "7", ...inputs }, {}).__managed ?? []);
  expect([...new Set(managed)].sort()).toEqual([...leaves].sort());
});

test("names on the wire are those of the inputs, but for the two wrappers that are unwrapped", () => {
  const snake = (path: string) => path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const wrapped: Record<string, string> = { plugins: "plugin_id_list.id_list", workflowIds: "workflow_id_list.ids" };
  for (const { path, write } of FIELDS) expect(write).toBe(wrapped[path] ?? snake(path));
});

test("only what the API never returns is not read", () => {
  const unreadable = FIELDS.filter(({ read }) => read === undefined).map(({ path }) => path);
  expect(unreadable).toEqual(["iconFileId", "knowledge.autoCall", "knowledge.searchStrategy"]);
});

test("only the name, the icon and what of the model is the model's own have nothing to go back to", () => {
  const withoutReset = FIELDS.filter(({ reset }) => reset === undefined).map(({ path }) => path);
  const documented = [
    "spAntiLeak",
    "spCurrentTime",
    "cacheType",
    "apiMode",
    "caching.type",
    "store",
    "cachingExpireTime",
  ];
  const model = leaves.filter(
    (path) => path.startsWith("modelInfoConfig.") && !documented.some((knob) => path.endsWith(`.${knob}`)),
  );
  expect(withoutReset.sort()).toEqual(["name", "iconFileId", ...model].sort());
});
