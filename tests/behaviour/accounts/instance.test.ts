import { Session } from "../../../provider/session/session";
import { Managed } from "../../harness/engine/managed";
import { startEmulator, type Emulator } from "../../../emulator";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

/** A provider process's session: of an instance with these settings, in an environment that is full of others. */
function instance(settings: Record<string, string>, env: Record<string, string> = {}): Session {
  const session = new Session({
    env: {
      COZE_API_TOKEN: "pat_of_the_environment",
      COZE_API_BASE: emulator.url,
      COZE_SPACE_ID: emulator.spaceId,
      COZE_JWT_OAUTH_CLIENT_ID: "app",
      COZE_JWT_OAUTH_PUBLIC_KEY_ID: "key",
      COZE_JWT_OAUTH_PRIVATE_KEY: "private",
      ...env,
    },
    write: () => undefined,
  });
  session.configure((key) => ({ "coze:instance": "explicit", ...settings })[key]);
  return session;
}

const problemOf = (use: () => unknown): string => {
  try {
    use();
    return "it did not fail";
  } catch (error) {
    return (error as Error).message;
  }
};

test("an instance takes nothing from the environment but the variable that it names", async () => {
  const alone = instance({ "coze:token": "pat_own" });
  expect(alone.settings()).toMatchObject({ baseUrl: "https://api.coze.cn", spaceId: undefined });
  expect(alone.tokenSource()).toBe("the token of this CozeProvider");
  const named = instance({ "coze:tokenEnv": "OTHER_TOKEN" }, { OTHER_TOKEN: "pat_other" });
  expect(named.tokenSource()).toBe("the environment variable OTHER_TOKEN (tokenEnv of this CozeProvider)");

  // A rejected token is not replaced by the environment's.
  const rejected = instance(
    { "coze:token": "pat_wrong", "coze:baseUrl": emulator.url, "coze:maxRetries": "0" },
    { COZE_API_TOKEN: emulator.token },
  );
  await expect(rejected.api().currentUser()).rejects.toThrow(
    `The token from the token of this CozeProvider was rejected by ${emulator.url}`,
  );
});

test.each<[string, Record<string, string>, string]>([
  ["no credentials", {}, "This CozeProvider has no credentials. Give it token, tokenEnv, or all of oauthAppId"],
  ["half of an OAuth app", { "coze:oauthAppId": "app" }, "This CozeProvider has no credentials."],
  [
    "a variable that is not set",
    { "coze:tokenEnv": "UNSET" },
    "The environment variable UNSET that tokenEnv names is not set.",
  ],
  [
    "two tokens",
    { "coze:token": "pat_a", "coze:tokenEnv": "COZE_API_TOKEN" },
    "A CozeProvider takes one of token, tokenEnv and an OAuth app; this one has several.",
  ],
  [
    "plain http",
    { "coze:token": "pat_a", "coze:baseUrl": "http://example.com" },
    "coze:baseUrl must begin with https://",
  ],
  [
    "several at once",
    { "coze:token": "pat_a", "coze:timeoutSeconds": "soon", "coze:maxRetries": "1.5", "coze:allowSameName": "yes" },
    "coze:timeoutSeconds must be a number from 0.1 to 3600; coze:maxRetries must be a whole number; " +
      "coze:allowSameName must be true or false",
  ],
])("bad settings (%s) are told by what is wrong", (_name, settings, words) => {
  const message = problemOf(() => instance(settings).api());
  expect(message).toContain(words);
  expect(message).not.toContain("pat_");
});

test("the state holds what an instance recorded, so the default provider goes on from it", async () => {
  const env = { COZE_API_BASE: emulator.url, COZE_API_TOKEN: emulator.token };
  const bot = new Managed("bot", env);
  await bot.up({ name: "Moved", spaceId: emulator.otherSpaceId });
  // The recorded workspace stays where neither the program nor the settings name one, or another one.
  expect(await bot.up({ name: "Moved" })).toBe("same");
  expect(bot.outputs.spaceId).toBe(emulator.otherSpaceId);
});
