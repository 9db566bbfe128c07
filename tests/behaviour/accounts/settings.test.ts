import * as pulumi from "@pulumi/pulumi";
import { CozeProvider, type CozeProviderArgs } from "../../../provider";
import { settingsOf } from "../../../provider/program/provider";

const given = (args: CozeProviderArgs) =>
  new Promise((resolve) => settingsOf(new CozeProvider("p", args)).apply(resolve));

beforeAll(() => pulumi.runtime.setMocks({ newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) }));

test("an output without a value is a setting that is not given", async () => {
  const none = pulumi.output(undefined) as unknown as pulumi.Output<string>;
  const empty = pulumi.output(null) as unknown as pulumi.Output<string>;
  expect(await given({ tokenEnv: "TOKEN", token: none, spaceId: none, baseUrl: empty, maxRetries: 0 })).toEqual({
    "coze:instance": "explicit",
    "coze:tokenEnv": "TOKEN",
    "coze:maxRetries": "0",
  });
});

test("a provider of something else is none for a lookup", () => {
  class Other extends pulumi.ProviderResource {}
  const provider: unknown = new Other("other", "other", {});
  expect(() => settingsOf(provider as CozeProvider)).toThrow("The option provider of a lookup must be a CozeProvider");
});
