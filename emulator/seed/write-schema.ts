import { writeFileSync } from "node:fs";
import * as z from "zod";
import { seed } from "./schema";

/** Writes the JSON schema of a seed, for editors and other programs. */
const [file] = process.argv.slice(2);
const schema = {
  $comment: "Made from the schema that the emulator checks with.",
  ...z.toJSONSchema(seed, { io: "input" }),
};
writeFileSync(file ?? "seed.schema.json", `${JSON.stringify(schema, undefined, 2)}\n`);
