import { saysMissing } from "../client/errors";
import type { BotInfo } from "../client/wire-types";
import { PartialFailure, type Diff, type Found, type Lifecycle, type Props } from "../lifecycle";
import type { Session } from "../session";
import { confirmGone, consoleLink, findInSpace, spaceOf } from "../space";
import { containsUnknown, UNKNOWN } from "../unknown";
import type { Problem } from "../validate";
import { canonical, hashes, sameValue } from "./canonical";
import { botProblems } from "./inputs";
import { differences, fromInfo, notResettable, toBody, withLive } from "./wire";

const SCHEMA = 1;
const ARCHIVED_PREFIX = "del-";
const MAX_NAME = 20;

/** What Coze tells of a bot and nobody declares. */
const COMPUTED = ["iconUrl", "ownerUserId", "createTime", "updateTime"] as const;

export function botLifecycle(session: Session): Lifecycle {
  const log = (props: Props, botId: string | undefined, message: string): void =>
    session.log("Bot", props["__resource"], botId, message);

  async function check(olds: Props, news: Props): Promise<{ inputs: Props; problems: Problem[] }> {
    const { __resource, ...declared } = news;
    const { spaceId, problems } = spaceOf(olds, news, session);
    const inputs = { ...declared, spaceId };
    problems.unshift(...botProblems(declared));
    if (problems.length > 0) return { inputs: news, problems };
    if (isNew(olds) && typeof news["botId"] === "string" && !containsUnknown([news["botId"], spaceId])) {
      await announceAdoption(news["botId"], { ...inputs, __resource });
    }
    return { inputs: { ...inputs, ...hashes(canonical(inputs)), __resource }, problems };
  }

  function diff(id: string, olds: Props, news: Props): Diff {
    session.registry.manages(id, news["__resource"]);
    const replaces: string[] = [];
    if (news["spaceId"] === UNKNOWN || news["spaceId"] !== olds["spaceId"]) replaces.push("spaceId");
    if (news["botId"] !== undefined && news["botId"] !== id) replaces.push("botId");
    const changes =
      replaces.length > 0 ||
      changedLeaves(olds, news).length > 0 ||
      olds["contentHash"] !== news["contentHash"] ||
      policyOf(olds) !== policyOf(news);
    return { changes, replaces };
  }

  async function create(inputs: Props): Promise<{ id: string; outs: Props }> {
    if (typeof inputs["botId"] === "string") return adopt(inputs["botId"], inputs);
    const { knowledge, ...creatable } = inputs;
    const id = await session.api().createBot(inputs["spaceId"] as string, toBody(creatable));
    session.registry.manages(id, inputs["__resource"]);
    if (knowledge !== undefined && "knowledge" in toBody(inputs)) {
      try {
        await session.api().updateBot(id, toBody(inputs));
      } catch (error) {
        // What is not there yet is left out, so that the next diff shows it.
        const { contentHash, promotionHash, ...reached } = outputs(id, creatable);
        throw new PartialFailure(id, reached, error);
      }
    }
    return { id, outs: outputs(id, inputs) };
  }

  async function adopt(id: string, inputs: Props): Promise<{ id: string; outs: Props }> {
    const live = await readForAdoption(id, inputs);
    if (differences(inputs, live).length > 0) await session.api().updateBot(id, toBody(inputs));
    session.registry.manages(id, inputs["__resource"]);
    return { id, outs: outputs(id, inputs, live) };
  }

  /** The one call that a check may make: a preview of an adoption says what will change on a bot that others may use. */
  async function announceAdoption(id: string, inputs: Props): Promise<void> {
    const changing = differences(inputs, await readForAdoption(id, inputs));
    log(
      inputs,
      id,
      changing.length > 0 ? `adopting it will change ${changing.join(", ")}` : "adopting it changes nothing on it",
    );
  }

  async function readForAdoption(id: string, inputs: Props): Promise<BotInfo> {
    const spaceId = inputs["spaceId"] as string;
    const live = await session.api().readDraft(id);
    if (!(await findInSpace(session, spaceId, id))) {
      throw new Error(
        `Bot ${id} cannot be adopted: it is not in space ${spaceId}. Set spaceId to the workspace that holds it.`,
      );
    }
    return live;
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
      log(
        news,
        id,
        `warning: ${path} has no default to go back to: it keeps its value on Coze and is no longer managed`,
      );
    }
    return { ...computed(olds), ...outputs(id, news) };
  }

  async function read(id: string, props: Props): Promise<Found> {
    if (props["__schema"] === undefined) return readUnmanaged(id, props);
    let live: BotInfo;
    try {
      live = await session.api().readDraft(id);
    } catch (error) {
      await confirmGone(session, props["spaceId"], id, error);
      return "gone";
    }
    session.registry.manages(id, props["__resource"]);
    const managed = managedOf(props);
    const recorded = withLive(inputsOf(props), managed, live);
    const inputs = { ...recorded, ...hashes(canonical(recorded)) };
    const outs = { ...outputs(id, inputs, live), __managed: managed, __adopted: props["__adopted"] };
    return { outs, inputs: props["__adopted"] === true ? { ...inputs, botId: id } : inputs };
  }

  /** `CozeBot.get`: everything that can be read, of a bot that is someone else's to manage. */
  async function readUnmanaged(id: string, props: Props): Promise<Found> {
    const live = await session.api().readDraft(id);
    const content = fromInfo(live);
    const outs = { ...content, ...hashes(canonical(content)), ...computed(fromCoze(live)), botId: id };
    return { outs, inputs: props };
  }

  async function remove(id: string, props: Props): Promise<void> {
    const spaceId = props["spaceId"];
    const link = consoleLink(session.settings().baseUrl, spaceId, id);
    const policy = policyOf(props);
    if (policy === "fail") {
      throw new Error(
        `Bot ${id} is kept, since its deletionPolicy is "fail" and Coze has no call that deletes a bot. Set deletionPolicy to ` +
          `"retain" or "archive" and run \`pulumi up\` first, or \`pulumi state delete\` the resource. The bot: ${link}`,
      );
    }
    const other = session.registry.managedByAnother(id, props["__resource"]);
    if (other !== undefined) {
      log(props, id, `left alone: the resource ${other} manages it`);
      return;
    }
    if (policy === "archive") {
      const name = Array.from(`${ARCHIVED_PREFIX}${String(props["name"])}`)
        .slice(0, MAX_NAME)
        .join("");
      try {
        await session.api().updateBot(id, { name });
      } catch (error) {
        if (!saysMissing(error)) throw error;
        await confirmGone(session, spaceId, id, error);
        return;
      }
    }
    const done = policy === "archive" ? "its draft was renamed and is kept" : "its draft is kept";
    log(props, id, `warning: Coze has no call that deletes a bot: ${done}. Delete it in the console: ${link}`);
  }

  return { check, diff, create, read, update, delete: remove };
}

