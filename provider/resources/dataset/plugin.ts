import { withoutUndeclared, type Native } from "../../host/plugin/native";
import type { Session } from "../../session/session";
import { importSpace } from "../space";
import { readDataset } from "./lifecycle";
import { computedKeys } from "./state";

export function nativeDataset(session: Session): Native {
  return {
    computed: ["datasetId", ...computedKeys],
    async importOf(id) {
      const spaceId = await importSpace(session, "Dataset");
      const outs = await readDataset(session, id, { spaceId });
      const { name, description, formatType } = outs as Record<string, unknown>;
      const inputs = { spaceId, name, description, formatType };
      return { inputs, outs: { ...outs, __schema: 1 } };
    },
    asDeclared: ({ olds, news, imported }) => (imported ? withoutUndeclared(olds, ["description"], news) : olds),
  };
}
