import type { Emulator, FaultSpec } from "../../../emulator";
import { clientOf, closeAll, open } from "./client";

let emulator: Emulator;
let call: ReturnType<typeof clientOf>;
beforeEach(async () => ({ emulator, call } = await open()));
afterEach(closeAll);

interface Pages {
  ids: string[];
  /** The total that each page tells of, or whether it tells of another page. */
  totals: unknown[];
}

interface List {
  route: string;
  make: () => string[];
  page: (number: number) => Promise<{ ids: string[]; total: unknown }>;
}

const NAMES = ["a", "b", "c", "d"];
type Item = Record<string, string>;

/** The items of a page under its key, and what the page says of the whole. */
function read(data: Record<string, unknown>, key: string, id: string): { ids: string[]; total: unknown } {
  const ids = (data[key] as Item[]).map((item) => item[id] ?? "");
  return { ids, total: data["total"] ?? data["total_count"] ?? data["has_more"] };
}

const get = async (path: string): Promise<Record<string, unknown>> => (await call("GET", path)).data;
const draft = (name: string): string => emulator.console.createDraft(emulator.spaceId, { name });

/** Each makes four items; the result is their ids as the list has them, newest first but for workflows. */
const LISTS: [string, () => List][] = [
  [
    "bots",
    () => ({
      route: "GET /v1/bots",
      make: () => NAMES.map(draft).reverse(),
      page: async (n) => {
        const query = `workspace_id=${emulator.spaceId}&publish_status=all&page_size=2&page_num=${n}`;
        return read(await get(`/v1/bots?${query}`), "items", "id");
      },
    }),
  ],
  [
    "datasets",
    () => ({
      route: "GET /v1/datasets",
      make: () => NAMES.map((name) => emulator.knowledge.createDataset(emulator.spaceId, { name }).id).reverse(),
      page: async (n) => {
        const query = `space_id=${emulator.spaceId}&page_size=2&page_num=${n}`;
        return read(await get(`/v1/datasets?${query}`), "dataset_list", "dataset_id");
      },
    }),
  ],
  [
    "documents",
    () => {
      const { id } = emulator.knowledge.createDataset(emulator.spaceId, { name: "Manual" });
      const content = { bytes: Buffer.from("x"), fileType: "txt" };
      return {
        route: "POST /open_api/knowledge/document/list",
        make: () => NAMES.map((name) => emulator.knowledge.addDocument(id, { name, content }).id).reverse(),
        page: async (page) => {
          const body = { dataset_id: id, page, size: 2 };
          const { json } = await call("POST", "/open_api/knowledge/document/list", body, { "agw-js-conv": "str" });
          return read(json, "document_infos", "document_id");
        },
      };
    },
  ],
  [
    "workflows",
    () => ({
      route: "GET /v1/workflows",
      make: () => NAMES.map((name) => emulator.library.createWorkflow(emulator.spaceId, { name, version: "v1" })),
      page: async (n) => {
        const query = `workspace_id=${emulator.spaceId}&page_size=2&page_num=${n}`;
        return read(await get(`/v1/workflows?${query}`), "items", "workflow_id");
      },
    }),
  ],
  [
    "versions",
    () => {
      const id = draft("bot");
      return {
        route: "GET /v1/bots/:bot_id/versions",
        make: () => NAMES.map(() => emulator.console.publish(id, ["1024"])).reverse(),
        page: async (n) => read(await get(`/v1/bots/${id}/versions?page_size=2&page_num=${n}`), "items", "version"),
      };
    },
  ],
];

async function readAll({ page }: List): Promise<Pages> {
  const pages = [await page(1), await page(2)];
  return { ids: pages.flatMap(({ ids }) => ids), totals: pages.map(({ total }) => total) };
}

describe.each(LISTS)("a list of %s", (_name, listOf) => {
  /** What four items with these places read as; the totals are those of a list that counts. */
  async function expectPages(fault: FaultSpec | undefined, places: number[], totals: number[]): Promise<void> {
    const list = listOf();
    const ids = list.make();
    if (fault) emulator.fault({ route: list.route, ...fault });
    const pages = await readAll(list);
    expect(pages.ids).toEqual(places.map((place) => ids[place]));
    const tellsTotals = typeof pages.totals[0] === "number";
    expect(pages.totals).toEqual(tellsTotals ? totals : totals.map((total, i) => total > 2 * (i + 1)));
    // The fault is used up.
    expect((await readAll(list)).ids).toEqual(ids);
  }

  test("without a fault", () => expectPages(undefined, [0, 1, 2, 3], [4, 4]));
  test("deleted", () => expectPages({ list: "deleted" }, [0, 1, 3], [4, 3]));
  test("moved", () => expectPages({ list: "moved" }, [0, 1, 1, 2], [4, 4]));
  test("short", () => expectPages({ list: "short" }, [1, 2, 3], [4, 4]));
  test("empty", () => expectPages({ list: "empty" }, [], [4, 4]));
  test("more", () => expectPages({ list: "more" }, [0, 1, 2, 3], [5, 5]));
  test("fewer", () => expectPages({ list: "fewer" }, [0, 1, 2, 3], [3, 3]));
});

test("the item can be named", async () => {
  const list = LISTS[0]?.[1]() as List;
  const ids = list.make();
  emulator.fault({ list: "short", item: ids[2] });
  expect((await readAll(list)).ids).toEqual([ids[0], ids[1], ids[3]]);
});

test("a time is one reading of a list from its first page, and another call does not use it up", async () => {
  const list = LISTS[0]?.[1]() as List;
  const ids = list.make();
  const fault = emulator.fault({ list: "moved", times: 2 });
  await call("GET", "/v1/users/me");
  for (let i = 0; i < 2; i++) expect((await readAll(list)).ids).toEqual([ids[0], ids[1], ids[1], ids[2]]);
  expect((await readAll(list)).ids).toEqual(ids);
  expect(fault.hits).toBe(2);
  const faults = emulator.calls.map(({ fault: name }) => name);
  expect(faults).toEqual([undefined, ...Array<string>(4).fill("list:moved"), undefined, undefined]);
});
