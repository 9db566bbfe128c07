import * as pulumi from "@pulumi/pulumi";
import { CozeResource, ofExisting, type CozeResourceOptions } from "./resource";
import type { CallbackEvent } from "../resources/callback/types";

/**
 * The inputs of a {@link CozeCallback}. The preview checks limits without a call and reports all problems at once.
 * Lengths are in Unicode code points.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_callback_app and
 * https://docs.coze.cn/developer_guides/update_callback_app
 */
export interface CozeCallbackArgs {
  /** The name of the callback app: 1 to 128 characters, required. Need not be unique on Coze. Updated in place. */
  name: pulumi.Input<string>;
  /**
   * The `https` address that Coze posts events to, required. `http` is accepted only for this machine, which an
   * emulator reaches. Coze posts a `challenge` to a new address, and accepts the address only if the server returns the
   * challenge within 3 seconds. So the server has to run before the `pulumi up`. Updated in place.
   */
  url: pulumi.Input<string>;
  /**
   * The events that Coze posts: at least one, required. Their order does not count. Events of bots are about every bot
   * of the account. Updated in place: one call sends the added events and one the removed events.
   */
  events: pulumi.Input<pulumi.Input<CallbackEvent>[]>;
}

/**
 * A callback app of Coze. It posts the events that it subscribes to, such as a publish in the console, to an address.
 *
 * A create is three calls: for the app, its address and its events. If the second or third call fails, the next `pulumi
 * up` goes on from there. Before its first create, a run reads the token's user and lists the apps. An edit is one call
 * for name and address, one for added events and one for removed events. A run without an edit makes none. A refresh
 * lists the apps once for all of them, and the events of each. **Deleting the resource ends its events**; Pulumi's
 * `protect` or `retainOnDelete` keeps the app.
 *
 * Coze signs each event: the header `X-Coze-Signature` is the SHA-1 in hexadecimal of the headers `X-Coze-Timestamp`
 * and `X-Coze-Nonce`, `verifyToken` and the body, one after the other.
 *
 * On a personal plan the token's user must have created the app; in an enterprise the token's user must be an
 * administrator. Callback apps of channels are not managed. The token needs the permission points `createApiApp`,
 * `updateApiApp`, `deleteApiApp`, `listApiApp`, `subscribeApiAppEvent` and `unsubscribeApiAppEvent`.
 *
 * A create is refused if an app that no resource of the run has is there with the same name and address: an interrupted
 * run may have left it, and each event would be posted twice. The setting `coze:allowSameName` allows it. The package
 * does not look for an app without an address, which receives nothing.
 *
 * Errors of operations are one line with Coze's code, its words and the log id. Wrong inputs fail in the preview.
 *
 * Coze's pages: https://docs.coze.cn/developer_guides/create_callback_app,
 * https://docs.coze.cn/developer_guides/list_callback_app,
 * https://docs.coze.cn/developer_guides/subscribe_callback_message and
 * https://docs.coze.cn/dev_how_to_guides/receive_handle_callbacks
 *
 * @remarks In other languages: `coze:Callback` in YAML, `pulumi_coze.Callback` in Python, `coze.NewCallback` in Go,
 * `Pulumi.Coze.Callback` in .NET.
 *
 * @example
 * ```ts
 * const alarm = new CozeCallback("alarm", {
 *   name: "Published by hand",
 *   url: "https://alarm.example.com/coze",
 *   events: ["bot.published", "bot.unpublished"],
 * });
 * ```
 */
export class CozeCallback extends CozeResource {
  /** The callback app's id on Coze, the same as `id`. A preview of a change knows `id`, but not this output. */
  declare readonly callbackId: pulumi.Output<string>;
  /** The name of the app; after a refresh, as it is on Coze. */
  declare readonly name: pulumi.Output<string>;
  /** The address that Coze calls; after a refresh, as it is on Coze. */
  declare readonly url: pulumi.Output<string>;
  /** The events that Coze reports; after a refresh, as they are on Coze. */
  declare readonly events: pulumi.Output<CallbackEvent[]>;
  /** The secret from which the signature of each event is computed. Coze chooses it and never changes it. */
  declare readonly verifyToken: pulumi.Output<string>;
  /** The Coze user whose token created the app. Unknown after an import. */
  declare readonly ownerUserId: pulumi.Output<string | undefined>;

  /**
   * @param name The name of the resource in the program; unique there.
   * @param args What the callback app is.
   * @param opts Resource options. `replaceOnChanges` has no effect on dynamic resources, nor have custom timeouts.
   */
  constructor(name: string, args: CozeCallbackArgs, opts?: CozeResourceOptions) {
    const secrets = { additionalSecretOutputs: ["verifyToken"] };
    super("Callback", name, { ...args }, OUTPUTS, pulumi.mergeOptions(opts, secrets));
  }

  /**
   * Reads an existing callback app without managing it. Every run lists the apps and the app's events once. Fails if
   * there is no such app, or if the token may not list it.
   *
   * @param name The name of the resource in the program; unique there.
   * @param id The id of the callback app.
   * @param opts Resource options.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: CozeResourceOptions): CozeCallback {
    return new CozeCallback(name, {} as CozeCallbackArgs, ofExisting("Callback", name, id, opts));
  }
}

const OUTPUTS = ["callbackId", "name", "url", "events", "verifyToken", "ownerUserId"];
