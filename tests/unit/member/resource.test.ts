import { CozeWorkspaceMember } from "../../../provider/index";
import { frozen, mockEngine, valueOf } from "../package/mocks";

test("type, provider text, arguments and name are what stands in users' state", async () => {
  const registered = await mockEngine();
  const args = { userId: "2069720456000", role: "admin" } as const;
  await valueOf(new CozeWorkspaceMember("li", frozen({ ...args }), frozen({ protect: true })).id);
  expect(registered).toHaveLength(1);
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/coze:WorkspaceMember");
  expect(registered[0]?.inputs).toEqual({
    ...args,
    __resource: "li",
    __provider: 'exports.handler=()=>require("pulumi-coze/runtime").workspacemember',
  });
});
