import { readdirSync } from "node:fs";
import { useThePlugin } from "../../harness/engine/providers";
import "../../harness/engine/scene";

// The cases of this folder once more, with the plugin's host in place of the dynamic one.
useThePlugin();

const files = readdirSync(__dirname).filter((file) => file.endsWith(".test.ts") && file !== "plugin.test.ts");

describe.each(files)("through the plugin: %s", (file) => {
  jest.requireActual(`./${file}`);
});
