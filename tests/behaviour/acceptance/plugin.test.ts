import { readdirSync } from "node:fs";
import { useThePlugin } from "../../harness/engine/providers";
import "../../harness/engine/scene";

// The cases of this folder once more, with the plugin's host in place of the dynamic one.
useThePlugin();

// The commands read what a host has recorded, and call none.
const OF_COMMANDS = /^(?:pull|log-command)/;
const files = readdirSync(__dirname).filter(
  (file) => file.endsWith(".test.ts") && file !== "plugin.test.ts" && !OF_COMMANDS.test(file),
);

describe.each(files)("through the plugin: %s", (file) => {
  jest.requireActual(`./${file}`);
});
