import { ensurePulumi } from "./get";

ensurePulumi().then(
  ({ command, version, source }) => console.log(`${command} ${version} (${source})`),
  (error: unknown) => {
    console.error((error as Error).message);
    process.exitCode = 1;
  },
);
