import type * as pulumi from "@pulumi/pulumi";
import type { DocumentInputs } from "../../../provider/resources/document/inputs";
import type { statusOf } from "../../../provider/resources/document/state";
import type { ChunkStrategy, CozeDocument, CozeDocumentArgs, DocumentStatus } from "../../../provider/index";
import type { DeepInput } from "../../../provider/program/resource";
import type { Equal, Holds } from "../package/type-equality";

/** `tsc` checks this file: what is documented is what the schema checks. */
export type DocumentArgsAreThoseOfTheSchema = [
  Holds<Equal<keyof CozeDocumentArgs, keyof DocumentInputs | "dataset">>,
  Holds<Equal<ChunkStrategy, Exclude<DocumentInputs["chunkStrategy"], undefined>>>,
  Holds<Equal<CozeDocumentArgs["chunkStrategy"], DeepInput<ChunkStrategy> | undefined>>,
  Holds<Equal<CozeDocumentArgs["source"], pulumi.Input<pulumi.asset.Asset> | undefined>>,
];

export type OutputsOfADocument = [
  Holds<Equal<CozeDocument["documentId"], pulumi.Output<string>>>,
  Holds<Equal<CozeDocument["status"], pulumi.Output<DocumentStatus>>>,
  Holds<Equal<Exclude<ReturnType<typeof statusOf>, "deleted">, DocumentStatus>>,
];
