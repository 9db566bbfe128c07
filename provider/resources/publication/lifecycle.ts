import { contradicts, fromInfo } from "../bot/wire";
import {
  PartialFailure,
  type Checked,
  type Created,
  type Diff,
  type Found,
  type Lifecycle,
  type Props,
  type Step,
} from "../../host/lifecycle";
import { whileFresh } from "../../certainty/while-fresh";
import type { Session } from "../../session/session";
import { botsOf, confirmBotGone, spaceOf } from "../../session/space";
import { UNKNOWN, type Declared } from "../../values/unknown";
import { sentence } from "../../values/validate";
import { Channels } from "./channels";
import { channelsOf, differ, dueFor, isDue, leaving, pendingOf, willPublish } from "./due";
import { isNewer, newestOf, publish } from "./publish";
import { gateProblems } from "./gate";
import { API_CHANNEL, publicationProblems, withDefaults, type CheckedPublication } from "./inputs";
import { inputsOf, outputs, publishedOutside, record, type PublicationOutputs, type Published } from "./state";

export function publicationLifecycle(session: Session): Lifecycle<CheckedPublication, PublicationOutputs> {
  const channels = new Channels(session);

  function check(olds: Partial<CheckedPublication>, news: Props, step: Step): Promise<Checked<CheckedPublication>> {
    const { spaceId, problems } = spaceOf(session, olds, news);
    problems.unshift(...publicationProblems(news));
    const { botId } = news;
    const other = typeof botId === "string" && botId !== UNKNOWN && step.claim(botId, Object.keys(olds).length === 0);
    if (other)
      problems.push({
        path: ["botId"],
        rule: `is the bot that the publication ${other} of this program publishes, too: keep one of the two`,
      });
    if (problems.length > 0) return Promise.resolve({ problems });
    const inputs = { ...withDefaults(news), spaceId } as Declared<CheckedPublication>;
    // Refused in the preview, before the draft is touched.
    if (willPublish(olds, inputs)) problems.push(...gateProblems(inputs));
    return Promise.resolve(problems.length > 0 ? { problems } : { inputs, problems });
  }

  function diff(_id: string, olds: PublicationOutputs, news: Declared<CheckedPublication>): Diff {
    const replaces = news.botId === UNKNOWN || news.botId !== olds.botId ? ["botId"] : [];
    const changed = new Set([...replaces, ...dueFor(olds, news)]);
    if (leaving(olds, news).length > 0 || pendingOf(olds).length > 0) changed.add("connectorIds");
    if (unpublishes(olds) !== unpublishes(news)) changed.add("unpublishOnDelete");
    if (differ(olds.unpublishReason, news.unpublishReason)) changed.add("unpublishReason");
    return { changes: changed.size > 0, changed: [...changed], replaces };
  }

  async function create(inputs: CheckedPublication): Promise<Created<PublicationOutputs>> {
    const { botId, spaceId, adoptVersion } = inputs;
    // A CozeBot of this run has seen its space; an id from elsewhere has to be seen in it once, or "gone" means nothing.
    if (!session.registry.isManaged("Bot", botId)) await verifySpace(spaceId, botId);
    const made = await (adoptVersion === undefined ? publishNow(inputs, undefined) : adopt(inputs, adoptVersion));
    session.registry.notePublished(botId, channelsOf(inputs));
    return { id: botId, outs: outputs(inputs, made, []) };
  }

  async function verifySpace(spaceId: string, botId: string): Promise<void> {
    if (await botsOf(session, spaceId).isThere(botId, { certain: "absence" })) return;
    throw new Error(
      `Bot ${botId} cannot be published: it is not in space ${spaceId}. Set spaceId to the workspace that holds it.`,
    );
  }

  async function publishNow(inputs: CheckedPublication, known: string | undefined): Promise<Published> {
    // The preview may have been skipped, or have known less.
    const refused = gateProblems(inputs);
    if (refused.length > 0) throw new Error(refused.map(sentence).join(" "));
    const { version, publishedAt } = await publish(session, inputs, known);
    return record(version, inputs, publishedAt);
  }

  /** Takes over what is live without publishing it again. */
  async function adopt(inputs: CheckedPublication, version: string): Promise<Published> {
    const live = await liveVersions(inputs, channelsOf(inputs));
    const others = channelsOf(inputs).filter((channel) => live.get(channel) !== version);
    if (others.length === 0) return recordAdopted(version, inputs);
    const seen = others.map((channel) => `channel ${channel} has ${live.get(channel) ?? "no version"}`).join(", ");
    throw new Error(
      `Version ${version} of bot ${inputs.botId} cannot be adopted: ${seen}. Set adoptVersion to what is live on every ` +
        "channel of connectorIds, or leave it out to publish the draft.",
    );
  }

  /**
   * The draft may be ahead of the live version. Its hash then means "nothing to publish yet", but another stack's gate must
   * not open for what was never live.
   */
  async function recordAdopted(version: string, inputs: CheckedPublication): Promise<Published> {
    const { botId } = inputs;
    const [channel = API_CHANNEL] = channelsOf(inputs);
    const live = await channels.liveInfo(botId, channel);
    if (live && !contradicts(fromInfo(live), await session.api().readDraft(botId))) return record(version, inputs);
    session.log(
      "the draft is ahead of the version that is adopted: promotionHash stays empty until it is published",
      botId,
    );
    return record(version, { ...inputs, promotionHash: undefined });
  }

  async function update(id: string, olds: PublicationOutputs, news: CheckedPublication): Promise<PublicationOutputs> {
    const made = isDue(olds, news) ? await publishNow(news, olds.version) : olds.__published;
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

  function readUnmanaged(id: string): Promise<Props> {
    const problem = `A publication cannot be read by id alone (${id}): declare it, with adoptVersion to take over what is live.`;
    return Promise.reject(new Error(problem));
  }

  async function read(id: string, props: PublicationOutputs): Promise<Found<CheckedPublication, PublicationOutputs>> {
    const { __published: ours } = props;
    const known = [...new Set([...channelsOf(props), ...pendingOf(props)])];
    let live: Map<string, string>;
    try {
      live = await whileFresh(session, {
        madeAt: ours.publishedAt === undefined ? undefined : Date.parse(ours.publishedAt),
        look: () => liveVersions(props, known),
        isSeen: (versions) =>
          channelsOf(props).every((channel) => !isNewer(ours.version, versions.get(channel) ?? "0")),
        again: () => channels.forget(props.spaceId, known),
      });
      // An empty list may be that of another account. "Not on the API channel" is said of a bot that was found.
      if (live.size === 0 && !channelsOf(props).includes(API_CHANNEL)) await session.api().readDraft(id);
    } catch (error) {
      await confirmBotGone(session, props.spaceId, id, error);
      return "gone";
    }
    // As written, a channel that is named twice included: a refresh that changes the inputs is drift.
    const on = props.connectorIds.filter((channel) => live.has(channel));
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
  async function liveVersions(
    { spaceId, botId }: CheckedPublication,
    connectorIds: readonly string[],
  ): Promise<Map<string, string>> {
    const live = new Map<string, string>();
    for (const channel of connectorIds) {
      const version = await channels.liveVersion(spaceId, botId, channel);
      if (version !== undefined) live.set(channel, version);
    }
    return live;
  }

  async function remove(_id: string, props: PublicationOutputs): Promise<void> {
    if (!unpublishes(props)) {
      session.warn("unpublishOnDelete is false, so the bot stays live on its channels", props.botId);
      return;
    }
    const failed = new Map<string, unknown>();
    for (const channel of new Set([...channelsOf(props), ...pendingOf(props)])) {
      // Where this run has published the bot anew, as for a replacement or a renamed resource, the channel is in use.
      if (session.registry.wasPublished(props.botId, channel)) continue;
      try {
        await unpublish(props, channel);
      } catch (error) {
        failed.set(channel, error);
      }
    }
    if (failed.size > 0) throw allOf(failed);
  }

  function unpublish(props: CheckedPublication, channel: string): Promise<void> {
    return channels.unpublish(props.spaceId, props.botId, channel, props.unpublishReason);
  }

  return { check, diff, create, read, readUnmanaged, update, delete: remove };
}

function unpublishes({ unpublishOnDelete }: Pick<Declared<CheckedPublication>, "unpublishOnDelete">): boolean {
  return unpublishOnDelete !== false;
}

function allOf(failed: ReadonlyMap<string, unknown>): Error {
  const errors = [...failed.values()];
  return new Error(errors.map((error) => (error instanceof Error ? error.message : String(error))).join(" "), {
    cause: errors.length === 1 ? errors[0] : errors,
  });
}
