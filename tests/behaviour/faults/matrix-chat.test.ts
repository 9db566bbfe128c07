import { writeSync } from "node:fs";
import { CHAT, closeWorlds, CREATE, LIST, openWorld, PUBLISH, READ, succeed, type World } from "./cell";
import type { Program } from "./engine";
import { CLASSES, dated, FAULTS } from "./faults";
import { matrix } from "./matrix";

const RETRIEVE = "GET /v3/chat/retrieve";
const MESSAGES = "GET /v3/chat/message/list";
const FORGET = "DELETE /v1/conversations/:conversation_id";

const PROGRAM = {
  bot: { name: "Support", promptInfo: { prompt: "Be kind." } },
  test: { cases: [{ name: "kind", ask: "Kind?", expect: [{ contains: "Be kind" }] }] },
  publication: {},
} satisfies Program;

/** The calls in the order in which Coze has acted on them. */
const acted = ({ emulator }: World): string[] =>
  emulator.calls.filter(({ handled }) => handled).map(({ route }) => route);

const chats = ({ emulator }: World): number => emulator.chat.chats.length;

/** One version, published once a chat has passed; and a lost answer costs one more chat. */
function publishedOnceTested(world: World): void {
  const calls = acted(world);
  expect(calls.filter((route) => route === PUBLISH)).toHaveLength(1);
  expect(calls.indexOf(PUBLISH)).toBeGreaterThan(calls.indexOf(CHAT));
  expect(chats(world)).toBeGreaterThan(0);
  expect(chats(world)).toBeLessThanOrEqual(2);
}

matrix(
  {
    name: "a test between draft and publish",
    // The draft is read around the chats and before the publish, and the live version after it.
    calls: [LIST, CREATE, READ, CHAT, READ, READ, PUBLISH, READ],
    from: 2,
    before: () => Promise.resolve(),
    run: ({ engine }) => engine.up(PROGRAM),
    holds: publishedOnceTested,
  },
  // A chat is answered by a stream.
  (route) => (route === CHAT ? FAULTS : CLASSES),
);

matrix({
  name: "a test whose chats are polled",
  calls: [LIST, CREATE, READ, CHAT, CHAT, RETRIEVE, MESSAGES, FORGET, READ, READ, PUBLISH, READ],
  from: 4,
  before: ({ emulator }) => {
    emulator.set({ quirks: { noStreams: true } });
    return Promise.resolve();
  },
  run: ({ engine }) => engine.up(PROGRAM),
  holds: publishedOnceTested,
});

describe("a fault of every chat", () => {
  afterEach(closeWorlds);
  const lasting = FAULTS.flatMap(({ name, kind }) => (kind ? [{ name, kind }] : []));
  /** With the retries of the settings, which are for calls that have done nothing. */
  const MAX_TRIES = 3;

  test.each(lasting)("$name: it is neither passed nor failed, and nothing is published", async ({ kind }) => {
    const world = await openWorld({ maxRetries: String(MAX_TRIES - 1) });
    const { emulator, engine, clock } = world;
    const fault = emulator.fault({ route: CHAT, times: 100, kind: dated(kind, clock.now()) });
    const { error } = await engine.up(PROGRAM);
    expect(error).toContain("1 of 1 case could not be tested:\n  - kind (error): Coze could not chat with the draft");
    expect(error).toContain("What requires this test does not publish support.");
    expect(engine.state.get("bottest")?.outputs).toMatchObject({
      ...{ passed: false, testedContentHash: "", testedPromotionHash: "", chats: 1 },
      results: [{ name: "kind", status: "error", passed: 0, runs: 1 }],
    });
    expect(acted(world)).not.toContain(PUBLISH);
    expect(fault.hits).toBeLessThanOrEqual(MAX_TRIES);
    // A chat whose answer is lost may be billed, and is sent again once. By a code Coze says that there was none.
    expect(chats(world)).toBeLessThanOrEqual("code" in kind ? MAX_TRIES : 2);

    emulator.clearFaults();
    emulator.clearCalls();
    await succeed(engine.up(PROGRAM));
    expect(acted(world)).toEqual([READ, CHAT, READ, READ, PUBLISH, READ]);
  });

  afterAll(() => void writeSync(1, `fault matrix, every chat: ${lasting.length} cells shut the gate\n`));
});
