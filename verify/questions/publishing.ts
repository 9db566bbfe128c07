import { API_CHANNEL, CHAT_SDK_CHANNEL } from "../../provider/client/bot-types";
import { codeOf, dataOf } from "../../provider/client/probe";
import { READABLE_WITHIN_MS } from "../asking";
import { codeFact, listIn, needed, NotRun, Refused } from "../answers";
import type { Question } from "../question";

/** Questions about publishing the run's own bot to the API channel, and about its lists. */
export const PUBLISHING: readonly Question[] = [
  {
    id: "publish-nowhere",
    question: "Is a publish to no channel refused?",
    expected: "code 4000",
    dependsOn: "resources/publication/inputs.ts asks for at least one channel",
    otherwise: "Nothing: the package never does it.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    ask: async (bot) => codeFact(await bot.publish([])),
  },
  {
    id: "publish",
    question: "Does a publish to the API channel answer with a version?",
    expected: "a version",
    dependsOn: "client/bots.ts: `version` of a publication",
    otherwise: "Every publish would count as unreadable and be looked for.",
    safeWithBoth: false,
    documented: "https://docs.coze.cn/developer_guides/publish_bot",
    writes: true,
    calls: 1,
    async ask(bot) {
      const { version } = needed(await bot.publish([API_CHANNEL]));
      return typeof version === "string" && version !== "" ? "a version" : "no version";
    },
  },
  {
    id: "published-at-once",
    question: "Is what was published readable at once?",
    expected: "at once",
    dependsOn: "resources/publication: a publish whose answer was lost is looked for in the versions list for 10 s",
    otherwise: "Later than 10 s, a lost publish would be reported as not done; the next `up` makes one more version.",
    safeWithBoth: false,
    writes: true,
    calls: 1,
    ask: async (bot) => (codeOf(await bot.read("true")) === 0 ? "at once" : "later"),
  },
  {
    id: "versions",
    question: "Does the list of versions begin with the newest, by the number that the publish gave?",
    expected: "newest first",
    dependsOn: "client/bots.ts: newestVersion reads the first of the list",
    otherwise: "A publish from outside would be seen wrongly, and a lost publish not be found.",
    safeWithBoth: false,
    documented: "https://docs.coze.cn/developer_guides/list_bot_versions",
    writes: true,
    calls: 2,
    async ask(bot) {
      const { version } = needed(await bot.publish([API_CHANNEL]));
      const path = `/v1/bots/${bot.id}/versions`;
      const query = { page_num: 1, page_size: 2, publish_status: "published_online" };
      const [first] = listIn(needed(await bot.workspace.ask({ method: "GET", path, query })), "items");
      return first?.["version"] === version ? "newest first" : "in another order, or later";
    },
  },
  {
    id: "publish-unchanged",
    question: "Does a publish without a change make a new version?",
    expected: "a new version",
    dependsOn: "`triggers` of a publication publish the same content again",
    otherwise: "A change of `triggers` would do nothing on Coze.",
    safeWithBoth: true,
    writes: true,
    calls: 2,
    async ask(bot) {
      const before = needed(await bot.read("true"))["version"];
      const { version } = needed(await bot.publish([API_CHANNEL]));
      return version === before ? "the same version" : "a new version";
    },
  },
  {
    id: "lists-overlap",
    question: "Is a published bot with a newer draft in the lists of published bots and of newer drafts?",
    expected: "in both",
    dependsOn: "resources/publication/channels.ts asks the second list where the first does not hold the bot",
    otherwise: "Nothing but one call more: either list will do.",
    safeWithBoth: true,
    writes: true,
    calls: 3,
    async ask(bot) {
      const updated = await bot.update({ description: "newer" });
      if (codeOf(updated) !== 0) throw new Refused(updated);
      const holds = async (status: string): Promise<boolean> =>
        listIn(needed(await bot.workspace.list({ publish_status: status, page_num: 1, page_size: 20 })), "items").some(
          ({ id }) => id === bot.id,
        );
      const [online, draft] = [await holds("published_online"), await holds("published_draft")];
      if (online && draft) return "in both";
      return online ? "in published_online" : draft ? "in published_draft" : "in neither";
    },
  },
  {
    id: "content-check",
    question: "Does Coze's content check let plain words pass?",
    expected: "code 0",
    dependsOn: "client/http/advice.ts: 4105 advises to change the words",
    otherwise: "The run's bot could not be published.",
    safeWithBoth: true,
    writes: true,
    calls: 2,
    async ask(bot) {
      const updated = await bot.update({ description: "A quiet afternoon" });
      if (codeOf(updated) !== 0) throw new Refused(updated);
      return codeFact(await bot.publish([API_CHANNEL]));
    },
  },
];

/**
 * Questions about a bot that is taken off its channels. For one question, the bot is only on the Chat SDK's channel.
 */
export const UNPUBLISHING: readonly Question[] = [
  {
    id: "unpublish-twice",
    question: "Does a second unpublish of a channel succeed?",
    expected: "code 0",
    dependsOn: "client/http/operation.ts: an unpublish may be repeated",
    otherwise: "A delete whose answer was lost would end with an error; the next one succeeds.",
    safeWithBoth: false,
    writes: true,
    calls: 2,
    async ask(bot) {
      const first = await bot.unpublish(API_CHANNEL);
      if (codeOf(first) !== 0) throw new Refused(first);
      return codeFact(await bot.unpublish(API_CHANNEL));
    },
  },
  {
    id: "default-read-elsewhere",
    question: "Which code does the published read have of a bot that is on the Chat SDK's channel alone?",
    expected: "code 4015",
    dependsOn: "resources/publication/channels.ts reads the API channel without naming it",
    otherwise: "A bot on another channel would count as live on the API channel, too.",
    safeWithBoth: false,
    writes: true,
    calls: 15,
    async ask(bot) {
      needed(await bot.publish([CHAT_SDK_CHANNEL]));
      try {
        const live = await bot.workspace.untilSeen(() => bot.readOn(CHAT_SDK_CHANNEL));
        if (codeOf(live) !== 0) {
          const limit = `${READABLE_WITHIN_MS / 1000} s`;
          throw new NotRun(`what was published to the Chat SDK's channel could not be read within ${limit}`);
        }
        return codeFact(await bot.read("true"));
      } finally {
        await bot.unpublish(CHAT_SDK_CHANNEL);
      }
    },
  },
  {
    id: "unpublished-listed",
    question: "Where is a bot listed that was taken off its channels?",
    expected: "among never-published drafts",
    dependsOn: "resources/bot/lost.ts: such a bot has versions, and is no leftover of an interrupted run",
    otherwise: "Nothing: its versions tell.",
    safeWithBoth: true,
    writes: true,
    calls: 1,
    async ask(bot) {
      const list = await bot.workspace.list({ publish_status: "unpublished_draft", page_num: 1, page_size: 20 });
      const isThere = listIn(dataOf(list), "items").some(({ id }) => id === bot.id);
      return isThere ? "among never-published drafts" : "elsewhere";
    },
  },
];
