import type { Native } from "../../host/plugin/native";
import { willTest } from "./due";
import { computedKeys } from "./state";

export const nativeBotTest: Native = {
  computed: ["testId", ...computedKeys],
  unknownAfter: (olds, news) => (willTest(olds, news) ? computedKeys : []),
  importOf: (id) => Promise.reject(new Error(`The test ${id} cannot be imported: Coze knows no tests. Declare it.`)),
};
