import * as z from "zod";
import { id, text, validate, type Problem } from "../../values/validate";

/** Every input of a CozeDataset with its limits, as the Coze pages on creating and updating one give them. */
export const datasetInputs = z.strictObject({
  spaceId: id.optional(),
  name: text(1, 100),
  description: z.string().optional(),
  formatType: z.enum(["text", "image"]).optional(),
  iconFileId: id.optional(),
});

export type DatasetInputs = z.infer<typeof datasetInputs>;

/** The inputs as a check returns them. */
export type CheckedDataset = DatasetInputs & { spaceId: string; formatType: "text" | "image" };

/** Everything that is wrong with the inputs, found without a call. */
export function datasetProblems(inputs: Record<string, unknown>): Problem[] {
  return validate(datasetInputs, inputs);
}
