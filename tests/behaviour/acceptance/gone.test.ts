import { CREATE, LIST, openScene, PUBLISH, READ, type Scene, writesOf } from "../../harness/engine/scene";

const program = `
  const bot = new CozeBot("support", { name: "Support" });
  const live = new CozeBotPublication("support", { bot });
  exports.id = bot.id;
`;

let t: Scene;
beforeAll(async () => {
  t = await openScene({ config: { maxRetries: "0" } });
  await t.up(program);
  t.later();
});

describe("a refresh drops nothing", () => {
  const expectKept = async (expected: string[], token?: string) => {
    const { text, log } = await t.refresh({ expect: "failure", env: token ? { COZE_API_TOKEN: token } : {} });
    expect(writesOf(log)).toEqual([]);
    for (const words of expected) expect(text).toContain(words);
    expect(Object.keys(t.resources()).sort()).toEqual(["Bot support", "Publication support"]);
  };

  test("for the wrong account: the list that would confirm it fails, or the token itself", async () => {
    const stranger = t.emulator.addToken({ spaces: [t.emulator.otherSpaceId] });
    await expectKept(
      [
        `Bot ${t.bot.id} was not found at ${t.emulator.url} with the token from the environment variable COZE_API_TOKEN`,
        `the list of bots of workspace ${t.emulator.spaceId} that would confirm it could not be read, so it is kept`,
      ],
      stranger,
    );
    await expectKept(
      [`The token from the environment variable COZE_API_TOKEN was rejected by ${t.emulator.url}`],
      "pat_wrong",
    );
    const unpermitted = t.emulator.addToken({ permissions: ["listBot"] });
    await expectKept(
      [
        "it answered 4101",
        "The token from the environment variable COZE_API_TOKEN needs the permission point getMetadata",
      ],
      unpermitted,
    );
  });

  test("where the read fails, or contradicts the list", async () => {
    t.emulator.fault({ route: READ, times: 2, kind: { status: 502, body: "<html>bad gateway</html>" } });
    await expectKept([`Coze could not read bot ${t.bot.id}: it answered HTTP 502`]);
    t.emulator.fault({ route: READ, times: 2, kind: { status: 404, body: { code: 4000, msg: "no such endpoint" } } });
    await expectKept([`Check coze:baseUrl (${t.emulator.url}): that server does not have this call.`]);
    t.emulator.fault({ route: READ, times: 2, kind: { code: 4200, msg: "does not exist" } });
    await expectKept([
      `Bot ${t.bot.id} is in the list of bots of workspace ${t.emulator.spaceId} but could not be read`,
    ]);
    await t.refresh({ expectNoChanges: true });
  });
});

test("a bot that was deleted outside is dropped by a refresh, and made again by the next up", async () => {
  const { id } = t.bot;
  t.emulator.console.deleteBot(id);

  const refresh = await t.refresh();
  expect(refresh.calls.sort()).toEqual([LIST, LIST, READ, READ]);
  expect(refresh.log.filter(({ route }) => route === LIST).map(({ query }) => query.publish_status)).toEqual([
    "all",
    "all",
  ]);
  expect(t.resources()).toEqual({});

  const { calls } = await t.up();
  expect(calls).toEqual([CREATE, PUBLISH]);
  expect(t.bot.id).not.toBe(id);
  expect(Object.keys(t.bot.published)).toEqual(["1024"]);
  await t.expectSilence();
});
