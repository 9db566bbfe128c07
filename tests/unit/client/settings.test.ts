import { copyConfig, resolveSettings, type RawConfig } from "../../../provider/client/settings";

const DAY_MS = 24 * 60 * 60 * 1000;
const baseUrlOf = (baseUrl: string) => resolveSettings({ baseUrl }, {}).baseUrl;

test("nothing set: the defaults", () => {
  expect(resolveSettings({}, {})).toEqual({
    baseUrl: "https://api.coze.cn",
    spaceId: undefined,
    emulated: false,
    timeoutMs: 60_000,
    totalMs: 300_000,
    maxRetries: 5,
    concurrency: 16,
    requestsPerSecond: 20,
    allowSameName: false,
    reviewMs: 7 * DAY_MS,
    keptVersions: 50,
    oauthAudience: "api.coze.cn",
    plainHttpHost: undefined,
  });
});

test("everything set", () => {
  const config: RawConfig = {
    baseUrl: "https://api.coze.com",
    oauthAudience: "api.example:8443",
    allowHttpHost: "coze.internal.example",
    spaceId: "7360000000000000001",
    timeoutSeconds: "0.5",
    maxRetries: "0",
    concurrency: "1",
    requestsPerSecond: "0.5",
    allowSameName: "true",
    reviewDays: "0.5",
    keptVersions: "7",
  };
  expect(resolveSettings(config, {})).toEqual({
    baseUrl: "https://api.coze.com",
    oauthAudience: "api.example:8443",
    plainHttpHost: undefined,
    spaceId: "7360000000000000001",
    emulated: false,
    timeoutMs: 500,
    totalMs: 60_000,
    maxRetries: 0,
    concurrency: 1,
    requestsPerSecond: 0.5,
    allowSameName: true,
    reviewMs: DAY_MS / 2,
    keptVersions: 7,
  });
});

describe("the environment", () => {
  const env = { COZE_API_BASE: "https://api.coze.com", COZE_SPACE_ID: "7" };

  test("stands in where config says nothing", () => {
    expect(resolveSettings({}, env)).toMatchObject({ baseUrl: "https://api.coze.com", spaceId: "7" });
  });

  test("does not where config says something", () => {
    const config = { baseUrl: "https://proxy.example", spaceId: "8" };
    expect(resolveSettings(config, env)).toMatchObject(config);
  });

  test("an empty variable is none", () => {
    expect(resolveSettings({}, { COZE_API_BASE: "", COZE_SPACE_ID: "" })).toEqual(resolveSettings({}, {}));
  });
});

describe("config", () => {
  test("is read from the coze namespace, whatever the project is called, and an empty value is none", () => {
    const given: Record<string, string> = { "coze:token": "t", "coze:baseUrl": "", token: "x", "other:spaceId": "y" };
    expect(copyConfig((key) => given[key])).toEqual({ token: "t" });
  });
});

test("all problems are told in one error", () => {
  const config: RawConfig = {
    baseUrl: "http://api.coze.cn",
    spaceId: "a/b",
    timeoutSeconds: "soon",
    maxRetries: "1.5",
    concurrency: "0",
    requestsPerSecond: "-1",
    allowSameName: "yes",
  };
  expect(() => resolveSettings(config, {})).toThrow(
    new Error(
      "The Coze settings are not usable: " +
        "coze:spaceId must be an id: 1 to 64 letters, digits, hyphens or underscores; " +
        "coze:timeoutSeconds must be a number from 0.1 to 3600; " +
        "coze:baseUrl must begin with https:// (plain http is accepted for this machine, and for the host that coze:allowHttpHost names); " +
        "coze:maxRetries must be a whole number; " +
        "coze:concurrency must be a number from 1 to 256; " +
        "coze:requestsPerSecond must be a number from 0.1 to 10000; " +
        "coze:allowSameName must be true or false.",
    ),
  );
});

