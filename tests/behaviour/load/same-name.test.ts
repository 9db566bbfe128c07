import fc from "fast-check";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { hosted } from "../../../provider/host/dynamic";
import type { Props } from "../../../provider/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import { Session } from "../../../provider/session/session";
import { startEmulator, type Emulator } from "../../../emulator";
import { TestClock } from "../../harness/clock";
import { SEED } from "../../harness/seed";

const BOTS = 12;

/** Creates bots and their publications all at once, as the engine does, in one process of the provider. */
async function createAll(
  emulator: Emulator,
  clock: TestClock,
  prompts: readonly string[],
): Promise<{ ids: string[]; versions: string[] }> {
  const session = new Session({ env: {}, write: () => undefined, clock });
  const config: Record<string, string> = {
    "coze:token": emulator.token,
    "coze:baseUrl": emulator.url,
    "coze:spaceId": emulator.spaceId,
  };
  session.configure((key) => config[key]);
  const bots = hosted("Bot", botLifecycle(session), session);
  const publications = hosted("Publication", publicationLifecycle(session), session);
  const checked = async (provider: typeof bots, inputs: Props): Promise<Props> => {
    const result = await provider.check({}, inputs);
    expect(result.failures).toEqual([]);
    return result.inputs as Props;
  };
  const made = await Promise.all(
    prompts.map(async (prompt, i) => {
      const inputs = await checked(bots, { name: "Support", promptInfo: { prompt }, __resource: `bot${i}` });
      const { id, outs } = await bots.create(inputs);
      const { contentHash, promotionHash, spaceId } = outs as Props;
      const ofBot = { botId: id, contentHash, promotionHash, spaceId, __resource: `bot${i}` };
      const published = await publications.create(await checked(publications, ofBot));
      return { id, version: String((published.outs as Props)["version"]) };
    }),
  );
  return { ids: made.map(({ id }) => id), versions: made.map(({ version }) => version) };
}

const positions = fc.uniqueArray(fc.integer({ min: 1, max: BOTS }), { maxLength: 6 });

test(`${BOTS} bots of one name in one space are made and published once each, whatever answers are lost`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("One", "Two"), { minLength: BOTS, maxLength: BOTS }),
      positions,
      positions,
      async (prompts, lostCreates, lostPublishes) => {
        const clock = new TestClock();
        const emulator = await startEmulator({ clock: clock.server });
        try {
          const faults = [
            ...lostCreates.map((nth) => ({ route: "POST /v1/bot/create", nth })),
            ...lostPublishes.map((nth) => ({ route: "POST /v1/bot/publish", nth })),
          ].map((fault) => emulator.fault({ ...fault, kind: { reset: "after" } }));
          const { ids, versions } = await createAll(emulator, clock, prompts);
          expect(faults.map(({ hits }) => hits)).toEqual(faults.map(() => 1));

          expect(emulator.bots.map(({ id }) => id).sort()).toEqual([...ids].sort());
          for (const [i, id] of ids.entries()) {
            const bot = emulator.bots.find((other) => other.id === id);
            expect(bot?.draft.prompt_info).toEqual({ prompt: prompts[i] });
            expect(bot?.versions.map(({ version }) => version)).toEqual([versions[i]]);
          }
        } finally {
          await emulator.close();
        }
      },
    ),
    { numRuns: 20, seed: SEED },
  );
});
