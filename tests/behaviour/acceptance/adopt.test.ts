import { LIST, openScene, PUBLISH, READ, UPDATE, writesOf } from "../../harness/engine/scene";

const console_ = { description: "Written in the console", onboarding_info: { prologue: "Hi" } };

const program = (bots: Record<string, unknown>[]) => `
  for (const args of ${JSON.stringify(bots)}) {
    const bot = new CozeBot(args.name, args);
    if (args.publish !== false) exports[args.name] = new CozeBotPublication(args.name, { bot }).version;
  }
`;

test("adopting says in the preview what it will change, and writes only that", async () => {
  const t = await openScene();
  const { spaceId } = t.emulator;
  const [different, equal] = ["Different", "Equal"].map((name) =>
    t.emulator.console.createDraft(spaceId, {
      name,
      ...console_,
      prompt_info: { prompt: `${name}, as in the console` },
    }),
  );
  const bots = [
    { name: "Different", botId: different, promptInfo: { prompt: "New" }, workflowIds: ["746"] },
    { name: "Equal", botId: equal, promptInfo: { prompt: "Equal, as in the console" } },
  ];

  const preview = await t.preview(program(bots));
  expect(preview.calls.sort()).toEqual([LIST, READ, READ].sort());
  expect(preview.output).toContain(
    `coze:Bot Different (bot ${String(different)}): adopting it will change promptInfo.prompt, workflowIds`,
  );
  expect(preview.output).toContain(`coze:Bot Equal (bot ${String(equal)}): adopting it changes nothing on it`);

  const { log } = await t.up();
  expect(writesOf(log).sort()).toEqual([PUBLISH, PUBLISH, UPDATE]);
  expect(log.find(({ route }) => route === UPDATE)?.body).toEqual({
    bot_id: different,
    name: "Different",
    prompt_info: { prompt: "New" },
    workflow_id_list: { ids: [{ id: "746" }] },
  });
  expect(t.emulator.bots).toHaveLength(2);
  expect(t.botNamed("Different").draft).toMatchObject(console_);
  await t.expectSilence();
  await t.refresh({ expectNoChanges: true });

  // Once adopted, the id is of no more use in the program.
  const without = bots.map(({ botId: _, ...args }) => args);
  await t.expectSilence(program(without));
  const { log: reads } = await t.refresh({ expectNoChanges: true });
  expect(writesOf(reads)).toEqual([]);
  // Nor does it matter when it comes back.
  await t.expectSilence(program(bots));
});

test("a bot that is not in the space, or does not exist, cannot be adopted", async () => {
  const t = await openScene();
  const elsewhere = t.emulator.console.createDraft(t.emulator.otherSpaceId, { name: "Elsewhere" });
  const preview = await t.preview(program([{ name: "Elsewhere", botId: elsewhere }]), { expect: "failure" });
  expect(preview.output).toContain(
    `Bot ${elsewhere} cannot be adopted: it is not in workspace ${t.emulator.spaceId}. Set spaceId`,
  );
  expect(writesOf(preview.log)).toEqual([]);

  const up = await t.up(program([{ name: "Missing", botId: "7000000000000000000" }]), { expect: "failure" });
  expect(up.output).toContain("Coze could not read bot 7000000000000000000: it answered 4200");
  expect(writesOf(up.log)).toEqual([]);
  expect(t.resources()).toEqual({});
});
