import type * as pulumi from "@pulumi/pulumi";
import type { CallbackInputs } from "../../../provider/resources/callback/inputs";
import type { CallbackEvent, CozeCallback, CozeCallbackArgs } from "../../../provider/index";
import type { Equal, Holds } from "../package/type-equality";

/** `tsc` checks this file: what is documented is what the schema checks. */
export type CallbackArgsAreThoseOfTheSchema = [
  Holds<Equal<keyof CozeCallbackArgs, keyof CallbackInputs>>,
  Holds<Equal<CozeCallbackArgs["name"], pulumi.Input<CallbackInputs["name"]>>>,
  Holds<Equal<CallbackEvent, CallbackInputs["events"][number]>>,
];

export type OutputsOfACallback = [
  Holds<Equal<CozeCallback["callbackId"], pulumi.Output<string>>>,
  Holds<Equal<CozeCallback["events"], pulumi.Output<CallbackEvent[]>>>,
];
