import { startEmulator, type Emulator } from "../../../emulator";
import { stepsOf } from "../../../provider/host/steps";
import { memberKind } from "../../../provider/resources/member/lifecycle";
import { Session } from "../../../provider/session/session";
import { sentence } from "../../../provider/values/problem";

const LI = "2069720456000";
const urn = "urn:pulumi:dev::coze::coze:index:WorkspaceMember::li";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
  emulator.console.addMember(emulator.spaceId, LI, "member");
});
afterEach(() => emulator.close());

function steps() {
  const session = new Session({ env: emulator.env, write: () => undefined });
  return stepsOf("WorkspaceMember", memberKind.lifecycle(session), session);
}

test("a replacement gives the member of the resource that it replaces another role", async () => {
  const hosted = steps();
  const olds = { spaceId: emulator.spaceId, userId: LI, role: "member" };
  const news = { userId: LI, role: "admin" };
  expect((await hosted.check(olds, news, urn)).problems).toEqual([]);
  const { inputs, problems } = await hosted.check({}, news, urn);
  expect(problems).toEqual([]);
  expect((await hosted.create(inputs, urn)).outs).toMatchObject({ role: "admin", status: "joined" });
  expect(emulator.members).toMatchObject([{ userId: LI, role: "admin" }]);
});

test("a new resource gives nobody else's member another role", async () => {
  const { problems } = await steps().check({}, { userId: LI, role: "admin" }, urn);
  expect(problems.map(sentence).join()).toContain('declare "member" and run `pulumi up`');
});
