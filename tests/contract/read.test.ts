import { everything, officialNames, openPlatform } from "./official";
import { valueNames } from "./type-names";

const platform = openPlatform();

async function published(): Promise<string> {
  const { emulator, coze } = platform;
  const { bot_id } = await coze.bots.create({ space_id: emulator.spaceId, name: "Support" });
  await coze.bots.update({ bot_id, ...everything() });
  await coze.bots.publish({ bot_id, connector_ids: ["1024"] });
  return bot_id;
}

/** What is always in a read, by the official types; of lists that nothing here can fill, only the list. */
function required(): string[] {
  const { BotInfo } = officialNames("BotInfo");
  return [...BotInfo.required].filter((name) => !/^(variables|shortcut_commands)\./.test(name));
}

test("the official client's read of a draft has every field of its types, with what was written", async () => {
  const bot_id = await published();
  await platform.coze.bots.update({ bot_id, description: "Newer" });
  const draft = await platform.coze.bots.retrieveNew(bot_id, { is_published: false });
  expect([...valueNames(draft)]).toEqual(expect.arrayContaining(required()));
  const { prompt_info, onboarding_info, suggest_reply_info, model_info_config: model_info } = everything();
  expect(draft).toMatchObject({
    bot_id,
    name: "Support",
    description: "Newer",
    bot_mode: 0,
    prompt_info,
    onboarding_info,
    suggest_reply_info,
    model_info,
    knowledge: { knowledge_infos: [{ id: "71" }, { id: "72" }] },
    workflow_info_list: [{ id: "81" }, { id: "82" }],
    plugin_info_list: [
      { plugin_id: "1", api_info_list: [{ api_id: "11" }, { api_id: "12" }] },
      { plugin_id: "2", api_info_list: [{ api_id: "21" }] },
    ],
  });
  expect(String(draft.create_time)).toMatch(/^\d{10}$/);
});

test.each([
  ["retrieveNew", (id: string) => platform.coze.bots.retrieveNew(id, { is_published: true })],
  ["retrieveNew without a filter", (id: string) => platform.coze.bots.retrieveNew(id)],
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Coze still answers it, and so does the emulator.
  ["the deprecated retrieve", (id: string) => platform.coze.bots.retrieve({ bot_id: id })],
])("the official client's %s tells what is live, and not the draft", async (_name, read) => {
  const bot_id = await published();
  await platform.coze.bots.update({ bot_id, description: "Newer" });
  const live = await read(bot_id);
  expect([...valueNames(live)]).toEqual(expect.arrayContaining(required()));
  const version = platform.emulator.bots.find(({ id }) => id === bot_id)?.versions[0]?.version;
  expect(live).toMatchObject({ bot_id, description: "Answers", version });
});

test("the official client's list has every field of its types, and honours filters and pages", async () => {
  const { emulator, coze } = platform;
  const workspace_id = emulator.addSpace([emulator.token]);
  const ids: string[] = [];
  for (const name of ["One", "Two", "Three"]) {
    ids.unshift((await coze.bots.create({ space_id: workspace_id, name })).bot_id);
  }
  const [three, , one] = ids as [string, string, string];
  await coze.bots.publish({ bot_id: one, connector_ids: ["1024"] });
  await coze.bots.publish({ bot_id: three, connector_ids: ["1024", "999"] });
  await coze.bots.update({ bot_id: three, description: "Newer" });

  const { ListBotNewData } = officialNames("ListBotNewData");
  const online = await coze.bots.listNew({ workspace_id });
  expect([...valueNames(online)]).toEqual(expect.arrayContaining([...ListBotNewData.all]));
  const idsOf = async (filter: object): Promise<string[]> =>
    (await coze.bots.listNew({ workspace_id, ...filter })).items.map(({ id }) => id);
  expect(online).toMatchObject({ total: 2, items: [{ id: three }, { id: one }] });
  expect(await idsOf({ publish_status: "all" })).toEqual(ids);
  expect(await idsOf({ publish_status: "unpublished_draft" })).toEqual([ids[1]]);
  expect(await idsOf({ publish_status: "published_draft" })).toEqual([three]);
  expect(await idsOf({ publish_status: "published_online", connector_id: "999" })).toEqual([three]);
  expect(await coze.bots.listNew({ workspace_id, publish_status: "all", page_num: 2, page_size: 2 })).toMatchObject({
    total: 3,
    items: [{ id: one }],
  });
});

test("the official client is told who its token's user is", async () => {
  const me = await platform.coze.users.me();
  expect(Object.keys(me).sort()).toEqual(["avatar_url", "nick_name", "user_id", "user_name"]);
  expect(me.user_id).toBe(platform.emulator.userId);
});
