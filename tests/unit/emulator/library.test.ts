import type { Emulator } from "../../../emulator";
import { clientOf, closeAll, open } from "./client";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => ({ emulator, call } = await open()));
afterEach(closeAll);

const list = (query: string) => call("GET", `/v1/workflows?workspace_id=${emulator.spaceId}&${query}`);

describe("workflows", () => {
  test("are listed page by page; published ones unless asked otherwise", async () => {
    for (let i = 0; i < 12; i++) {
      emulator.library.createWorkflow(emulator.spaceId, { name: `flow ${i}`, ...(i < 11 && { version: "v0.0.1" }) });
    }
    emulator.library.createWorkflow(emulator.otherSpaceId, { name: "elsewhere", version: "v0.0.1" });
    const first = (await list("page_num=1")).data as { items: object[]; has_more: boolean };
    expect(first.items).toHaveLength(10);
    expect(first.has_more).toBe(true);
    expect(first.items[0]).toMatchObject({
      workflow_name: "flow 0",
      app_id: "0",
      created_at: expect.stringMatching(/^\d{10}$/) as string,
      creator: { id: emulator.userId },
    });
    expect((await list("page_num=2")).data).toMatchObject({ items: [{ workflow_name: "flow 10" }], has_more: false });
    const drafts = (await list("page_num=1&publish_status=unpublished_draft")).data;
    expect(drafts).toMatchObject({ items: [{ workflow_name: "flow 11" }] });
    expect(((await list("page_num=1&page_size=30&publish_status=all")).data as { items: object[] }).items).toHaveLength(
      12,
    );
  });

  test("without a page, or with one that is too large, are an internal error", async () => {
    for (const query of ["", "page_num=1&page_size=31", "page_num=0"]) expect((await list(query)).status).toBe(500);
    expect((await call("GET", "/v1/workflows")).status).toBe(500);
  });

  test("are read by id, with their versions", async () => {
    const id = emulator.library.createWorkflow(emulator.spaceId, {
      name: "refund",
      version: "v0.0.2",
      mode: "chatflow",
    });
    expect((await call("GET", `/v1/workflows/${id}`)).data).toMatchObject({ workflow_detail: { workflow_id: id } });
    expect((await call("GET", `/v1/workflows/${id}/versions`)).data).toMatchObject({ items: [{ version: "v0.0.2" }] });
    expect(await call("GET", "/v1/workflows/17")).toMatchObject({ code: 4200 });
    expect((await list("page_num=1&workflow_mode=workflow")).data).toMatchObject({ items: [] });
  });
});

test("a plugin is read by id, with its tools", async () => {
  const id = emulator.library.createPlugin(emulator.spaceId, {
    ...{ name: "Shop", description: "Orders", tools: [{ id: "12", name: "getOrder" }] },
  });
  expect((await call("GET", `/v1/plugins/${id}`)).data).toMatchObject({
    ...{ plugin_id: id, name: "Shop", description: "Orders", is_call_available: true },
    tools: [{ tool_id: "12", name: "getOrder", description: "" }],
  });
  expect(await call("GET", "/v1/plugins/17")).toMatchObject({ code: 4200 });
});

test("the workspaces of a token's user", async () => {
  const spaceId = emulator.addSpace([emulator.token], "Team");
  emulator.addSpace();
  const { data } = await call("GET", "/v1/workspaces");
  expect(data).toMatchObject({
    total_count: 3,
    workspaces: [{ id: emulator.spaceId }, { id: emulator.otherSpaceId }, { id: spaceId, name: "Team" }],
  });
  expect((await call("GET", "/v1/workspaces?page_num=2&page_size=2")).data).toMatchObject({
    workspaces: [{ id: spaceId }],
  });
});

describe("what is not there", () => {
  test("a route that only Coze has is a 501 that says what there is", async () => {
    const { status, code, msg, json } = await call("POST", "/v1/workflow/run", {});
    expect([status, code]).toEqual([501, 501]);
    expect(msg).toContain("The emulator does not have Coze's route POST /v1/workflow/run");
    expect(json["emulated"]).toEqual(expect.arrayContaining(["POST /v1/bot/create", "GET /v1/workflows"]));
    expect((await call("GET", "/v1/folders/17")).status).toBe(501);
    expect(emulator.calls.map(({ route }) => route)).toEqual(["POST /v1/workflow/run", "GET /v1/folders/:folder_id"]);
  });

  test("a path that Coze does not have is its 404", async () => {
    expect(await call("GET", "/v1/nothing")).toMatchObject({ status: 404, code: 4000 });
    expect(await call("DELETE", "/v1/workflow/run")).toMatchObject({ status: 404 });
  });
});
