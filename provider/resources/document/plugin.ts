import type { Native } from "../../host/plugin/native";
import { computedKeys } from "./state";

export const nativeDocument: Native = {
  computed: ["documentId", ...computedKeys],
  importOf: (id) =>
    Promise.reject(
      new Error(
        `Document ${id} cannot be imported: Coze has no call that reads a document by its id, and returns no content, by which it is ` +
          "compared. Declare it, which puts it in anew, and delete the one on Coze in the console.",
      ),
    ),
};
