import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { fileInputs } from "../../../provider/resources/file/inputs";
import type { CozeFile, CozeFileArgs } from "../../../provider/index";
import type { Equal, Holds } from "../package/type-equality";

/** `tsc` checks this file: what is documented is what the schema checks. */
export type FileArgsAreThoseOfTheSchema = [
  Holds<Equal<keyof CozeFileArgs, keyof z.infer<typeof fileInputs>>>,
  Holds<Equal<CozeFileArgs["source"], pulumi.Input<pulumi.asset.Asset>>>,
  Holds<Equal<CozeFileArgs["fileName"], pulumi.Input<string> | undefined>>,
];

export type OutputsOfAFile = [
  Holds<Equal<CozeFile["fileId"], pulumi.Output<string>>>,
  Holds<Equal<CozeFile["createdAt"], pulumi.Output<number>>>,
];
