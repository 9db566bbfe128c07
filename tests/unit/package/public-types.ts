import type * as pulumi from "@pulumi/pulumi";
import type { CozeBot, CozeBotPublication, CozeProviderArgs, CozeResourceOptions } from "../../../provider/index";
import type { Setting, SettingKey, SETTINGS } from "../../../provider/values/settings-table";
import type { Equal, Holds } from "./type-equality";

/** The engine cannot import dynamic resources; every other option is Pulumi's own. `tsc` checks this file. */
export type OptionsHaveNoImport = [
  Holds<Equal<Exclude<keyof pulumi.CustomResourceOptions, keyof CozeResourceOptions>, "import">>,
  Holds<Equal<Exclude<keyof CozeResourceOptions, keyof pulumi.CustomResourceOptions>, never>>,
];

export type OutputsOfABot = [
  Holds<Equal<CozeBot["botId"], pulumi.Output<string>>>,
  Holds<Equal<CozeBot["contentHash"], pulumi.Output<string>>>,
  Holds<Equal<CozeBot["promotionHash"], pulumi.Output<string>>>,
  Holds<Equal<CozeBotPublication["version"], pulumi.Output<string>>>,
  Holds<Equal<CozeBotPublication["connectorIds"], pulumi.Output<string[]>>>,
];

type Of<S extends Setting> = { string: string; number: number; integer: number; boolean: boolean }[S["type"]];

export type SettingsOfAProvider = Holds<
  Equal<Required<CozeProviderArgs>, { [K in SettingKey]: pulumi.Input<Of<(typeof SETTINGS)[K]>> }>
>;
