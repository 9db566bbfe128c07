import type * as pulumi from "@pulumi/pulumi";
import type * as dynamic from "../../../provider/index";
import type * as withPlugin from "../../../provider/with-plugin";
import type { CozeBot, CozeBotPublication, CozeProviderArgs, CozeResourceOptions } from "../../../provider/index";
import type { Setting, SettingKey, SETTINGS } from "../../../provider/values/settings-table";
import type { Equal, Holds } from "./type-equality";

/** Both entries have the same types, and all options are Pulumi's own. `tsc` checks this file. */
export type OptionsArePulumis = Holds<Equal<CozeResourceOptions, pulumi.CustomResourceOptions>>;
export type EntriesAreTheSame = Holds<Equal<typeof withPlugin, typeof dynamic>>;

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
