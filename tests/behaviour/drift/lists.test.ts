import { startEmulator, type Emulator } from "../../../emulator";
import { envOf, Managed } from "../../harness/engine/managed";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

test.each([[["1024", "999"]], [["999"]]])(
  "a bot on %j that was edited in the console is seen there, however Coze's lists share the bots among them",
  async (connectorIds) => {
    emulator.set({ quirks: { exclusiveLists: true } });
    const id = emulator.console.createDraft(emulator.spaceId, { name: "Support" });
    const publication = new Managed("publication", envOf(emulator));
    await publication.up({ botId: id, connectorIds });
    emulator.console.editDraft(id, { description: "By hand" });
    emulator.set({ clockSkewMs: 60_000 });
    expect(await publication.refresh()).toEqual([]);
    expect(publication.outputs.connectorIds).toEqual(connectorIds);
  },
);
