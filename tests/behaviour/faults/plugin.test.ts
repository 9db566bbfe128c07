import { useThePlugin } from "../../harness/engine/providers";
import "../../harness/engine/scene";

// A spread of the matrix, with the plugin's host in place of the dynamic one: every fault at each kind of call, and each call of an edit.
useThePlugin();

describe.each(["matrix-many.test.ts", "matrix-edit.test.ts"])("through the plugin: %s", (file) => {
  jest.requireActual(`./${file}`);
});
