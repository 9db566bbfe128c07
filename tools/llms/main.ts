import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { llmsFiles } from "./files";

for (const [path, text] of Object.entries(llmsFiles())) writeFileSync(join(__dirname, "..", "..", path), text);
