import { ListRequest, type ListResponse } from "@pulumi/pulumi/proto/provider_pb";
import { struct, type Props } from "../../harness/plugin/client";
import { PluginScene } from "./scene";

let t: PluginScene;
const bots: string[] = [];
let dataset: string;
beforeAll(async () => {
  t = await PluginScene.open();
  for (const name of ["A", "B", "C"]) {
    bots.unshift(t.emulator.console.createDraft(t.emulator.spaceId, { name }, { ageSeconds: 600 }));
  }
  t.emulator.console.publish(bots[1] ?? "", ["1024"]);
  dataset = t.emulator.knowledge.createDataset(t.emulator.spaceId, { name: "Facts" }, { formatType: 0 }).id;
});
afterAll(() => t.close());
beforeEach(() => t.emulator.clearCalls());

interface Page {
  readonly limit?: number;
  readonly pageSize?: number;
  readonly after?: string;
}

/** What the plugin lists: the results, whether there is more, and whether it cannot be known yet. */
async function list(kind: string, query: Props = {}, { limit = 0, pageSize = 0, after = "" }: Page = {}) {
  const request = new ListRequest()
    .setToken(`coze:index:${kind}`)
    .setQuery(struct(query))
    .setLimit(limit)
    .setPageSize(pageSize)
    .setContinuationToken(after);
  const responses = await t.list(request);
  return {
    ids: responses.flatMap((each) => each.getResult()?.getId() ?? []),
    names: responses.flatMap((each) => each.getResult()?.getName() ?? []),
    after: responses.map((each: ListResponse) => each.getContinuation()?.getContinuationToken()).find(Boolean),
    isComputed: responses.some((each) => each.hasComputed()),
  };
}

test("bots of the configured workspace, with their names, by one list", async () => {
  expect(await list("Bot")).toEqual({ ids: bots, names: ["C", "B", "A"], after: undefined, isComputed: false });
  expect(t.calls).toEqual(["GET /v1/bots"]);
});

test("every listed bot can be imported", async () => {
  const { ids } = await list("Bot");
  const found = await Promise.all(ids.map((id) => t.read("Bot", id)));
  expect(found.map(({ inputs }) => inputs["name"])).toEqual(["C", "B", "A"]);
});

test("publications of what is published, by the ids that an import takes", async () => {
  expect((await list("Publication")).ids).toEqual([bots[1]]);
});

test("knowledge bases, their documents, members and callback apps", async () => {
  expect(await list("Dataset")).toMatchObject({ ids: [dataset], names: ["Facts"] });
  expect((await list("Document", { datasetId: dataset })).ids).toEqual([]);
  t.emulator.console.addMember(t.emulator.spaceId, "2069720456000", "member");
  expect((await list("WorkspaceMember")).ids).toContain(`${t.emulator.spaceId}_2069720456000`);
  t.emulator.console.addCallback("alarm", {});
  expect((await list("Callback")).names).toEqual(["alarm"]);
});

test("pages are as large as the caller wants, and end with the limit of the whole", async () => {
  const first = await list("Bot", {}, { pageSize: 2 });
  expect(first.ids).toEqual(bots.slice(0, 2));
  const second = await list("Bot", {}, { pageSize: 2, after: first.after ?? "" });
  expect(second).toMatchObject({ ids: bots.slice(2), after: undefined });
  const limited = await list("Bot", {}, { pageSize: 1, limit: 2 });
  expect(limited).toMatchObject({ ids: bots.slice(0, 1) });
  const last = await list("Bot", {}, { pageSize: 1, limit: 2, after: limited.after ?? "" });
  expect(last).toMatchObject({ ids: bots.slice(1, 2), after: undefined });
});

test("a page that cannot be found again is an error, and no page twice", async () => {
  await expect(list("Bot", {}, { after: "2:999" })).rejects.toThrow("list anew");
});

test.each([
  ["Document", {}, "datasetId: is required"],
  ["Document", { datasetId: 7 }, "datasetId: must be a string: quote it"],
  ["Bot", { spaceId: "../v1" }, "spaceId: must be an id"],
  ["Bot", { space: "7" }, "space: there is no such input of this list"],
  ["File", {}, "UNIMPLEMENTED: coze:index:File: Coze has no list of these"],
  ["Nothing", {}, "there is no such resource"],
])("%s with %j is refused before any call", async (kind, query, reason) => {
  await expect(list(kind, query)).rejects.toThrow(reason);
  expect(t.calls).toEqual([]);
});

test("a question with an unknown value has no answer yet", async () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  expect(await list("Document", { datasetId: unknown })).toMatchObject({ ids: [], isComputed: true });
  expect(t.calls).toEqual([]);
});

test("what Coze answers to a list is the error of the list", async () => {
  await expect(list("Bot", { spaceId: "7" })).rejects.toThrow("Coze could not list the bots of workspace 7");
});
