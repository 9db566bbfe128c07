import { everything, officialNames, openPlatform } from "./official";
import { valueNames } from "./type-names";

const platform = openPlatform();

async function create(): Promise<string> {
  const { emulator, coze } = platform;
  return (await coze.bots.create({ space_id: emulator.spaceId, name: "Support" })).bot_id;
}

const draftOf = (id: string): unknown => platform.emulator.bots.find((bot) => bot.id === id)?.draft;

test("what these tests write has every field that the official client can write", () => {
  const { CreateBotReq, UpdateBotReq } = officialNames("CreateBotReq", "UpdateBotReq");
  const { knowledge, ...creatable } = everything();
  expect(valueNames({ bot_id: "1", ...everything() })).toEqual(UpdateBotReq.all);
  expect(valueNames({ space_id: "1", ...creatable })).toEqual(CreateBotReq.all);
});

test("what the official client creates is the draft, field by field", async () => {
  const { emulator, coze } = platform;
  const { knowledge, prompt_info, onboarding_info, ...rest } = everything();
  const content = { ...rest, prompt_info: { prompt: "" }, onboarding_info: { prologue: "", ...onboarding_info } };
  const made = await coze.bots.create({ space_id: emulator.spaceId, ...content });
  expect(made.bot_id).toMatch(/^\d{19}$/);
  expect(emulator.bots.at(-1)).toMatchObject({ id: made.bot_id, spaceId: emulator.spaceId, draft: content });
  expect(draftOf(made.bot_id)).toEqual(content);
});

test("what the official client updates is the draft, field by field", async () => {
  const bot_id = await create();
  await expect(platform.coze.bots.update({ bot_id, ...everything() })).resolves.toBeUndefined();
  expect(draftOf(bot_id)).toEqual(everything());
});

test("an update of one field by the official client leaves the others", async () => {
  const bot_id = await create();
  await platform.coze.bots.update({ bot_id, ...everything() });
  await platform.coze.bots.update({ bot_id, description: "Other" });
  expect(draftOf(bot_id)).toEqual({ ...everything(), description: "Other" });
});

test("what the official client publishes is live on its channels, with the version that it is told", async () => {
  const bot_id = await create();
  // Its types say `undefined`, and Coze answers all the same.
  const published: Promise<unknown> = platform.coze.bots.publish({ bot_id, connector_ids: ["1024", "999"] });
  const told = await published;
  const bot = platform.emulator.bots.find(({ id }) => id === bot_id);
  expect(told).toEqual({ bot_id, version: bot?.versions[0]?.version });
  expect(Object.keys(bot?.published ?? {}).sort()).toEqual(["1024", "999"]);
});
