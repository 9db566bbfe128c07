import type { DeepInput } from "../../../provider/program/resource";
import type { ParsedCase } from "../../../provider/resources/bot-test/cases";
import type { BotTestInputs } from "../../../provider/resources/bot-test/inputs";
import type { CozeBotTestArgs } from "../../../provider/program/bot-test";
import type { BotTestCase, NoWorseThan } from "../../../provider/resources/bot-test/types";
import type { NoWorseThanInputs } from "../../../provider/resources/bot-test/compare/inputs";
import type { Equal, Holds } from "../package/type-equality";

/** `bot` and `publication` stand for these. */
type Standing = "botId" | "contentHash" | "promotionHash";
type Declared = Omit<BotTestInputs, Standing | "__secretCases"> & Partial<Pick<BotTestInputs, Standing>>;
type Args = { [K in keyof Declared]: DeepInput<Exclude<Declared[K], undefined>> };
type Own = Omit<CozeBotTestArgs, "bot" | "publication">;

/** `tsc` fails on this file where the documented arguments and the schema that checks them are not the same. */
export type BotTestArgsAreThoseOfTheSchema = [
  Holds<Equal<keyof Own, keyof Args>>,
  Holds<Equal<keyof BotTestCase, keyof ParsedCase>>,
  Holds<Equal<keyof BotTestCase["expect"][number], keyof ParsedCase["expect"][number]>>,
  Holds<ParsedCase extends BotTestCase ? true : false>,
  Holds<BotTestCase extends ParsedCase ? true : false>,
  Holds<Equal<keyof NoWorseThan, keyof NoWorseThanInputs>>,
  Holds<NoWorseThan extends NoWorseThanInputs ? true : false>,
];
