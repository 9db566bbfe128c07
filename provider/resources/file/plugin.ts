import type { Native } from "../../host/plugin/native";
import { computedKeys } from "./state";

export const nativeFile: Native = {
  computed: ["fileId", ...computedKeys],
  importOf: (id) =>
    Promise.reject(
      new Error(
        `File ${id} cannot be imported: Coze does not return the content of a file, by which it is compared. Declare it, which uploads ` +
          "it again; the file on Coze expires by itself.",
      ),
    ),
};
