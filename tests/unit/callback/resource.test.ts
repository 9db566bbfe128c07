import * as pulumi from "@pulumi/pulumi";
import { CozeCallback } from "../../../provider/index";
import { mockCoze } from "../../../provider/testing";
import { frozen, mockEngine, valueOf } from "../package/mocks";

const args = { name: "Alarm", url: "https://alarm.example.com", events: ["bot.published" as const] };

test("type, provider text, arguments and name are what stands in users' state", async () => {
  const registered = await mockEngine();
  await valueOf(new CozeCallback("alarm", frozen({ ...args }), frozen({ protect: true })).id);
  expect(registered).toHaveLength(1);
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/coze:Callback");
  expect(registered[0]?.inputs).toEqual({
    ...args,
    __resource: "alarm",
    __provider: 'exports.handler=()=>require("pulumi-coze/runtime").callback',
  });
});

test("under the mocks the verify token is there, and a secret", async () => {
  await pulumi.runtime.setMocks(mockCoze(), "shop", "test");
  const { verifyToken } = new CozeCallback("alarm", args);
  expect(await valueOf(verifyToken)).toBe("mocked-verify-token");
  expect(await pulumi.isSecret(verifyToken)).toBe(true);
});
