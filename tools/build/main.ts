import { execSync } from "node:child_process";
import { join } from "node:path";
import { BuildStamp } from "./stamp";

// `npm run build` ends with `--done`; `npm test` builds where the build is another than that of the sources.
const stamp = new BuildStamp(join(__dirname, "..", ".."));
if (process.argv.includes("--done")) stamp.write();
else if (!stamp.isCurrent()) execSync("npm run build", { stdio: "inherit" });
