import { closeWorlds, CREATE, LIST, openWorld, PROGRAM, PUBLISH, succeed, UPDATE, VERSIONS, type World } from "./cell";
import { until } from "../../harness/until";

afterEach(closeWorlds);

const { knowledge: _knowledge, ...plainBot } = PROGRAM.bot;
const botOnly = { bot: plainBot };

/** The leftover is named, adopted, and from then on an ordinary bot of the program. */
async function adoptLeftover({ emulator, engine }: World): Promise<void> {
  const id = emulator.bots[0]?.id ?? "";
  const { error } = await engine.up(PROGRAM);
  expect(error).toContain(`Adopt it with botId: "${id}"`);
  expect(error).toContain("a run before this one may have been cut off");
  expect(error).toContain("coze:allowSameName");
  expect(emulator.bots).toHaveLength(1);

  await succeed(engine.up({ ...PROGRAM, bot: { ...PROGRAM.bot, botId: id } }));
  emulator.clearCalls();
  await succeed(engine.up(PROGRAM));
  expect(emulator.calls).toEqual([]);
  expect(emulator.bots).toHaveLength(1);
  expect(emulator.bots[0]?.versions).toHaveLength(1);
  expect(engine.state.get("bot")?.id).toBe(id);
}

test("a create that Coze carries out after it was given up makes no second bot: the next up names it", async () => {
  const world = await openWorld({ timeoutSeconds: "1.5" });
  const { emulator, engine } = world;
  emulator.fault({ route: CREATE, kind: { delayMs: 6_000 } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toContain("Look for a draft of this name in that workspace");
  expect(emulator.bots).toHaveLength(0);
  await until(() => emulator.bots.length === 1);
  await adoptLeftover(world);
});

test("a lost create whose looks fail stops with both reasons, and the next up names the bot", async () => {
  const world = await openWorld();
  const { emulator, engine } = world;
  emulator.fault({ route: CREATE, kind: { reset: "after" } });
  emulator.fault({ route: LIST, nth: 2, times: Infinity, kind: { status: 503 } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toMatch(
    /could not create a bot .* the answer was lost .* Look for a draft of this name.* Looking for it failed, too: .*503/,
  );
  emulator.clearFaults();
  await adoptLeftover(world);
});

test("two drafts that may be the lost one are for a person to choose from", async () => {
  const { emulator, engine } = await openWorld({ allowSameName: "true" });
  const content = { name: "Support", description: "Answers questions." };
  const other = emulator.console.createDraft(emulator.spaceId, content);
  emulator.fault({ route: CREATE, kind: { reset: "after" } });
  const { error } = await engine.up({ bot: content });
  const ids = emulator.bots.map(({ id }) => id);
  expect(ids).toHaveLength(2);
  expect(ids).toContain(other);
  for (const id of ids) expect(error).toContain(id);
  expect(error).toContain("2 drafts");
});

test.each([
  { whose: "another user's", change: { ownerUserId: "7000000000000000001" }, content: {} },
  { whose: "an older one", change: { ageSeconds: 3600 }, content: {} },
  { whose: "one of other content", change: {}, content: { description: "Something else." } },
  { whose: "one of another name", change: {}, content: { name: "Support 2" } },
])("a draft that is not ours is not taken for a lost create: $whose", async ({ change, content }) => {
  const { emulator, engine } = await openWorld({ allowSameName: "true" });
  const theirs = { name: "Support", description: "Answers questions." };
  const foreign = emulator.console.createDraft(emulator.spaceId, { ...theirs, ...content }, change);
  emulator.fault({ route: CREATE, kind: { reset: "before" } });
  await succeed(engine.up({ bot: theirs }));
  expect(emulator.bots).toHaveLength(2);
  expect(engine.state.get("bot")?.id).not.toBe(foreign);
});

test("a create that breaks every time is given up with nothing made", async () => {
  const { emulator, engine } = await openWorld({ maxRetries: "2" });
  emulator.fault({ route: CREATE, times: Infinity, kind: { reset: "before" } });
  const { error, lines } = await engine.up(botOnly);
  expect(error).toContain("the answer was lost");
  expect(emulator.calls.filter(({ route }) => route === CREATE)).toHaveLength(3);
  expect(emulator.bots).toHaveLength(0);
  expect(lines.filter((line) => line.includes("no result was found; trying again"))).toHaveLength(2);
});

test("without listBot a lost create stops, and says that it could not be looked for", async () => {
  const { emulator, engine } = await openWorld({ allowSameName: "true" });
  emulator.fault({ route: CREATE, kind: { reset: "after" } });
  emulator.fault({ route: LIST, times: Infinity, kind: { code: 4101, msg: "no listBot" } });
  const { error } = await engine.up(botOnly);
  expect(error).toMatch(/Look for a draft of this name .* Looking for it failed, too: .*permission point listBot/);
  expect(emulator.bots).toHaveLength(1);
});

test("without Bot.listVersion a lost publish of an edit is found by what is live on the API channel", async () => {
  const { emulator, engine } = await openWorld();
  await succeed(engine.up(PROGRAM));
  emulator.fault({ route: PUBLISH, kind: { reset: "after" } });
  emulator.fault({ route: VERSIONS, times: Infinity, kind: { code: 4101, msg: "no Bot.listVersion" } });
  await succeed(engine.up({ ...PROGRAM, bot: { ...PROGRAM.bot, description: "Other." } }));
  expect(emulator.bots[0]?.versions).toHaveLength(2);
  expect(engine.state.get("publication")?.outputs["version"]).toBe(emulator.bots[0]?.versions[0]?.version);
});

test("a lost publish to the Chat SDK alone is found among the versions of its channel", async () => {
  const { emulator, engine } = await openWorld();
  const program = { ...PROGRAM, publication: { connectorIds: ["999"] } };
  await succeed(engine.up(program));
  emulator.fault({ route: PUBLISH, kind: { reset: "after" } });
  await succeed(engine.up({ ...program, bot: { ...program.bot, description: "Other." } }));
  expect(emulator.bots[0]?.versions).toHaveLength(2);
  expect(engine.state.get("publication")?.outputs["version"]).toBe(emulator.bots[0]?.versions[0]?.version);
});

test("a version that someone published before the lost call is not taken for ours", async () => {
  const { emulator, engine, clock } = await openWorld();
  await succeed(engine.up(PROGRAM));
  const foreign = emulator.console.publish(emulator.bots[0]?.id ?? "", ["1024", "999"]);
  clock.pass(10_000);
  emulator.fault({ route: PUBLISH, kind: { reset: "before" } });
  await succeed(engine.up({ ...PROGRAM, bot: { ...PROGRAM.bot, description: "Other." } }));
  const version = engine.state.get("publication")?.outputs["version"];
  expect(version).not.toBe(foreign);
  expect(version).toBe(emulator.bots[0]?.versions[0]?.version);
  expect(emulator.bots[0]?.versions).toHaveLength(3);
});

test("a publish that Coze carries out after it was given up is published once more, and state and server agree", async () => {
  const { emulator, engine } = await openWorld({ timeoutSeconds: "1.5" });
  emulator.fault({ route: PUBLISH, kind: { delayMs: 6_000 } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toContain("Coze could not publish bot");
  expect(error).toContain("Coze may have published it anyway");
  await until(() => emulator.bots[0]?.versions.length === 1);
  const late = emulator.bots[0]?.versions[0]?.version;

  await succeed(engine.up(PROGRAM));
  expect(emulator.bots).toHaveLength(1);
  expect(emulator.bots[0]?.versions).toHaveLength(2);
  expect(engine.state.get("publication")?.outputs["version"]).toBe(emulator.bots[0]?.versions[0]?.version);
  expect(engine.state.get("publication")?.outputs["version"]).not.toBe(late);
});

test("a late first publish can be recorded as it is with adoptVersion", async () => {
  const { emulator, engine } = await openWorld({ timeoutSeconds: "1.5" });
  emulator.fault({ route: PUBLISH, kind: { delayMs: 6_000 } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toContain("adoptVersion");
  await until(() => emulator.bots[0]?.versions.length === 1);
  const adoptVersion = emulator.bots[0]?.versions[0]?.version;
  await succeed(engine.up({ ...PROGRAM, publication: { ...PROGRAM.publication, adoptVersion } }));
  await succeed(engine.up(PROGRAM));
  expect(emulator.bots[0]?.versions).toHaveLength(1);
});

test("a create whose knowledge is refused records the bot, and the next up finishes it", async () => {
  const { emulator, engine } = await openWorld();
  emulator.fault({ route: UPDATE, kind: { code: 4000, msg: "no such dataset" } });
  const { error } = await engine.up(PROGRAM);
  expect(error).toContain("no such dataset");
  expect(engine.state.get("bot")?.initErrors).toEqual([error]);
  await succeed(engine.up(PROGRAM));
  expect(emulator.bots).toHaveLength(1);
  expect(emulator.bots[0]?.draft.knowledge).toEqual({ dataset_ids: ["71", "72"], search_strategy: 1 });
});
