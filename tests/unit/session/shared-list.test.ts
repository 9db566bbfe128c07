import { SharedList, SharedReads } from "../../../provider/session/shared-list";

/** A list of what is there now, and how often it was read. */
function open(...ids: string[]) {
  const there = new Set(ids);
  const shared = new SharedReads();
  let reads = 0;
  const read = () => {
    reads++;
    return Promise.resolve([...there].map((id) => ({ id })));
  };
  // Two views of one list, as two resources have them.
  const [list, other] = [new SharedList(shared, "a list", read), new SharedList(shared, "a list", read)];
  return { there, list, other, reads: () => reads };
}

test("one read serves all, until the list is forgotten", async () => {
  const { there, list, other, reads } = open("1", "2");
  expect(await Promise.all([list.find("1"), other.find("2"), other.find("3")])).toEqual([
    { id: "1" },
    { id: "2" },
    undefined,
  ]);
  there.add("3");
  expect(await list.find("3")).toBeUndefined();
  expect(reads()).toBe(1);
  other.forget();
  expect(await list.find("3")).toEqual({ id: "3" });
  expect(reads()).toBe(2);
});

test.each([
  ["presence", "1", true, 2],
  ["presence", "3", false, 1],
  ["absence", "1", true, 1],
  ["absence", "3", false, 2],
] as const)("a certain %s: an older list is read again where it says so of %s", async (certain, id, isThere, reads) => {
  const t = open("1");
  await t.other.find("2");
  expect(await t.list.isThere(id, { certain })).toBe(isThere);
  expect(t.reads()).toBe(reads);
});

test("what has changed since an older list is seen, and a list that is read now is certain by itself", async () => {
  const t = open("1");
  await t.list.find("1");
  t.there.delete("1");
  t.there.add("2");
  expect(await t.list.isThere("1", { certain: "presence" })).toBe(false);
  t.there.add("3");
  expect(await t.list.isThere("3", { certain: "absence" })).toBe(true);
  expect(t.reads()).toBe(3);
  t.list.forget();
  expect(await t.list.isThere("4", { certain: "absence" })).toBe(false);
  expect(t.reads()).toBe(4);
});

test("a failed read is not kept", async () => {
  let fails = true;
  const list = new SharedList(new SharedReads(), "a list", () =>
    fails ? Promise.reject(new Error("no answer")) : Promise.resolve([{ id: "1" }]),
  );
  await expect(list.find("1")).rejects.toThrow("no answer");
  fails = false;
  expect(await list.find("1")).toEqual({ id: "1" });
});

test("a search reads an older list again where nothing matches, and only then", async () => {
  const { there, list, reads } = open("1");
  expect(await list.filter(({ id }) => id === "2")).toEqual([]);
  expect(reads()).toBe(1);
  there.add("2");
  expect(await list.filter(({ id }) => id === "2")).toEqual([{ id: "2" }]);
  expect(await list.filter(({ id }) => id === "1")).toEqual([{ id: "1" }]);
  expect(reads()).toBe(2);
});
