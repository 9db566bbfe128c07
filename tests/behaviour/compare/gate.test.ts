import {
  asked,
  CASES,
  closeWorlds,
  fromHere,
  openWorld,
  outputs,
  program,
  PUBLISH,
  setRates,
  succeed,
  versions,
} from "./scene";

afterEach(closeWorlds);

test("nothing is live yet: it says so, and the expectations decide", async () => {
  const world = await openWorld();
  const { error, lines } = await world.engine.up(program("Be kind."));
  expect(error).toBeUndefined();
  expect(lines.join("\n")).toContain("nothing is live yet to compare with, so the expectations alone decide");
  expect(outputs(world)).toMatchObject({ passed: true });
  expect(outputs(world).comparison).toBeUndefined();
  expect(versions(world)).toHaveLength(1);
});

test("a worse draft is not published, the state has no words, and a mended one is compared with what was kept", async () => {
  const world = await openWorld();
  const { engine, emulator } = world;
  await succeed(engine.up(program("Be kind.")));
  const [live = ""] = versions(world);
  setRates(world, { rude: 0.3, kind: 1 });

  let since = fromHere(world);
  const { error, lines } = await engine.up(program("Be rude."));
  const draft = outputs(world).comparison?.passed.candidate ?? [];
  expect(error).toMatch(/^.*12 cases × 5: live 60\/60, draft \d+\/\d+ – worse \(p [=<] [\d.]+\)\n/);
  expect(error).toMatch(/\n {2}case \d+ +live 5\/5 {3}draft \d\/\d/);
  expect(error).toMatch(/\nWhat requires this test does not publish support\.$/);
  expect(error).not.toContain("I am");
  expect(lines.join("\n")).toMatch(/live 5\/5 {3}draft \d\/\d {3}"I am kind \(kind\)" → "I am not \(rude\)"/);
  expect(JSON.stringify(engine.state.get("bottest")?.outputs)).not.toContain("I am");
  expect(outputs(world)).toMatchObject({
    passed: false,
    comparison: { baselineVersion: live, passed: { baseline: [60, 60] }, verdict: "worse" },
    baseline: { version: live, counts: CASES.map(() => ({ passed: 5, runs: 5 })) },
  });
  // The verdict was certain early; what is live was asked to the end, for the next comparison.
  expect(draft[1]).toBeLessThan(60);
  expect(since()).toEqual({ [live]: 60, draft: draft[1] });
  expect(lines.join("\n")).toContain("the verdict was certain before the end, so draft was asked no further");
  expect(versions(world)).toEqual([live]);

  since = fromHere(world);
  setRates(world, { kind: 1 });
  const mended = await engine.up(program("Be kind, always."));
  expect(mended.error).toBeUndefined();
  const day = outputs(world).baseline?.askedAt.slice(0, 10);
  expect(mended.lines.join("\n")).toContain(
    `to be tested: 12 cases: up to 60 chats with the draft, 60 with what is live (kept from ${day})`,
  );
  expect(Object.keys(since())).toEqual(["draft"]);
  expect(outputs(world)).toMatchObject({ passed: true, comparison: { verdict: "no worse", baselineVersion: live } });
  expect(mended.lines.join("\n")).toMatch(/– no worse \(p = 1\); a drop of 5 of \d\d would have been found/);
  expect(emulator.calls.filter(({ route }) => route === PUBLISH)).toHaveLength(1);
  expect(versions(world)).toHaveLength(2);

  since = fromHere(world);
  await succeed(engine.up(program("Be kind, always.")));
  expect([since(), emulator.calls]).toEqual([{}, []]);
});

test("another version that went live, and a case that changed, are asked again, and nothing else", async () => {
  const world = await openWorld();
  const { engine, emulator } = world;
  await succeed(engine.up(program("Be kind.")));
  const [first = ""] = versions(world);
  setRates(world, { rude: 0.3, kind: 1 });
  expect((await engine.up(program("Be rude."))).error).toContain("– worse");

  const cases = CASES.map((each, i) => (i === 3 ? { ...each, ask: "And now?" } : each));
  let since = fromHere(world);
  expect((await engine.up(program("Be rude!", { cases }))).error).toContain("– worse");
  expect(since()[first]).toBe(5);

  emulator.console.publish(emulator.bots[0]?.id ?? "", ["1024"]);
  const second = versions(world).find((version) => version !== first) ?? "";
  since = fromHere(world);
  // What is live is now as bad, so that nothing got worse.
  await engine.up(program("Be rude, sir.", { cases }));
  expect([since()[first], since()[second]]).toEqual([undefined, 60]);
  expect(outputs(world).comparison).toMatchObject({ baselineVersion: second });
});

