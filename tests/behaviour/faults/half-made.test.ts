import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/lifecycle";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { documentLifecycle } from "../../../provider/resources/document/lifecycle";
import { CREATE, CREATE_DOCUMENT, UPDATE } from "../../harness/routes";
import { closeClients, openClient, routesOf, type Client } from "./client";

afterEach(closeClients);

// An `onError` hook of a program has the engine repeat a create in the same process.

const bot = { name: "New", knowledge: { datasetIds: ["71"] }, __resource: "support" };

interface PartlyDone {
  readonly id: string;
  readonly properties: Props;
}

async function openBots(): Promise<Client & { provider: HostedProvider; made: () => string[] }> {
  const client = await openClient();
  const provider = hosted("Bot", botLifecycle(client.session), client.session);
  const made = (): string[] => client.emulator.bots.map(({ id }) => id).filter((id) => id !== client.botId);
  return { ...client, provider, made };
}

async function failedCreate(provider: HostedProvider, inputs: Props): Promise<PartlyDone> {
  return provider.create(inputs).then(
    () => Promise.reject(new Error("it succeeded, which was not expected")),
    (error: unknown) => error as PartlyDone,
  );
}

const checked = async (provider: HostedProvider, news: Props): Promise<Props> => ({
  ...((await provider.check({}, news)).inputs as Props),
  __provider: "the stub",
});

test("a create that is repeated after its knowledge was refused goes on with the bot of the first", async () => {
  const { provider, emulator, made, ...client } = await openBots();
  const inputs = await checked(provider, bot);
  emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "unknown dataset" } });
  const { id } = await failedCreate(provider, inputs);
  expect(await provider.create(inputs)).toMatchObject({
    id,
    outs: { botId: id, knowledge: bot.knowledge, contentHash: inputs["contentHash"], __resource: "support" },
  });
  expect(made()).toEqual([id]);
  expect(routesOf({ emulator, ...client }, CREATE)).toBe(1);
  expect(emulator.bots.at(-1)?.draft.knowledge).toEqual({ dataset_ids: ["71"] });
});

test("as often as it fails, each failure records the bot", async () => {
  const { provider, emulator, made } = await openBots();
  const inputs = await checked(provider, bot);
  emulator.fault({ route: UPDATE, times: 3, kind: { code: 4000, msg: "unknown dataset" } });
  const { id } = await failedCreate(provider, inputs);
  for (let i = 0; i < 2; i++) {
    const failed = await failedCreate(provider, inputs);
    expect(failed).toMatchObject({ id, properties: { botId: id, __provider: "the stub" } });
    expect(failed.properties).not.toHaveProperty("knowledge");
  }
  expect(await provider.create(inputs)).toMatchObject({ id });
  expect(made()).toEqual([id]);
});

test("a resource of the same name in another component makes a bot of its own", async () => {
  const { provider, emulator, made } = await openBots();
  const inputs = await checked(provider, bot);
  await checked(provider, bot);
  emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "unknown dataset" } });
  const { id } = await failedCreate(provider, inputs);
  const other = await provider.create(inputs);
  expect(other.id).not.toBe(id);
  expect(await provider.create(inputs)).toMatchObject({ id });
  expect(made()).toEqual([id, other.id]);
});

test("other inputs are another create", async () => {
  const { provider, emulator, made } = await openBots();
  emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "unknown dataset" } });
  const inputs = await checked(provider, bot);
  const { id } = await failedCreate(provider, inputs);
  const { id: second } = await provider.create({ ...inputs, description: "Another." });
  expect(made()).toEqual([id, second]);
});

test("what cannot be finished is deleted, and created anew", async () => {
  const { emulator, session } = await openClient();
  const { id: datasetId } = emulator.knowledge.createDataset(emulator.spaceId, { name: "Base" });
  const provider = hosted("Document", documentLifecycle(session), session);
  const inputs = await checked(provider, { datasetId, name: "a.txt", webUrl: "https://a.b/c", __resource: "page" });
  emulator.set({ documentFailWord: "a.txt" });
  const { id } = await failedCreate(provider, inputs);
  emulator.set({ documentFailWord: null });
  const { id: second } = await provider.create(inputs);
  expect(second).not.toBe(id);
  expect(emulator.knowledge.documents.map((document) => document.id)).toEqual([second]);
  expect(emulator.calls.filter(({ route }) => route === CREATE_DOCUMENT)).toHaveLength(2);
});
