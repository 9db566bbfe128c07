import { useThePlugin } from "../../harness/engine/providers";
import "../../harness/engine/scene";

// The same with the plugin's host in place of the dynamic one.
useThePlugin();

jest.requireActual("./studio.test.ts");
