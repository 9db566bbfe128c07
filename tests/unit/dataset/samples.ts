import type { DatasetInputs } from "../../../provider/resources/dataset/inputs";

/** Everything that can be declared. */
export const full = {
  spaceId: "7360000000000000001",
  name: "Orders",
  description: "How orders are made\nand sent back",
  formatType: "text",
  iconFileId: "7400000000000000001",
} satisfies DatasetInputs;
