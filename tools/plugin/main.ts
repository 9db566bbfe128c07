import { buildPlugin } from "./build";

buildPlugin().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
