import * as z from "zod";
import { type Problem } from "../../values/problem";
import { id, text, validate } from "../validate";

/** Every input of a CozeDataset, with the limits of Coze's pages on creating and updating a knowledge base. */
export const datasetInputs = z.strictObject({
  spaceId: id.optional(),
  name: text(1, 100),
  description: z.string().optional(),
  formatType: z.enum(["text", "image"]).optional(),
  iconFileId: id.optional(),
});

export type DatasetInputs = z.infer<typeof datasetInputs>;

/** The checked inputs. */
export type CheckedDataset = DatasetInputs & { spaceId: string; formatType: "text" | "image" };

/** All problems of the inputs. Makes no call. */
export function datasetProblems(inputs: Record<string, unknown>): Problem[] {
  return validate(datasetInputs, inputs);
}
