import type { z } from "zod";
import { botInputs } from "../../../provider/resources/bot/inputs";
import { publicationInputs } from "../../../provider/resources/publication/inputs";
import { callbackInputs } from "../../../provider/resources/callback/inputs";
import { memberInputs } from "../../../provider/resources/member/inputs";
import { BOT_INPUTS, CALLBACK_INPUTS, MEMBER_INPUTS, PUBLICATION_INPUTS } from "./rules";

type Definition = {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
};

/** The paths of everything that a schema has a rule for. */
function pathsOf(schema: z.ZodType, path = ""): string[] {
  const { type, innerType, element, shape } = schema.def as unknown as Definition;
  const here = path === "" ? [] : [path];
  if (innerType) return pathsOf(innerType, path);
  if (type === "array" && element) {
    return [...here, ...pathsOf(element, `${path}[0]`).filter((inner) => inner !== `${path}[0]`)];
  }
  if (!shape) return here;
  const dot = path === "" ? "" : `${path}.`;
  return [...here, ...Object.entries(shape).flatMap(([key, inner]) => pathsOf(inner, dot + key))];
}

test("every input of a bot is among those that are tried with wrong values", () => {
  expect(BOT_INPUTS.map(({ path }) => path)).toEqual(pathsOf(botInputs));
});

test("every input of a publication is, too; its maps have tests of their own, and triggers and a step back take anything", () => {
  const free = ["connectors", "triggers", "requirePromotion.before"];
  const tried = [...PUBLICATION_INPUTS.map(({ path }) => path), ...free].sort();
  expect(tried).toEqual(pathsOf(publicationInputs).sort());
});

test.each([
  ["a member", MEMBER_INPUTS, memberInputs],
  ["a callback app", CALLBACK_INPUTS, callbackInputs],
])("every input of %s is, too", (_what, inputs, schema) => {
  expect(inputs.map(({ path }) => path)).toEqual(pathsOf(schema));
});
