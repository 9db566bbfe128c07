import type { Props } from "../../../provider/lifecycle";
import { Checks } from "./harness";
import { VALID } from "./rules";

const PASSWORD = "confidential-password";

const wrong: [Record<string, string>, string][] = [
  [{ "coze:timeoutSeconds": "abc" }, "coze:timeoutSeconds must be a number from 0.1 to 3600"],
  [{ "coze:timeoutSeconds": "0" }, "coze:timeoutSeconds must be a number from 0.1 to 3600"],
  [{ "coze:timeoutSeconds": "1e9" }, "coze:timeoutSeconds must be a number from 0.1 to 3600"],
  [{ "coze:timeoutSeconds": "Infinity" }, "coze:timeoutSeconds must be a number from 0.1 to 3600"],
  [{ "coze:timeoutSeconds": " " }, "coze:timeoutSeconds must be a number from 0.1 to 3600"],
  [{ "coze:maxRetries": "-1" }, "coze:maxRetries must be a number from 0 to 20"],
  [{ "coze:maxRetries": "1.5" }, "coze:maxRetries must be a whole number"],
  [{ "coze:concurrency": "0" }, "coze:concurrency must be a number from 1 to 256"],
  [{ "coze:concurrency": "many" }, "coze:concurrency must be a number from 1 to 256"],
  [{ "coze:requestsPerSecond": "0" }, "coze:requestsPerSecond must be a number from 0.1 to 10000"],
  [{ "coze:allowSameName": "yes" }, "coze:allowSameName must be true or false"],
  [{ "coze:spaceId": "../1" }, "coze:spaceId must be an id: 1 to 64 letters, digits, hyphens or underscores"],
  [{ "coze:spaceId": "7360\n" }, "coze:spaceId must be an id: 1 to 64 letters, digits, hyphens or underscores"],
  [{ "coze:baseUrl": "api.coze.cn" }, "coze:baseUrl must be a URL such as https://api.coze.cn"],
  [{ "coze:baseUrl": "ftp://api.coze.cn" }, "coze:baseUrl must begin with https://"],
  [{ "coze:baseUrl": "http://api.coze.cn" }, "coze:baseUrl must begin with https://"],
  [{ "coze:baseUrl": "http://127.0.0.1.example.com" }, "coze:baseUrl must begin with https://"],
  [{ "coze:baseUrl": "http://10.0.0.1:8080" }, "coze:baseUrl must begin with https://"],
  [{ "coze:baseUrl": "http://[::2]" }, "coze:baseUrl must begin with https://"],
  [{ "coze:baseUrl": "file:///etc/passwd" }, "coze:baseUrl must begin with https://"],
  [{ "coze:baseUrl": `https://user:${PASSWORD}@api.coze.cn` }, "coze:baseUrl must be a plain URL, without user"],
  [{ "coze:baseUrl": `https://api.coze.cn/?key=${PASSWORD}` }, "coze:baseUrl must be a plain URL, without user"],
  [{ "coze:baseUrl": "https://user@api.coze.cn" }, "coze:baseUrl must be a plain URL, without user"],
  [{ "coze:baseUrl": `https://:${PASSWORD}@api.coze.cn` }, "coze:baseUrl must be a plain URL, without user"],
  [{ "coze:baseUrl": "https://api.coze.cn/#bots" }, "coze:baseUrl must be a plain URL, without user"],
  [{ "coze:allowHttpHost": "http://10.0.0.1" }, "coze:allowHttpHost must be the name of one host, without http://"],
  [{ "coze:allowHttpHost": "api.coze.cn" }, "coze:allowHttpHost must not be a host of coze.cn or coze.com"],
  [{ "coze:baseUrl": "http://10.0.0.1", "coze:allowHttpHost": "10.0.0.2" }, "coze:baseUrl must begin with https://"],
  [{ "coze:oauthAudience": "https://api.coze.cn" }, "coze:oauthAudience must be a host such as api.coze.cn"],
  [{ "coze:token": `${PASSWORD}\nmore` }, "The token from the configuration key coze:token has characters"],
  [{ "coze:token": `${PASSWORD}令` }, "The token from the configuration key coze:token has characters"],
  [{ "coze:token": "", "coze:oauthAppId": "1" }, "Only coze:oauthAppId of an OAuth app is set"],
  [{ "coze:token": "" }, "No Coze credentials were found"],
];

describe.each(wrong)("with %j", (settings, problem) => {
  const checks = new Checks(settings);
  const steps: [string, (inputs: Props) => Promise<unknown>][] = [
    ["create", (inputs) => checks.provider("Bot").create(inputs)],
    ["publish", (inputs) => checks.provider("Publication").create({ ...inputs, ...VALID.Publication })],
    ["read", (inputs) => checks.provider("Bot").read("742", { ...inputs, __schema: 1 })],
    ["update", (inputs) => checks.provider("Bot").update("742", { ...inputs, __managed: [] }, inputs)],
  ];

  test.each(steps)("a %s stops without a call, with the setting and its rule", async (_name, step) => {
    const error = await step({ ...VALID.Bot, connectorIds: ["1024"] }).then(
      () => undefined,
      (thrown: unknown) => (thrown as Error).message,
    );
    expect(error).toContain(problem);
    expect(error).not.toContain(PASSWORD);
  });
});

describe("with several wrong settings", () => {
  const checks = new Checks({ "coze:timeoutSeconds": "abc", "coze:concurrency": "0", "coze:baseUrl": "ftp://host" });

  test("a check that needs one of them names them all", async () => {
    const check = checks.problems("Bot", { name: "Support" });
    await expect(check).rejects.toThrow(/coze:timeoutSeconds .*coze:baseUrl .*coze:concurrency /);
  });
});
