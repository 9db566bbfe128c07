import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageSchema } from "./schema";

const FILE = join(__dirname, "..", "..", "schema.json");

void packageSchema().then((schema) => writeFileSync(FILE, `${JSON.stringify(schema, null, 2)}\n`));
