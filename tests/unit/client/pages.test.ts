import type { CozeApi } from "../../../provider/client/api";
import { Caller } from "../../../provider/client/http/call";
import { readPages } from "../../../provider/client/http/pages";
import * as z from "../../../provider/client/http/schema";
import { OPERATIONS } from "../../../provider/client/http/operation";
import type { FaultKind } from "../../../emulator";
import { clientFor, emulate } from "./emulated";

type Page = Record<string, unknown>;

/** The lists of the API, by the route, the key of the items, that of an id, and how the end is told. */
const LISTS: [string, string, string, string, number, (api: CozeApi) => Promise<unknown[]>][] = [
  ["GET /v1/bots", "items", "id", "total", 20, (api) => api.listBots("1", "all")],
  ["GET /v1/bots/:bot_id/versions", "items", "version", "has_more", 30, (api) => api.listVersions("1")],
  ["GET /v1/datasets", "dataset_list", "dataset_id", "total_count", 300, (api) => api.knowledge.listDatasets("1")],
  [
    "POST /open_api/knowledge/document/list",
    "document_infos",
    "document_id",
    "total",
    10,
    (api) => api.knowledge.listDocuments("1"),
  ],
];

describe.each(LISTS)("%s", (route, items, id, end, size, list) => {
  const page = (from: number, count: number): Page[] =>
    Array.from({ length: count }, (_, i) => ({ [id]: String(from + i) }));

  /** A client whose server answers with these pages, one after another, and what it was asked. */
  async function served(pages: (Page | ((n: number) => Page))[], repeats = false, second?: FaultKind) {
    const emulator = await emulate();
    pages.forEach((data, index) => {
      const last = index === pages.length - 1;
      const kind: FaultKind = { status: 200, body: { code: 0, data } };
      emulator.fault({ route, nth: index + 1, ...(repeats && last && { times: Infinity }), kind });
    });
    if (second) emulator.fault({ route, nth: 2, kind: second });
    const client = clientFor(emulator);
    return { ...client, found: list(client.api), calls: () => emulator.calls.length };
  }

  test("without a word on the end, it is asked on until a page is not full", async () => {
    const { found, calls } = await served([{ [items]: page(0, size) }, { [items]: page(size, 1) }]);
    expect(await found).toHaveLength(size + 1);
    expect(calls()).toBe(2);
  });

  const past: FaultKind = { code: 4000, msg: "the page is past the end" };

  test("a refusal of the page after a full one is the end, if the list is as long as it says", async () => {
    const whole = { [items]: page(0, size), ...(end !== "has_more" && { [end]: size }) };
    const { found } = await served([whole], false, past);
    if (end === "has_more") await expect(found).rejects.toThrow("it answered 4000");
    else expect(await found).toHaveLength(size);
  });

  test("any other refusal is an error, and so is one in the middle of the list", async () => {
    const first = { [items]: page(0, size), ...(end === "has_more" ? { has_more: true } : { [end]: size + 1 }) };
    const { found } = await served([first], false, past);
    await expect(found).rejects.toThrow("it answered 4000");
    const whole = { [items]: page(0, size), ...(end !== "has_more" && { [end]: size }) };
    const forbidden = await served([whole], false, { code: 4101 });
    await expect(forbidden.found).rejects.toThrow("it answered 4101");
  });

  test("an item that comes twice is one", async () => {
    const known = end === "has_more" ? [{ has_more: true }, { has_more: false }] : [{ [end]: 4 }, { [end]: 4 }];
    const { found } = await served([
      { [items]: page(0, 3), ...known[0] },
      { [items]: page(2, 2), ...known[1] },
    ]);
    expect(await found).toHaveLength(4);
  });

  test("the same page for ever is an error, and not the whole list", async () => {
    const more = { [end]: end === "has_more" ? true : 1e9 };
    const { found, calls } = await served([{ [items]: page(0, size), ...more }], true);
    await expect(found).rejects.toThrow(
      /^Coze could not list the .* 1: page 3 has nothing that was not in the pages before it\. Check whether something else answers/,
    );
    expect(calls()).toBe(3);
  });

  test("an item without an id is no list", async () => {
    const { found } = await served([{ [items]: [{ [id]: "1" }, null], [end]: end === "has_more" ? false : 2 }], true);
    await expect(found).rejects.toThrow(`: the answer has no usable ${items}[]`);
  });

  test("an item with an odd id is no list, and the id is named", async () => {
    const { found } = await served(
      [{ [items]: [{ [id]: "1" }, { [id]: 2 }], [end]: end === "has_more" ? false : 2 }],
      true,
    );
    await expect(found).rejects.toThrow(`: the answer has no usable ${items}[].${id}`);
  });
});

test("a list without an end is an error after 500 pages, and says what is read every five seconds", async () => {
  const emulator = await emulate();
  const { clock } = clientFor(emulator);
  const lines: string[] = [];
  const caller = new Caller({ baseUrl: emulator.url } as never, {} as never, clock, {
    wait: (line) => lines.push(line),
    once: () => undefined,
  });
  let calls = 0;
  jest.spyOn(caller, "call").mockImplementation(async () => {
    await clock.sleep(100);
    return { kind: "ok", data: { items: [{ id: String(calls++) }], total: 1e9 }, logId: undefined, date: undefined };
  });
  const endless = readPages(caller, {
    call: () => ({ operation: OPERATIONS.listBots, subject: "", path: "" }),
    what: "the bots of space 1",
    answer: z.object({ items: z.array(z.object({ id: z.id })), total: z.number }),
    id: ({ id }) => id,
    size: 20,
  });
  await expect(endless).rejects.toThrow(
    "Coze could not list the bots of space 1: there is no end to it after 500 pages.",
  );
  expect(calls).toBe(500);
  expect(lines[0]).toMatch(/^reading the bots of space 1, page by page: 5\d so far$/);
});
