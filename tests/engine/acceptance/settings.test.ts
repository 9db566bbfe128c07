import { CREATE, openScene, READ } from "../../harness/cli/scene";

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
  // The engine shows a line as it comes, and all of them once more at the end.
  const [asTheyCame, ...atTheEnd] = refresh.text.split("Diagnostics:");
  for (const text of [asTheyCame, ...atTheEnd]) {
    expect(text?.match(/token from the configuration key coze:token was rejected[^.]*COZE_API_TOKEN/g)).toHaveLength(1);
  }
  for (const token of [first, t.emulator.token]) {
    expect(refresh.output).not.toContain(token);
    expect(t.filesWith(token)).toEqual([]);
  }
});
