import { openScene, PUBLISH, READ, type Scene } from "../../harness/engine/scene";

const program = (prompt = "Be kind.") => `
  const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "${prompt}" } });
  new CozeBotPublication("support", { bot });
`;
const publicationOf = (t: Scene) => {
  const { outputs, ...rest } = t.resources()["Publication support"] ?? { outputs: {} };
  return { outputs: outputs as Record<string, unknown>, ...rest };
};

/** As the versions before this one have written it. */
function writeAsBefore(t: Scene): void {
  for (const recorded of t.engine.state.live.values()) {
    const { version, contentHash, promotionHash, publishedAt } = recorded.outputs;
    if (version === undefined) continue;
    t.engine.state.set({
      ...recorded,
      outputs: { ...recorded.outputs, __published: { version, contentHash, promotionHash, publishedAt } },
    });
  }
}

test("the state says once what was published, and both resources take under 2,000 bytes", async () => {
  const t = await openScene();
  await t.up(program());
  const { outputs } = publicationOf(t);
  expect(outputs).not.toHaveProperty("__published");
  const { "Bot support": bot, "Publication support": publication } = t.resources();
  const bytes = [bot, publication].map((one) => JSON.stringify([one?.inputs, one?.outputs]).length);
  expect((bytes[0] ?? 0) + (bytes[1] ?? 0)).toBeLessThan(2_000);
  t.later();
  await t.refresh({ expectNoChanges: true });
  expect(publicationOf(t).outputs).toEqual(outputs);
});

test("after a publish from outside it says what this resource has published, until it publishes again", async () => {
  const t = await openScene();
  await t.up(program());
  const { version, contentHash, promotionHash, publishedAt } = publicationOf(t).outputs;
  t.later();
  t.emulator.console.publish(t.bot.id, ["1024"]);
  t.later();
  await t.refresh();
  expect(publicationOf(t).outputs).toMatchObject({
    __published: { version, contentHash, promotionHash, publishedAt },
    contentHash: expect.stringContaining("published outside as ") as string,
  });
  expect((await t.up()).calls).toEqual([READ, PUBLISH]);
  expect(publicationOf(t).outputs).not.toHaveProperty("__published");
  await t.expectSilence();
});

test("a state of an older version is no diff, a refresh leaves it as it is, and an edit goes on from it", async () => {
  const t = await openScene();
  await t.up(program());
  writeAsBefore(t);
  const before = publicationOf(t).outputs;
  expect(before).toHaveProperty("__published");
  await t.expectSilence();
  t.later();
  await t.refresh({ expectNoChanges: true });
  expect(publicationOf(t).outputs).toEqual(before);
  await t.up(program("Be brief."));
  expect(publicationOf(t).outputs).not.toHaveProperty("__published");
  await t.expectSilence();
});
