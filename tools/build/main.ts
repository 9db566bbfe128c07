import { execSync } from "node:child_process";
import { join } from "node:path";
import { BuildStamp } from "./stamp";
import { removeUnreached } from "./unreached";

// `npm run build` ends with `--done`. `npm test` builds if the build does not belong to the sources.
const root = join(__dirname, "..", "..");
const stamp = new BuildStamp(root);
if (process.argv.includes("--done")) {
  removeUnreached(root);
  stamp.write();
} else if (!stamp.isCurrent()) execSync("npm run build", { stdio: "inherit" });
