import { PartialFailure, type Lifecycle, type Props, type Step } from "../../../provider/lifecycle";
import { stepsOf } from "../../../provider/host/steps";
import { quietSession } from "./hosted-steps";

const named = (name: string): Props => ({ __resource: name });
const recorded = (name: string): Props => ({ __resource: name, __schema: 1 });

/** A lifecycle that does nothing, and tells what step it is given. */
const lifecycleOf = (steps: Partial<Lifecycle>): Lifecycle => ({
  check: () => Promise.resolve({ inputs: {}, problems: [] }),
  diff: () => ({ changes: false, changed: [], replaces: [] }),
  create: (inputs) => Promise.resolve({ id: "1", outs: inputs }),
  read: (_id, outs) => Promise.resolve({ outs, inputs: {} }),
  readUnmanaged: () => Promise.resolve({}),
  update: (_id, _olds, news) => Promise.resolve(news),
  delete: () => Promise.resolve(),
  ...steps,
});

/** The objects that reach the lifecycle's delete, and the lines of those that are left alone. */
function opened(steps: Partial<Lifecycle> = {}) {
  const deleted: string[] = [];
  const lines: string[] = [];
  const session = quietSession(lines);
  const remove = (id: string) => (deleted.push(id), Promise.resolve());
  return { session, deleted, lines, steps: stepsOf("Dataset", lifecycleOf({ delete: remove, ...steps }), session) };
}

type Steps = ReturnType<typeof stepsOf>;

const diffed = async (steps: Steps, name: string, urn?: string): Promise<void> => {
  await steps.check({ inputs: 1 }, named(name), urn);
  await steps.diff("1", recorded(name), named(name), urn);
};

test.each<[string, (steps: Steps) => Promise<unknown>, { b: boolean; a: boolean }]>([
  ["a check and a diff that keeps it", (steps) => diffed(steps, "a"), { b: true, a: true }],
  ["a create", (steps) => steps.create(named("a")), { b: true, a: true }],
  ["an update", (steps) => steps.update("1", recorded("a"), named("a")), { b: true, a: true }],
  [
    "an import",
    async (steps) => {
      steps.noteImport("1", named("a"));
      await Promise.resolve();
    },
    { b: true, a: true },
  ],
  ["a read, as of a refresh", (steps) => steps.read("1", recorded("a")), { b: true, a: false }],
  ["a diff of a refresh", (steps) => steps.diff("1", recorded("a"), named("a")), { b: false, a: false }],
])("after %s, a delete of the object under another name or the same one", async (_what, run, kept) => {
  const { steps, deleted, lines, session } = opened();
  await run(steps);
  await steps.delete("1", recorded("b"));
  expect(deleted.length === 0).toBe(kept.b);
  deleted.length = 0;
  await steps.delete("1", recorded("a"));
  expect(deleted.length === 0).toBe(kept.a);
  expect(lines.length).toBe(Number(kept.a) + Number(kept.b));
  for (const line of lines) expect(line).toContain("left alone: the resource a manages it");
  expect(session.registry.isManaged("Bot", "1")).toBe(false);
});

test("of two resources with one object that are both deleted, the last one takes it along", async () => {
  const { steps, deleted } = opened();
  await steps.read("1", recorded("a"));
  await steps.read("1", recorded("a"));
  await steps.delete("1", recorded("a"));
  expect(deleted).toEqual([]);
  await steps.delete("1", recorded("a"));
  expect(deleted).toEqual(["1"]);
});

test("a resource that is replaced although its diff keeps it gives its object up, where a URN tells that it is the same", async () => {
  const { steps, deleted } = opened({ create: (inputs) => Promise.resolve({ id: "2", outs: inputs }) });
  await diffed(steps, "a", "urn:a");
  await steps.check({}, named("a"), "urn:a");
  await steps.create(named("a"), "urn:a");
  await steps.delete("1", recorded("a"), "urn:a");
  expect(deleted).toEqual(["1"]);
});

test("what the keeper does not keep is given up", async () => {
  const yielded: unknown[] = [];
  const give = (_id: string, outs: Props, kept: Props) => (yielded.push([outs, kept]), Promise.resolve());
  const { steps } = opened({ yield: give });
  await steps.create({ ...named("a"), channels: ["1"] });
  await steps.delete("1", { ...recorded("b"), channels: ["1", "2"] });
  expect(yielded).toEqual([[{ __schema: 1, channels: ["1", "2"] }, { channels: ["1"] }]]);
});

test("what is gone, or is read without being managed, is not registered", async () => {
  const session = quietSession();
  const steps = stepsOf("Bot", lifecycleOf({ read: () => Promise.resolve("gone") }), session);
  expect(await steps.read("1", recorded("a"))).toBe("gone");
  expect(await steps.read("1", named("a"))).toEqual({ outs: {}, inputs: named("a") });
  expect(session.registry.isManaged("Bot", "1")).toBe(false);
});

test("a claim is for one kind, and for the resource that was first", async () => {
  const session = quietSession();
  const claims: (string | undefined)[] = [];
  const check = (olds: Props, _news: Props, step: Step) => {
    claims.push(step.claim("7", Object.keys(olds).length === 0));
    return Promise.resolve({ problems: [] });
  };
  const bots = stepsOf("Bot", lifecycleOf({ check }), session);
  const publications = stepsOf("Publication", lifecycleOf({ check }), session);
  await bots.check(recorded("a"), named("a"));
  await bots.check({}, named("a"));
  await bots.check({}, named("b"));
  await publications.check({}, named("b"));
  expect(claims).toEqual([undefined, undefined, "a", undefined]);
});

test("a partial failure records the resource's name", async () => {
  const fail = () => Promise.reject(new PartialFailure("1", { name: "Support" }, new Error("the second call failed")));
  const steps = stepsOf("Bot", lifecycleOf({ create: fail }), quietSession());
  await expect(steps.create(named("a"))).rejects.toMatchObject({ id: "1", outs: { name: "Support", __resource: "a" } });
});

test("a lifecycle is loaded once, by the first step", async () => {
  let loads = 0;
  const load = () => (loads++, Promise.resolve(lifecycleOf({})));
  const steps = stepsOf("File", load, quietSession());
  expect(loads).toBe(0);
  await Promise.all([steps.diff("1", recorded("a"), named("a")), steps.create(named("b"))]);
  await steps.read("1", recorded("a"));
  expect(loads).toBe(1);
});

test("a create goes on with what its first attempt left, and another resource of the name has its own", async () => {
  const made: string[] = [];
  const create = (inputs: Props) => {
    made.push(String(made.length + 1));
    const id = String(made.length);
    return id === "1"
      ? Promise.reject(new PartialFailure(id, inputs, new Error("the second call failed")))
      : Promise.resolve({ id, outs: inputs });
  };
  const steps = stepsOf("Bot", lifecycleOf({ create }), quietSession());
  // Two components, each with a resource of this name and content.
  await steps.check({}, named("a"));
  await steps.check({}, named("a"));
  await expect(steps.create(named("a"))).rejects.toMatchObject({ id: "1" });
  expect(await steps.create(named("a"))).toMatchObject({ id: "2" });
  // The engine repeats the first.
  expect(await steps.create(named("a"))).toMatchObject({ id: "1" });
  expect(made).toEqual(["1", "2"]);
});
