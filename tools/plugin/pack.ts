import { resolve } from "node:path";
import { packArchives } from "./archives";

/** `npm run plugin:pack -- <folder>`: the archives of a release. */
packArchives(resolve(process.argv[2] ?? "release")).then(
  (names) => console.log(names.join("\n")),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
