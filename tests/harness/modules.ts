import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The packages of this checkout. */
const MODULES = join(dirname(require.resolve("@pulumi/pulumi/package.json")), "..", "..");

/** Links packages into a project, in place of `npm install`. */
export const linkModules = (folder: string, modules = MODULES): Promise<void> =>
  symlink(modules, join(folder, "node_modules"));
