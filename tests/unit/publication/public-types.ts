import type { PublicationInputs } from "../../../provider/resources/publication/inputs";
import type { CozeBotPublicationArgs } from "../../../provider/program/publication";
import type { DeepInput } from "../../../provider/program/resource";
import type { Equal, Holds } from "../package/type-equality";

/** `bot` stands for `botId`, so that neither is required by the type. */
type Declared = Omit<PublicationInputs, "botId"> & Partial<Pick<PublicationInputs, "botId">>;
type Args = { [K in keyof Declared]: DeepInput<Exclude<Declared[K], undefined>> };
type WithoutBot = Omit<CozeBotPublicationArgs, "bot">;

/** `tsc` fails on this file where the documented arguments and the schema that checks them are not the same. */
export type PublicationArgsAreThoseOfTheSchema = [
  Holds<Equal<keyof WithoutBot, keyof Args>>,
  Holds<Equal<{ [K in keyof WithoutBot]: WithoutBot[K] }, Args>>,
];
