import { ensureBrowser } from "./get";

/** `npm run browser`: gets the browser that the tests of the emulator's page need. CI fails without one. */
ensureBrowser().then(
  (path) => console.log(path),
  (error: unknown) => {
    console.error((error as Error).message);
    console.error("Without one, the tests of the emulator's page are skipped, by name.");
    process.exitCode = process.env["CI"] ? 1 : 0;
  },
);