function isNew(olds: Props): boolean {
  return Object.keys(olds).length === 0;
}

function policyOf(props: Props): unknown {
  return props["deletionPolicy"] ?? "retain";
}

/** The leaves that the program declared at the last create or update, values that Coze has lost since included. */
function managedOf(props: Props): string[] {
  return (props["__managed"] as string[] | undefined) ?? Object.keys(canonical(props));
}

/** Declared leaves, then and now, that are not the same. */
function changedLeaves(olds: Props, news: Props): string[] {
  const managed = managedOf(olds);
  const before = canonical(olds);
  const now = canonical(news);
  return [...new Set([...managed, ...Object.keys(now)])].filter(
    (path) => !(managed.includes(path) && path in now && sameValue(before[path], now[path])),
  );
}

/** The inputs under their own names and places, so that the engine keeps secret ones secret, and what belongs to us. */
function outputs(id: string, inputs: Props, live?: BotInfo): Props {
  return {
    ...(live ? fromCoze(live) : {}),
    ...inputs,
    botId: id,
    __managed: Object.keys(canonical(inputs)),
    __schema: SCHEMA,
    ...(inputs["botId"] === undefined ? {} : { __adopted: true }),
  };
}

/** The echo of the inputs in the outputs. */
function inputsOf(outs: Props): Props {
  const { botId, __managed, __schema, __adopted, ...rest } = outs;
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !(COMPUTED as readonly string[]).includes(key)));
}

function computed(outs: Props): Props {
  return Object.fromEntries(COMPUTED.filter((key) => outs[key] !== undefined).map((key) => [key, outs[key]]));
}

function fromCoze(live: BotInfo): Props {
  return {
    iconUrl: live.icon_url,
    ownerUserId: live.owner_user_id,
    createTime: live.create_time,
    updateTime: live.update_time,
  };
}