test.each([
  ["timeoutSeconds", ["0.1", "3600"], ["0", "0.09", "3601", "NaN", "Infinity", "1s"]],
  ["maxRetries", ["0", "20"], ["-1", "21", "2.5", "many"]],
  ["concurrency", ["1", "256"], ["0", "257", "1.5"]],
  ["requestsPerSecond", ["0.1", "10000"], ["0", "10001", "fast"]],
  ["allowSameName", ["true", "false"], ["1", "TRUE"]],
] as const)("%s keeps to its range", (key, good, bad) => {
  for (const value of good) expect(() => resolveSettings({ [key]: value }, {})).not.toThrow();
  for (const value of bad) expect(() => resolveSettings({ [key]: value }, {})).toThrow(`coze:${key} must be`);
});

describe("the base URL", () => {
  test.each([
    ["https://api.coze.cn/", "https://api.coze.cn"],
    ["https://api.coze.cn//", "https://api.coze.cn"],
    ["https://proxy.example/coze/", "https://proxy.example/coze"],
    ["HTTPS://API.Coze.CN", "https://api.coze.cn"],
    ["https://api.coze.cn:443", "https://api.coze.cn"],
  ])("%s is %s", (given, used) => {
    expect(baseUrlOf(given)).toBe(used);
  });

  test.each(["http://localhost:8080", "http://127.0.0.1", "http://127.1.2.3:1", "http://[::1]:80/x"])(
    "plain http to this machine is taken: %s",
    (url) => {
      expect(() => baseUrlOf(url)).not.toThrow();
    },
  );

  test.each([
    "http://api.coze.cn",
    "http://localhost.example",
    "http://127.0.0.1.example",
    "http://1270.0.0.1.example",
    "http://0.0.0.0",
    "http://10.0.0.1",
    "http://[::2]",
    "ftp://localhost",
    "file:///etc/passwd",
  ])("anything else in clear is refused: %s", (url) => {
    expect(() => baseUrlOf(url)).toThrow("coze:baseUrl must begin with https://");
  });

  test.each(["https://user:hunter2@api.coze.cn", "https://api.coze.cn?key=hunter2", "https://api.coze.cn#hunter2"])(
    "what could carry a secret is refused without quoting it: %s",
    (url) => {
      expect(() => baseUrlOf(url)).toThrow("without user, query or fragment");
      expect(() => baseUrlOf(url)).not.toThrow("hunter2");
    },
  );

  test.each(["api.coze.cn", "", "https://"])("what is no URL is refused: %j", (url) => {
    expect(() => baseUrlOf(url)).toThrow("coze:baseUrl must be a URL such as https://api.coze.cn");
  });
});

test("a time limit in tenths of a second is a whole number of milliseconds", () => {
  for (let tenths = 1; tenths <= 1200; tenths++) {
    const { timeoutMs } = resolveSettings({ timeoutSeconds: String(tenths / 10) }, {});
    expect(timeoutMs).toBe(tenths * 100);
  }
});

describe("against an emulator", () => {
  const env = { COZE_EMULATOR: "http://127.0.0.1:4700", COZE_API_BASE: "http://127.0.0.1:4700" };

  test("its address is taken, from wherever it comes", () => {
    expect(resolveSettings({}, env).baseUrl).toBe("http://127.0.0.1:4700");
    const own = { instance: "explicit", baseUrl: "http://127.0.0.1:4700/" };
    expect(resolveSettings(own, env).baseUrl).toBe("http://127.0.0.1:4700");
  });

  const explicit: RawConfig = { instance: "explicit" };
  const toProvider = "Set baseUrl of the provider to it";
  const toEnvironment = "Set the environment variable COZE_API_BASE to it";
  test.each<[string, RawConfig, NodeJS.ProcessEnv, string]>([
    ["of the stack", { baseUrl: "https://api.coze.cn" }, env, "Remove coze:baseUrl from the stack"],
    ["of a CozeProvider", { ...explicit, baseUrl: "https://api.coze.com" }, env, toProvider],
    ["of a CozeProvider that names none", explicit, env, toProvider],
    ["of the environment", {}, { ...env, COZE_API_BASE: "http://127.0.0.1:4701" }, toEnvironment],
    ["by default", {}, { COZE_EMULATOR: env.COZE_EMULATOR }, toEnvironment],
  ])("any other address is refused: %s", (_where, config, processEnv, next) => {
    expect(() => resolveSettings(config, processEnv)).toThrow(
      "coze:baseUrl must be the address of the emulator, http://127.0.0.1:4700, while the environment variable COZE_EMULATOR names it: " +
        `nothing is sent to any other server. ${next}, or unset the variable.`,
    );
  });
});

