import type * as pulumi from "@pulumi/pulumi";
import type { DatasetInputs } from "../../../provider/resources/dataset/inputs";
import type { CozeDataset, CozeDatasetArgs, DatasetFormat } from "../../../provider/index";
import type { Equal, Holds } from "../package/type-equality";

type Args = { [K in keyof DatasetInputs]: pulumi.Input<Exclude<DatasetInputs[K], undefined>> };

/** `tsc` checks this file: what is documented is what the schema checks. */
export type DatasetArgsAreThoseOfTheSchema = [
  Holds<Equal<{ [K in keyof CozeDatasetArgs]: CozeDatasetArgs[K] }, Args>>,
  Holds<Equal<DatasetFormat, Exclude<DatasetInputs["formatType"], undefined>>>,
];

export type OutputsOfADataset = [
  Holds<Equal<CozeDataset["datasetId"], pulumi.Output<string>>>,
  Holds<Equal<CozeDataset["formatType"], pulumi.Output<DatasetFormat>>>,
];