test("an expectation that fails decides as before, whatever the comparison says", async () => {
  const world = await openWorld();
  await succeed(world.engine.up(program("Be kind.")));
  setRates(world, { kind: 1 });
  const strict = CASES.map((each, i) => (i === 0 ? { ...each, expect: [{ contains: "never said" }] } : each));
  const { error } = await world.engine.up(program("Be kind!", { cases: strict }));
  expect(error).toContain("– no worse (p = 1)");
  expect(error).toContain("1 of 12 cases failed:");
  expect(outputs(world)).toMatchObject({ passed: false, comparison: { verdict: "no worse" } });
  expect(versions(world)).toHaveLength(1);
});

test("chats that can find nothing open no gate, and the preview says so", async () => {
  const world = await openWorld();
  const few = { cases: CASES.slice(0, 4).map((each) => ({ ...each, repeat: 1 })) };
  await succeed(world.engine.up(program("Be kind.", few)));
  const { error, lines } = await world.engine.up(program("Be kind!", few));
  expect(lines.join("\n")).toContain(
    "4 chats with each bot can find no drop with alpha 0.05, so the comparison will open no gate: raise repeat",
  );
  expect(error).toContain(
    "live 4/4, draft 4/4 – not enough chats (p = 1); no drop would have been found with alpha 0.05",
  );
  expect(versions(world)).toHaveLength(1);
});

test("12 cases once: it says what it could have seen", async () => {
  const world = await openWorld();
  const once = { cases: CASES.map((each) => ({ ...each, repeat: 1 })) };
  await succeed(world.engine.up(program("Be kind.", once)));
  const { error, lines } = await world.engine.up(program("Be kind!", once));
  expect(error).toBeUndefined();
  expect(lines.join("\n")).toContain(
    "12 cases × 1: live 12/12, draft 12/12 – no worse (p = 1); a drop of 5 of 12 would have been found",
  );
});

test("a recorded failure fails no run and shuts the gate, and is not tested again", async () => {
  const world = await openWorld();
  await succeed(world.engine.up(program("Be kind.")));
  setRates(world, { rude: 0, kind: 1 });
  const recorded = { onFailure: "record" };
  const { error, lines } = await world.engine.up(program("Be rude.", recorded));
  expect(lines.join("\n")).toContain("– worse");
  expect(error).toContain("requireTest: the test has not passed");
  const since = fromHere(world);
  await world.engine.up(program("Be rude.", recorded));
  expect(since()).toEqual({});
});

test("a version of one's own is compared with by its number", async () => {
  const world = await openWorld();
  await succeed(world.engine.up(program("Be kind.")));
  const [first = ""] = versions(world);
  await succeed(world.engine.up({ ...program("Be kind!"), test: undefined }));
  const since = fromHere(world);
  const { lines } = await world.engine.up(program("Be kind?", { noWorseThan: { version: first } }));
  expect(lines.join("\n")).toContain(`60 chats with the draft, 60 with version ${first}; chats are billed`);
  expect(since()[first]).toBe(60);
  expect(outputs(world).comparison?.baselineVersion).toBe(first);
});

test("another bot's live version is asked, and a bot with nothing live is none to compare with", async () => {
  const world = await openWorld();
  const { emulator, engine } = world;
  const other = emulator.console.createDraft(emulator.spaceId, { name: "Other", prompt_info: { prompt: "kind" } });
  const against = (rest: object = {}) => ({ noWorseThan: { botId: other, ...rest } });
  const { error } = await engine.up(program("Be kind.", against()));
  expect(error).toContain("Nothing is tested: what it is compared with cannot be asked: Coze could not read bot");
  expect(error).toContain('With noWorseThan.ifAbsent "pass" the expectations alone decide.');
  expect(asked(world)).toEqual({});
  const { error: passes, lines } = await engine.up(program("Be kind.", against({ ifAbsent: "pass" })));
  expect(passes).toBeUndefined();
  expect(lines.join("\n")).toContain("the expectations alone decide (ifAbsent)");
  emulator.console.publish(other, ["1024"]);
  await succeed(engine.up(program("Be kind!", against())));
  const version = emulator.bots.find(({ id }) => id === other)?.versions[0]?.version ?? "";
  expect(asked(world)[version]).toBe(60);
});

test("what is published over the baseline meanwhile changes nothing of it, and is told", async () => {
  const world = await openWorld();
  const { emulator, engine } = world;
  await succeed(engine.up(program("Be kind.")));
  const [first = ""] = versions(world);
  const id = emulator.bots[0]?.id ?? "";
  const since = fromHere(world);
  const stop = emulator.on("call", ({ route }) => {
    if (route !== "POST /v3/chat" || versions(world).length > 1) return;
    emulator.console.publish(id, ["1024"]);
  });
  const { lines } = await engine.up(program("Be kind!"));
  stop();
  expect(since()[first]).toBe(60);
  expect(outputs(world).comparison?.baselineVersion).toBe(first);
  expect(lines.join("\n")).toContain(`version ${first} of bot ${id} was asked, and meanwhile something else went live`);
});
