import { CREATE, openScene, READ } from "./harness";

const program = `new CozeBot("support", { name: "Support" });`;

test("the configuration comes before the environment, whose token stands in where Coze rejects the recorded one", async () => {
  const t = await openScene({ env: { COZE_API_TOKEN: "pat_of_someone_else" } });
  const first = t.emulator.addToken();
  await t.writeProgram(program);
  await t.ws.setConfigs({ "coze:token": { secret: first } });
  const up = await t.up();
  expect(up.log.map(({ route, status }) => [route, status])).toEqual([[CREATE, 200]]);

  // A refresh runs with the configuration of the last up, in which the token may have expired since.
  t.emulator.revokeToken(first);
  const refresh = await t.refresh({ env: { COZE_API_TOKEN: t.emulator.token }, expectNoChanges: true });
  expect(refresh.log.map(({ route, status }) => [route, status])).toEqual([
    [READ, 401],
    [READ, 200],
  ]);
  expect(refresh.output).toMatch(/token from the configuration key coze:token.*COZE_API_TOKEN/);
});

test("a token is not sent in clear to another machine", async () => {
  const t = await openScene({ env: { COZE_API_BASE: "http://coze.invalid" } });
  const { calls, output } = await t.up(program, { expect: "failure" });
  expect(output).toContain("coze:baseUrl must begin with https:// (plain http is accepted for this machine only)");
  expect(calls).toEqual([]);
});
