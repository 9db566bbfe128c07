import { ask } from "../../../provider/lookup/ask";
import { scene } from "./scene";

test("a knowledge base, a workflow and a workspace are found by their whole names", async () => {
  const { emulator, session } = await scene();
  const { spaceId, knowledge, library } = emulator;
  const faq = knowledge.createDataset(spaceId, { name: "FAQ", description: "Answers" });
  knowledge.createDataset(spaceId, { name: "FAQ, old" });
  const workflowId = library.createWorkflow(spaceId, { name: "refund", version: "v0.0.1" });
  library.createWorkflow(spaceId, { name: "Refund", version: "v0.0.1" });
  const named = emulator.addSpace([emulator.token], "Customer service");

  const found = {
    datasetId: faq.id,
    name: "FAQ",
    spaceId,
    description: "Answers",
    formatType: "text",
    documentCount: 0,
  };
  expect(await ask("getDataset", session, { name: "FAQ" })).toMatchObject(found);
  const workflow = await ask("getWorkflow", session, { name: "refund" });
  expect(workflow).toMatchObject({ workflowId, name: "refund", spaceId, creatorName: expect.any(String) as string });
  expect(workflow.appId).toBeUndefined();
  expect(Number.isInteger(workflow.createdAt)).toBe(true);
  const workspace = await ask("getWorkspace", session, { name: "Customer service" });
  expect(workspace).toMatchObject({ spaceId: named, workspaceType: "team", roleType: "owner" });
  expect(workspace.enterpriseId).toBeUndefined();
  await expect(ask("getDataset", session, { name: "FAQ", spaceId: named })).rejects.toThrow(
    `getDataset: name: there is no knowledge base of this name in workspace ${named}`,
  );
});

test("a plugin comes with the tools that a bot's input takes", async () => {
  const { emulator, session } = await scene();
  const tools = [{ id: "735", name: "search", description: "Searches" }];
  emulator.library.createPlugin(emulator.spaceId, { id: "731", name: "Web", tools });
  expect(await ask("getPlugin", session, { pluginId: "731" })).toMatchObject({
    pluginId: "731",
    name: "Web",
    tools: [{ apiId: "735", name: "search", description: "Searches" }],
  });
  await expect(ask("getPlugin", session, { pluginId: "732" })).rejects.toThrow(/could not read plugin 732: .*4200/);
});

test("none and several of a name are errors, with the workspace and the ids", async () => {
  const { emulator, session } = await scene();
  const { spaceId, knowledge, library } = emulator;
  const ids = [1, 2].map(() => knowledge.createDataset(spaceId, { name: "FAQ" }).id);
  library.createWorkflow(spaceId, { name: "refund" });
  await expect(ask("getDataset", session, { name: "FAQ" })).rejects.toThrow(
    `getDataset: name: there are 2 knowledge bases of this name in workspace ${spaceId}: ${ids.reverse().join(", ")}.`,
  );
  await expect(ask("getDataset", session, { name: "FA" })).rejects.toThrow("there is no knowledge base of this name");
  await expect(ask("getWorkflow", session, { name: "refund" })).rejects.toThrow(
    `there is no published workflow of this name in workspace ${spaceId}`,
  );
  await expect(ask("getWorkspace", session, { name: "Nowhere" })).rejects.toThrow(
    `there is no workspace of this name of the token's user`,
  );
});

test("workflows are told apart by their mode and by whether they are published", async () => {
  const { emulator, session } = await scene();
  const make = (mode: "workflow" | "chatflow", version?: string) =>
    emulator.library.createWorkflow(emulator.spaceId, { name: "refund", mode, version });
  const [flow, chat, draft] = [make("workflow", "v1"), make("chatflow", "v1"), make("workflow")];
  const idOf = async (args: object) => (await ask("getWorkflow", session, { name: "refund", ...args })).workflowId;
  expect(await idOf({ workflowMode: "workflow" })).toBe(flow);
  expect(await idOf({ workflowMode: "chatflow" })).toBe(chat);
  expect(await idOf({ publishStatus: "unpublished_draft" })).toBe(draft);
  await expect(idOf({ publishStatus: "all" })).rejects.toThrow("there are 3 workflows of this name");
});

test("however many ask, each list is read once, page by page; again where a name is missing in an older one", async () => {
  const { emulator, session } = await scene();
  const { spaceId, library } = emulator;
  const workflows = Array.from({ length: 61 }, (_, i) => ({ name: `flow ${i}`, version: "v1" }));
  for (const workflow of workflows) library.createWorkflow(spaceId, workflow);
  await Promise.all(workflows.map(({ name }) => ask("getWorkflow", session, { name })));
  expect(emulator.calls.map(({ query }) => query["page_num"])).toEqual(["1", "2", "3"]);
  emulator.clearCalls();
  library.createWorkflow(spaceId, { name: "late", version: "v1" });
  await ask("getWorkflow", session, { name: "late" });
  expect(emulator.calls).toHaveLength(3);
});

test("names that are none and words that Coze does not have are refused at once, without a call", async () => {
  const { emulator, session } = await scene();
  const wrong = { name: " ", spaceId: "a b", workflowMode: "flow", publishStatus: "published" };
  await expect(ask("getWorkflow", session, wrong as never)).rejects.toThrow(
    "getWorkflow: name: must be a text that is not empty; spaceId: must be an id: 1 to 64 letters, digits, hyphens or " +
      'underscores; workflowMode: must be one of "workflow", "chatflow"; ' +
      'publishStatus: must be one of "published_online", "unpublished_draft", "all"',
  );
  await expect(ask("getDataset", session, {} as never)).rejects.toThrow("getDataset: name: is required, got nothing");
  expect(emulator.calls).toEqual([]);
});
