import { canonical } from "../../../provider/resources/bot/canonical";
import { withLive } from "../../../provider/resources/bot/wire";
import type { BotInfo } from "../../../provider/client/bot-types";
import { full } from "./samples";

const refreshed = (recorded: Record<string, unknown>, info: BotInfo) =>
  withLive(recorded, Object.keys(canonical(recorded)), info);

test("what someone changed outside is taken over, what nobody declared is not", () => {
  const recorded = { name: "Support", promptInfo: { prompt: "Hi" } };
  expect(
    refreshed(recorded, {
      name: "Renamed",
      description: "from the console",
      prompt_info: { prompt: "Hello", prompt_mode: "prefix" },
      model_info: { model_id: "9" },
    }),
  ).toEqual({ name: "Renamed", promptInfo: { prompt: "Hello" } });
});

test("a bot that reads as declared comes back as the user wrote it", () => {
  const recorded = {
    name: "Support",
    promptInfo: { prompt: "a\r\nb\n" },
    workflowIds: ["2", "1", "2"],
    plugins: [
      { pluginId: "1", apiId: "12" },
      { pluginId: "1", apiId: "11" },
    ],
  };
  const info = {
    name: "Support",
    prompt_info: { prompt: "a\nb" },
    workflow_info_list: [{ id: "1" }, { id: "2" }],
    plugin_info_list: [{ plugin_id: "1", api_info_list: [{ api_id: "11" }, { api_id: "12" }] }],
  };
  expect(refreshed(recorded, info)).toEqual(recorded);
});

test("absent blocks, and what the API never returns, keep what was recorded", () => {
  expect(refreshed(full, { bot_id: "1" })).toEqual(full);
});

test("a leaf absent from a present block has its default, where it was declared", () => {
  const recorded = { promptInfo: { prompt: "Hi" }, suggestReplyInfo: { replyMode: "disable" } };
  expect(refreshed(recorded, { prompt_info: {}, suggest_reply_info: {} })).toEqual({
    promptInfo: { prompt: "" },
    suggestReplyInfo: { replyMode: "enable" },
  });
});

test("a model knob that a read leaves out keeps what was recorded", () => {
  const recorded = { modelInfoConfig: { modelId: "9", temperature: 0.5, parameters: { store: false } } };
  expect(refreshed(recorded, { model_info: { model_id: "9" } })).toEqual(recorded);
});

test("a managed leaf that was lost on Coze and comes back is seen", () => {
  const live = withLive({ name: "Support" }, ["name", "description"], { name: "Support", description: "back" });
  expect(live).toEqual({ name: "Support", description: "back" });
});

describe('tools that some reads give the id "0"', () => {
  const plugins = [
    { pluginId: "1", apiId: "11" },
    { pluginId: "1", apiId: "12" },
    { pluginId: "2", apiId: "21" },
  ];
  const read = (...tools: [string, string[]][]): BotInfo => ({
    plugin_info_list: tools.map(([plugin_id, ids]) => ({
      plugin_id,
      api_info_list: ids.map((api_id) => ({ api_id })),
    })),
  });

  test("are as recorded where their number is the same", () => {
    expect(refreshed({ plugins }, read(["1", ["0", "0"]], ["2", ["0"]]))).toEqual({ plugins });
  });

  test("show a plugin that was added or taken away", () => {
    expect(refreshed({ plugins }, read(["1", ["0", "0"]]))).toEqual({ plugins: plugins.slice(0, 2) });
    expect(refreshed({ plugins }, read(["1", ["0", "0"]], ["2", ["0"]], ["3", ["0"]]))).toEqual({
      plugins: [...plugins, { pluginId: "3", apiId: "0" }],
    });
  });

  test("show a tool that was added or taken away", () => {
    expect(refreshed({ plugins }, read(["1", ["0"]], ["2", ["0"]]))).toEqual({
      plugins: [{ pluginId: "1", apiId: "0" }, plugins[2]],
    });
  });

  test("are looked at one plugin at a time", () => {
    expect(refreshed({ plugins }, read(["1", ["0", "0"]], ["2", ["22"]]))).toEqual({
      plugins: [...plugins.slice(0, 2), { pluginId: "2", apiId: "22" }],
    });
  });
});
