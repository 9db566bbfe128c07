import { saysMissing, type CozeApiError } from "../../client/http/errors";
import type { BotInfo } from "../../client/bot-types";
import type { Diff, Found, Lifecycle, Props } from "../../host/lifecycle";
import { whileFresh } from "../../certainty/look";
import type { Session } from "../../session/session";
import { confirmGone, consoleLink, spaceOf } from "../../session/space";
import { containsUnknown, UNKNOWN } from "../../values/unknown";
import type { Problem } from "../../values/validate";
import { canonical, hashes } from "./canonical";
import { Creation } from "./create";
import { botProblems, leftCaching } from "./inputs";
import { changedLeaves, computedOf, inputsOf, managedOf, outputs, policyOf } from "./state";
import { computedFrom, fromInfo, notResettable, toBody, withLive } from "./wire";

const ARCHIVED_PREFIX = "del-";
const MAX_NAME = 20;

export function botLifecycle(session: Session): Lifecycle {
  const creation = new Creation(session);

  async function check(olds: Props, news: Props): Promise<{ inputs: Props; problems: Problem[] }> {
    // With ignoreChanges for all of it the engine gives back the hashes that an earlier check has added.
    const { __resource, contentHash, promotionHash, ...declared } = news;
    const { spaceId, problems } = spaceOf(olds, news, session);
    const inputs = { ...declared, spaceId };
    problems.unshift(...botProblems(declared));
    if (spaceId === olds["spaceId"]) problems.push(...leftCaching(olds, declared));
    const { botId } = news;
    if (typeof botId === "string" && botId !== UNKNOWN) {
      const other = session.registry.claim("adopt", botId, __resource);
      if (other !== undefined)
        problems.push({
          path: ["botId"],
          rule: `is the bot that the resource ${other} of this program adopts, too: keep one of the two`,
        });
    }
    if (problems.length > 0) return { inputs: news, problems };
    const isNew = Object.keys(olds).length === 0;
    // The one call that a check may make.
    if (isNew && typeof botId === "string" && !containsUnknown([botId, spaceId])) {
      await session.during({ kind: "Bot", resource: __resource }, () => creation.announceAdoption(botId, inputs));
    }
    return { inputs: { ...inputs, ...hashes(canonical(inputs)), __resource }, problems };
  }

  function diff(id: string, olds: Props, news: Props): Diff {
    // By the name that its state has, which an alias outlives, so that it is not taken for another one when it goes.
    session.registry.manages(id, olds["__resource"] ?? news["__resource"]);
    const replaces: string[] = [];
    if (news["spaceId"] === UNKNOWN || news["spaceId"] !== olds["spaceId"]) replaces.push("spaceId");
    if (news["botId"] !== undefined && news["botId"] !== id) replaces.push("botId");
    if (replaces.length > 0 && policyOf(olds) === "fail" && !containsUnknown([news["spaceId"], news["botId"]])) {
      // The new bot would be there by the time that the old one's delete is refused.
      throw new Error(
        `Bot ${id} would be replaced, since ${replaces.join(" and ")} changes, and its deletionPolicy is "fail". Set deletionPolicy to ` +
          '"retain" or "archive" and run `pulumi up` first.',
      );
    }
    const changes =
      replaces.length > 0 ||
      changedLeaves(olds, news).length > 0 ||
      olds["contentHash"] !== news["contentHash"] ||
      policyOf(olds) !== policyOf(news);
    return { changes, replaces };
  }

  function create(inputs: Props): Promise<{ id: string; outs: Props }> {
    const { botId } = inputs;
    return typeof botId === "string" ? creation.adopt(botId, inputs) : creation.create(inputs);
  }

  async function update(id: string, olds: Props, news: Props): Promise<Props> {
    session.registry.manages(id, news["__resource"]);
    const now = canonical(news);
    const removed = managedOf(olds).filter((path) => !(path in now));
    const kept = notResettable(news, removed);
    if (changedLeaves(olds, news).some((path) => !kept.includes(path))) {
      await session.api().updateBot(id, toBody(news, removed));
    }
    for (const path of kept) {
      session.warn(`${path} has no default to go back to: it keeps its value and is no longer managed`, id);
    }
    return outputs(id, news, computedOf(olds));
  }

  async function read(id: string, props: Props): Promise<Found> {
    if (props["__schema"] === undefined) return readUnmanaged(id, props);
    const live = await whileFresh(
      session,
      Number(props["createTime"]) * 1000,
      () => draftOrMissing(id),
      (found) => !(found instanceof Error),
    );
    if (live instanceof Error) {
      await confirmGone(session, props["spaceId"], id, live);
      return "gone";
    }
    session.registry.manages(id, props["__resource"]);
    const managed = managedOf(props);
    const recorded = withLive(inputsOf(props), managed, live);
    const inputs = { ...recorded, ...hashes(canonical(recorded)) };
    const outs = {
      ...outputs(id, inputs, computedFrom(live, props)),
      __managed: managed,
      __adopted: props["__adopted"],
    };
    return { outs, inputs: props["__adopted"] === true ? { ...inputs, botId: id } : inputs };
  }

  async function draftOrMissing(id: string): Promise<BotInfo | CozeApiError> {
    try {
      return await session.api().readDraft(id);
    } catch (error) {
      if (saysMissing(error)) return error;
      throw error;
    }
  }

  /** `CozeBot.get`: everything that can be read, of a bot that is someone else's to manage. */
  async function readUnmanaged(id: string, props: Props): Promise<Found> {
    const live = await session.api().readDraft(id);
    const content = fromInfo(live);
    return {
      outs: { ...content, ...hashes(canonical(content)), ...computedFrom(live, props), botId: id },
      inputs: props,
    };
  }

  async function remove(id: string, props: Props): Promise<void> {
    const link = consoleLink(session.settings().baseUrl, props["spaceId"], id);
    const policy = policyOf(props);
    if (policy === "fail") {
      throw new Error(
        `Bot ${id} is kept, since its deletionPolicy is "fail" and Coze has no call that deletes a bot. Set deletionPolicy to ` +
          `"retain" or "archive" and run \`pulumi up\` first, or \`pulumi state delete\` the resource. The bot: ${link}`,
      );
    }
    const keeper = session.registry.keeper(id, props["__resource"]);
    if (keeper !== undefined) {
      session.log(`left alone: the resource ${keeper} manages it`, id);
      return;
    }
    if (policy === "archive" && !(await archive(id, props))) return;
    const draft = policy === "archive" ? "its draft was renamed and is kept" : "its draft is kept";
    session.warn(`Coze has no call that deletes a bot: ${draft}. Delete it in the console: ${link}`, id);
  }

  /** Renames the draft, so that leftovers are found. False where the bot is gone. */
  async function archive(id: string, props: Props): Promise<boolean> {
    const name = Array.from(ARCHIVED_PREFIX + String(props["name"]))
      .slice(0, MAX_NAME)
      .join("");
    try {
      await session.api().updateBot(id, { name });
      return true;
    } catch (error) {
      await confirmGone(session, props["spaceId"], id, error);
      return false;
    }
  }

  return { check, diff, create, read, update, delete: remove };
}
