import { contradicts, fromInfo } from "../bot/wire";
import { PartialFailure, type Diff, type Found, type Lifecycle, type Props } from "../../host/lifecycle";
import { whileFresh } from "../../certainty/look";
import type { Session } from "../../session/session";
import { confirmGone, isInSpace, spaceOf } from "../../session/space";
import { containsUnknown, UNKNOWN } from "../../values/unknown";
import { sentence, type Problem } from "../../values/validate";
import { channelsOf, differ, isDue, leaving, pendingOf, publishedOutside, withDefaults } from "./canonical";
import { Channels } from "./channels";
import { isNewer, newestOf, publish } from "./publish";
import { gateProblems } from "./gate";
import { API_CHANNEL, publicationProblems } from "./inputs";
import { inputsOf, outputs, record, recordOf, type Published } from "./state";

export function publicationLifecycle(session: Session): Lifecycle {
  const channels = new Channels(session);

  function check(olds: Props, news: Props): Promise<{ inputs: Props; problems: Problem[] }> {
    const { __resource, ...declared } = news;
    const { spaceId, problems } = spaceOf(olds, news, session);
    problems.unshift(...publicationProblems(declared));
    const { botId } = declared;
    const other =
      typeof botId === "string" && botId !== UNKNOWN && session.registry.claim("publish", botId, __resource);
    if (other)
      problems.push({
        path: ["botId"],
        rule: `is the bot that the publication ${other} of this program publishes, too: keep one of the two`,
      });
    if (problems.length > 0) return Promise.resolve({ inputs: news, problems });
    const inputs = { ...withDefaults(declared), spaceId, __resource };
    // Refused in the preview, before the draft is touched.
    if (willPublish(olds, inputs)) problems.push(...gateProblems(inputs));
    return Promise.resolve({ inputs, problems });
  }

  function diff(_id: string, olds: Props, news: Props): Diff {
    const replaces = news["botId"] === UNKNOWN || news["botId"] !== olds["botId"] ? ["botId"] : [];
    const changes =
      replaces.length > 0 ||
      isDue(olds, news) ||
      leaving(olds, news).length > 0 ||
      pendingOf(olds).length > 0 ||
      unpublishes(olds) !== unpublishes(news) ||
      differ(olds["unpublishReason"], news["unpublishReason"]);
    return { changes, replaces };
  }

  async function create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const botId = String(inputs["botId"]);
    // A CozeBot of this run has seen its space; an id from elsewhere has to be seen in it once, or "gone" means nothing.
    if (!session.registry.isManaged(botId)) await verifySpace(String(inputs["spaceId"]), botId);
    const { adoptVersion } = inputs;
    const made = await (typeof adoptVersion === "string" ? adopt(inputs, adoptVersion) : published(inputs, undefined));
    session.registry.published(botId, channelsOf(inputs));
    return { id: botId, outs: outputs(inputs, made, []) };
  }

  async function verifySpace(spaceId: string, botId: string): Promise<void> {
    if (await isInSpace(session, spaceId, botId)) return;
    throw new Error(
      `Bot ${botId} cannot be published: it is not in space ${spaceId}. Set spaceId to the workspace that holds it.`,
    );
  }

  async function published(inputs: Props, known: string | undefined): Promise<Published> {
    // The preview may have been skipped, or have known less.
    const refused = gateProblems(inputs);
    if (refused.length > 0) throw new Error(refused.map(sentence).join(" "));
    const { version, publishedAt } = await publish(session, inputs, known);
    return record(version, inputs, publishedAt);
  }

  /** Takes over what is live without publishing it again. */
  async function adopt(inputs: Props, version: string): Promise<Published> {
    const live = await liveVersions(inputs, channelsOf(inputs));
    const others = channelsOf(inputs).filter((channel) => live.get(channel) !== version);
    if (others.length === 0) return adopted(version, inputs);
    const seen = others.map((channel) => `channel ${channel} has ${live.get(channel) ?? "no version"}`).join(", ");
    throw new Error(
      `Version ${version} of bot ${String(inputs["botId"])} cannot be adopted: ${seen}. Set adoptVersion to what is live on every ` +
        "channel of connectorIds, or leave it out to publish the draft.",
    );
  }

  /**
   * The draft may be ahead of what is live. Its hash then stands for "nothing to publish yet", but another stack's gate must
   * not open for what was never live.
   */
  async function adopted(version: string, inputs: Props): Promise<Published> {
    const botId = String(inputs["botId"]);
    const [channel = API_CHANNEL] = channelsOf(inputs);
    const live = await channels.liveInfo(botId, channel);
    if (live && !contradicts(fromInfo(live), await session.api().readDraft(botId))) return record(version, inputs);
    session.log(
      "the draft is ahead of the version that is adopted: promotionHash stays empty until it is published",
      botId,
    );
    return record(version, { ...inputs, promotionHash: undefined });
  }

  async function update(id: string, olds: Props, news: Props): Promise<Props> {
    const made = isDue(olds, news) ? await published(news, String(olds["version"])) : recordOf(olds);
    const failed = new Map<string, unknown>();
    for (const channel of leaving(olds, news)) {
      try {
        await unpublish(news, channel);
      } catch (error) {
        failed.set(channel, error);
      }
    }
    const outs = outputs(news, made, [...failed.keys()]);
    if (failed.size > 0) throw new PartialFailure(id, outs, allOf(failed));
    return outs;
  }

  async function read(id: string, props: Props): Promise<Found> {
    if (props["__schema"] === undefined) {
      throw new Error(
        `A publication cannot be read by id alone (${id}): declare it, with adoptVersion to take over what is live.`,
      );
    }
    const ours = recordOf(props);
    let live: Map<string, string>;
    try {
      live = await whileFresh(
        session,
        Date.parse(String(ours.publishedAt)),
        () => liveVersions(props, [...new Set([...channelsOf(props), ...pendingOf(props)])]),
        (versions) => channelsOf(props).every((channel) => !isNewer(ours.version, versions.get(channel) ?? "0")),
        () => channels.forget(),
      );
      // An empty list may be that of another account. "Not on the API channel" is said of a bot that was found.
      if (live.size === 0 && !channelsOf(props).includes(API_CHANNEL)) await session.api().readDraft(id);
    } catch (error) {
      await confirmGone(session, props["spaceId"], id, error);
      return "gone";
    }
    // As written, a channel that is named twice included: a refresh that changes the inputs is drift.
    const on = (props["connectorIds"] as string[]).filter((channel) => live.has(channel));
    const pending = pendingOf(props).filter((channel) => live.has(channel));
    // While it is to be taken off a channel yet, that is not forgotten.
    if (on.length === 0 && pending.length === 0) return "gone";
    const foreign = on.map((channel) => live.get(channel) ?? "").filter((version) => version !== ours.version);
    const outside = newestOf(foreign);
    const seen = outside === undefined ? {} : { version: outside, contentHash: publishedOutside(outside) };
    const outs = { ...outputs({ ...props, connectorIds: on }, ours, pending), ...seen };
    return { outs, inputs: inputsOf(outs) };
  }

  /** The version on each channel that the bot is on. */
  async function liveVersions(props: Props, connectorIds: readonly string[]): Promise<Map<string, string>> {
    const live = new Map<string, string>();
    for (const channel of connectorIds) {
      const version = await channels.liveVersion(String(props["spaceId"]), String(props["botId"]), channel);
      if (version !== undefined) live.set(channel, version);
    }
    return live;
  }

  async function remove(_id: string, props: Props): Promise<void> {
    if (!unpublishes(props)) {
      session.warn("unpublishOnDelete is false, so the bot stays live on its channels", String(props["botId"]));
      return;
    }
    const failed = new Map<string, unknown>();
    for (const channel of new Set([...channelsOf(props), ...pendingOf(props)])) {
      // Where this run has published the bot anew, as for a replacement or a renamed resource, the channel is in use.
      if (session.registry.wasPublished(String(props["botId"]), channel)) continue;
      try {
        await unpublish(props, channel);
      } catch (error) {
        failed.set(channel, error);
      }
    }
    if (failed.size > 0) throw allOf(failed);
  }

  function unpublish(props: Props, channel: string): Promise<void> {
    const reason = props["unpublishReason"] as string | undefined;
    return channels.unpublish(String(props["spaceId"]), String(props["botId"]), channel, reason);
  }

  return { check, diff, create, read, update, delete: remove };
}

/** Judged by the old inputs, which are all that a check is given; of a new resource there are none. */
function willPublish(olds: Props, inputs: Props): boolean {
  if (Object.keys(olds).length === 0) return inputs["adoptVersion"] === undefined;
  // What is not known yet may turn out to be as it was; the promotion hash covers a part of the content.
  const known = { ...inputs };
  for (const key of ["contentHash", "triggers", "connectors", "connectorIds"]) {
    if (containsUnknown(inputs[key])) known[key] = olds[key];
  }
  const isOther = containsUnknown(inputs["contentHash"]) && differ(olds["promotionHash"], inputs["promotionHash"]);
  return isOther || isDue(olds, known);
}

function unpublishes(props: Props): boolean {
  return props["unpublishOnDelete"] !== false;
}

function allOf(failed: ReadonlyMap<string, unknown>): Error {
  const errors = [...failed.values()];
  return new Error(errors.map((error) => (error instanceof Error ? error.message : String(error))).join(" "), {
    cause: errors.length === 1 ? errors[0] : errors,
  });
}
