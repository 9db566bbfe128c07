import { CozeAPI, getJWTToken } from "@coze/api";
import { startEmulator } from "../../emulator";
import { clientOf, failure, openPlatform } from "./official";

const platform = openPlatform();
const UNKNOWN_BOT = "7000000000000000000";

const create = (coze: CozeAPI, name = "Support"): Promise<unknown> =>
  coze.bots.create({ space_id: platform.emulator.spaceId, name });

test.each([
  {
    what: "a read of a bot that there is not",
    call: () => platform.coze.bots.retrieveNew(UNKNOWN_BOT, { is_published: false }),
    error: CozeAPI.NotFoundError,
    code: 4200,
  },
  {
    what: "an update of a bot that there is not",
    call: () => platform.coze.bots.update({ bot_id: UNKNOWN_BOT, name: "New" }),
    error: CozeAPI.NotFoundError,
    code: 4200,
  },
  {
    what: "a create with a token that only reads",
    call: () => create(clientOf(platform.emulator, platform.emulator.readOnlyToken)),
    error: CozeAPI.PermissionDeniedError,
    code: 4101,
  },
  {
    what: "a list of a workspace that is not the token's",
    call: () => platform.coze.bots.listNew({ workspace_id: platform.emulator.addSpace() }),
    error: CozeAPI.PermissionDeniedError,
    code: 4101,
  },
  {
    what: "a call with a wrong token",
    call: () => create(clientOf(platform.emulator, "pat_wrong")),
    error: CozeAPI.AuthenticationError,
    code: 700012006,
  },
  {
    what: "a name that is too long",
    call: () => create(platform.coze, "x".repeat(21)),
    error: CozeAPI.BadRequestError,
    code: 4000,
  },
  {
    what: "a publish to no channel",
    call: async () => {
      const { bot_id } = (await create(platform.coze)) as { bot_id: string };
      return platform.coze.bots.publish({ bot_id, connector_ids: [] });
    },
    error: CozeAPI.BadRequestError,
    code: 4000,
  },
  {
    what: "a route that Coze does not have",
    call: () => platform.coze.delete(`/v1/bots/${UNKNOWN_BOT}`),
    error: CozeAPI.BadRequestError,
    code: 4000,
  },
])("$what is $error.name for the official client", async ({ call, error, code }) => {
  const thrown = await failure(call());
  expect(thrown).toBeInstanceOf(error);
  expect(thrown.code).toBe(code);
  expect(thrown.msg).not.toBe("");
  expect(thrown.logid).toMatch(/^\d{14}[0-9A-F]{20}$/);
});

test("a read of a bot that is not published is 4015, which the official client has no class for", async () => {
  const { bot_id } = (await create(platform.coze)) as { bot_id: string };
  const thrown = await failure(platform.coze.bots.retrieveNew(bot_id));
  expect(thrown.code).toBe(4015);
});

test("too many calls are RateLimitError for the official client", async () => {
  const emulator = await startEmulator({ rateLimit: { requestsPerSecond: 1 } });
  try {
    const coze = clientOf(emulator);
    await coze.users.me();
    expect(await failure(coze.users.me())).toBeInstanceOf(CozeAPI.RateLimitError);
  } finally {
    await emulator.close();
  }
});

test("an OAuth app's token, fetched by the official client, is good for calls", async () => {
  const { oauth, url } = platform.emulator;
  const { access_token, expires_in } = await getJWTToken({
    baseURL: url,
    appId: oauth.appId,
    aud: new URL(url).host,
    keyid: oauth.keyId,
    privateKey: oauth.privateKey,
  });
  expect(expires_in).toBeGreaterThan(Date.now() / 1000);
  const coze = new CozeAPI({ baseURL: url, token: access_token });
  expect((await coze.users.me()).user_id).toBe(platform.emulator.userId);
});
