import { codeOf, dataOf } from "../../provider/client/probe";
import { codeFact, listIn, needed, NotRun, statusFact } from "../answers";
import type { Question } from "../question";

const MAX_SKEW_MS = 60_000;
const SLOW_MS = 3_000;
const LARGE_PAGE = 100;
const BOTS_TO_LOOK_AT = 5;

/** Questions that reads answer. */
export const READS: readonly Question[] = [
  {
    id: "invalid-token",
    question: "How is a token refused that Coze does not know?",
    expected: "HTTP 401, code 700012006",
    dependsOn:
      "client/http/policy.ts: a rejected token is renewed, or another one is used, by status 401 or code 4100 or 700012006",
    otherwise: "An expired OAuth token would not be renewed, and the advice would not name the token.",
    safeWithBoth: false,
    writes: false,
    calls: 1,
    async ask(bot) {
      const token = "pat_verify_not_a_token";
      return statusFact(await bot.workspace.ask({ method: "GET", path: "/v1/users/me", token }));
    },
  },
  {
    id: "unknown-route",
    question: "How is a call answered that Coze does not have?",
    expected: "HTTP 404, code 4000",
    dependsOn: "client/http/advice.ts: status 404 distinguishes a missing call from a missing object",
    otherwise: "The advice for a wrong address would be that for a wrong value.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    ask: async (bot) => statusFact(await bot.workspace.ask({ method: "GET", path: "/v1/bots_verify_no_such_call" })),
  },
  {
    id: "unknown-bot",
    question: "Which code does the read of a bot have that does not exist?",
    expected: "code 4200",
    dependsOn: "client/http/errors.ts: 4200 and 4006 start the check whether a bot is gone",
    otherwise: "A bot that is gone would stop a refresh with an error in place of being created again.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    ask: async (bot) => codeFact(await bot.read("false", "7000000000000000001")),
  },
  {
    id: "workspace-parameter",
    question: "Does the list of bots need `workspace_id`, and refuse `space_id` in its place?",
    expected: "code 4000",
    dependsOn: "client/bots.ts sends workspace_id",
    otherwise: "Nothing: both names would do.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    ask: async (bot) =>
      codeFact(
        await bot.workspace.ask({
          method: "GET",
          path: "/v1/bots",
          query: { space_id: bot.workspace.spaceId, publish_status: "all" },
        }),
      ),
  },
  {
    id: "page-parameter",
    question: "Does `page_num` choose the page of the list of bots?",
    expected: "page_num chooses the page",
    dependsOn: "client/bots.ts pages with page_num; a lost create is looked for on all pages",
    otherwise: "Only the first page would be seen, and a lost create on another page be made again.",
    safeWithBoth: false,
    writes: false,
    calls: 2,
    async ask(bot) {
      const ask = async (page: number): Promise<unknown> => {
        const data = needed(await bot.workspace.list({ publish_status: "all", page_num: page, page_size: 1 }));
        return listIn(data, "items")[0]?.["id"];
      };
      const [first, second] = [await ask(1), await ask(2)];
      if (second === undefined) throw new NotRun("the workspace has fewer than two bots");
      return first === second ? "page_num has no effect" : "page_num chooses the page";
    },
  },
  {
    id: "list-total",
    question: "Does the list of bots tell their number in `total`?",
    expected: "total is a number",
    dependsOn: "client/bots.ts stops at total, and asks on until a page is short where there is none",
    otherwise: "A listing would take one call more.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    async ask(bot) {
      const { total } = needed(await bot.workspace.list({ publish_status: "all", page_num: 1, page_size: 1 }));
      return typeof total === "number" ? "total is a number" : "no total";
    },
  },
  {
    id: "large-page",
    question: `Does the list of bots take a page size of ${LARGE_PAGE}?`,
    expected: "code 0",
    dependsOn: "client/bots.ts asks for 20 a page, Coze's default",
    otherwise: "Nothing: the package asks for less.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    ask: async (bot) =>
      codeFact(await bot.workspace.list({ publish_status: "all", page_num: 1, page_size: LARGE_PAGE })),
  },
  {
    id: "newer-reads",
    question: "Does the server have the newer list of bots, with drafts?",
    expected: "HTTP 200, code 0",
    dependsOn: "client/bots.ts: where the newer reads answer 404, what is published is read by the older ones",
    otherwise: "Drafts cannot be read: a refresh of a bot ends with an error that says so; publications are refreshed.",
    safeWithBoth: true,
    documented: "https://docs.coze.cn/developer_guides/list_bots_draft_published",
    writes: false,
    calls: 1,
    ask: async (bot) => statusFact(await bot.workspace.list({ publish_status: "all", page_num: 1, page_size: 1 })),
  },
  {
    id: "page-past-end",
    question: "How is a page of bots answered that is past the end?",
    expected: "an empty page",
    dependsOn: "client/http/pages.ts stops at total, and at a page that is short",
    otherwise: "If Coze also returned no total, a list whose last page is full would end with an error.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    async ask(bot) {
      const answer = await bot.workspace.list({ publish_status: "all", page_num: 500, page_size: 20 });
      if (codeOf(answer) !== 0) return codeFact(answer);
      return listIn(dataOf(answer), "items").length === 0 ? "an empty page" : "a page with bots";
    },
  },
  {
    id: "server-date",
    question: "Does an answer carry a `Date` near this machine's clock?",
    expected: "within a minute",
    dependsOn: "client/http/call.ts: what is young or old is judged by the server's clock",
    otherwise: "The server's clock would be taken from the answers all the same; this machine's clock is off.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    async ask(bot) {
      const { outcome, sentAt } = await bot.workspace.ask({ method: "GET", path: "/v1/users/me" });
      const date = "date" in outcome ? outcome.date : undefined;
      if (date === undefined) return "no Date";
      return Math.abs(date.getTime() - sentAt) <= MAX_SKEW_MS ? "within a minute" : "more than a minute off";
    },
  },
  {
    id: "answer-time",
    question: `Does a read answer within ${SLOW_MS / 1000} s?`,
    expected: "in time",
    dependsOn: "coze:timeoutSeconds is 60 by default",
    otherwise: "Large workspaces would take long to refresh.",
    safeWithBoth: true,
    writes: false,
    calls: 1,
    async ask(bot) {
      const begun = bot.workspace.now();
      await bot.workspace.ask({ method: "GET", path: "/v1/users/me" });
      return bot.workspace.now() - begun <= SLOW_MS ? "in time" : "slow";
    },
  },
  {
    id: "tool-ids",
    question: "Does the read of a draft tell the ids of plugin tools?",
    expected: "tools have ids",
    dependsOn: 'resources/bot/wire.ts compares tools by id, and by their number where a read gives "0"',
    otherwise: "Drift of tools within one plugin would not be seen; botArgs and import would refuse.",
    safeWithBoth: true,
    writes: false,
    calls: 1 + BOTS_TO_LOOK_AT,
    async ask(bot) {
      const list = needed(await bot.workspace.list({ publish_status: "all", page_num: 1, page_size: BOTS_TO_LOOK_AT }));
      for (const { id } of listIn(list, "items")) {
        const plugins = listIn(dataOf(await bot.read("false", String(id))), "plugin_info_list");
        const tools = plugins.flatMap((plugin) => listIn(plugin, "api_info_list"));
        if (tools.length > 0)
          return tools.some((tool) => tool["api_id"] === "0") ? 'tools have the id "0"' : "tools have ids";
      }
      throw new NotRun(`none of the first ${BOTS_TO_LOOK_AT} bots has a plugin`);
    },
  },
];