describe("plain http to a named host", () => {
  const baseUrl = "http://coze.internal.example:8080/";
  const plain = (allowHttpHost: string, url = baseUrl) => resolveSettings({ baseUrl: url, allowHttpHost }, {});

  test("is for that host alone", () => {
    const expected = { baseUrl: "http://coze.internal.example:8080", plainHttpHost: "coze.internal.example" };
    expect(plain("Coze.Internal.Example")).toMatchObject(expected);
    for (const other of ["internal.example", "a.coze.internal.example", "coze.internal.example.com"]) {
      expect(() => plain(other)).toThrow("coze:baseUrl must begin with https://");
    }
    expect(plain("coze.internal.example", "https://api.coze.cn")).toMatchObject({ plainHttpHost: undefined });
    expect(plain("coze.internal.example", "http://localhost:1")).toMatchObject({ plainHttpHost: undefined });
  });

  test("may come from the environment, but not to a provider of the program", () => {
    const env = { COZE_ALLOW_HTTP_HOST: "coze.internal.example" };
    expect(resolveSettings({ baseUrl }, env).plainHttpHost).toBe("coze.internal.example");
    expect(() => resolveSettings({ baseUrl, instance: "explicit" }, env)).toThrow("must begin with https://");
  });

  test.each(["api.coze.cn", "static-api.coze.cn", "coze.com", "API.COZE.COM"])(
    "is refused to the public %s",
    (host) => {
      expect(() => plain(host, `http://${host}`)).toThrow(
        "coze:allowHttpHost must not be a host of coze.cn or coze.com",
      );
    },
  );

  test.each([
    "http://coze.internal.example",
    "coze.internal.example:8080",
    "*.internal.example",
    "a/b",
    ".",
    "-a",
    "a b",
  ])("what names no single host is refused: %s", (host) => {
    expect(() => plain(host)).toThrow("coze:allowHttpHost must be the name of one host");
  });

  test.each([
    ["http://ep-1.epsvc-mjadtc7ir3sw5smt1a2gtwun.cn-beijing.privatelink.volces.com", "api.coze.cn"],
    ["http://com.volces.privatelink.cn-beijing.epsvc-mjadtc7ir3sw5smt1a2gtwun", "api.coze.cn"],
    [
      "http://ep-1.epsvc-another.cn-beijing.privatelink.volces.com",
      "ep-1.epsvc-another.cn-beijing.privatelink.volces.com",
    ],
  ])("is what the private link needs: %s, whose audience is %s", (url, oauthAudience) => {
    expect(plain(new URL(url).hostname, url)).toMatchObject({ baseUrl: url, oauthAudience });
  });
});

test.each([
  ["https://api.coze.cn", "api.coze.cn"],
  ["https://static-api.coze.cn", "api.coze.cn"],
  ["https://api.coze.com", "api.coze.com"],
  ["https://notcoze.cn", "notcoze.cn"],
  ["https://proxy.example:8443/coze", "proxy.example:8443"],
])("the audience of an OAuth app's assertions at %s is %s, unless it is set", (baseUrl, oauthAudience) => {
  expect(resolveSettings({ baseUrl }, {}).oauthAudience).toBe(oauthAudience);
  expect(resolveSettings({ baseUrl }, { COZE_JWT_OAUTH_AUDIENCE: "set.example" }).oauthAudience).toBe("set.example");
});

test.each(["https://api.coze.cn", "api.coze.cn/x", "api coze", ""])("the audience %j is no host", (oauthAudience) => {
  expect(() => resolveSettings({ oauthAudience }, {})).toThrow("coze:oauthAudience must be a host such as api.coze.cn");
});
