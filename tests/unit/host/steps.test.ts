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

test.each<[string, (steps: ReturnType<typeof stepsOf>) => Promise<unknown>]>([
  ["a diff", (steps) => steps.diff("1", recorded("a"), named("renamed"))],
  ["a create", (steps) => steps.create(named("a"))],
  ["a read", (steps) => steps.read("1", recorded("a"))],
  ["an update", (steps) => steps.update("1", recorded("a"), named("a"))],
])("%s registers what the resource manages, by its name in the state", async (_what, run) => {
  const session = quietSession();
  const keepers: (string | undefined)[] = [];
  const steps = stepsOf(
    "Dataset",
    lifecycleOf({ delete: (id, _outs, step) => (keepers.push(step.keeperOf(id)), Promise.resolve()) }),
    session,
  );
  await run(steps);
  await steps.delete("1", recorded("b"));
  await steps.delete("1", recorded("a"));
  expect(keepers).toEqual(["a", undefined]);
  expect(session.registry.isManaged("Dataset", "1")).toBe(true);
  expect(session.registry.isManaged("Bot", "1")).toBe(false);
});

test("what is gone, or is read without being managed, is not registered", async () => {
  const session = quietSession();
  const steps = stepsOf("Bot", lifecycleOf({ read: () => Promise.resolve("gone") }), session);
  expect(await steps.read("1", recorded("a"))).toBe("gone");
  expect(await steps.read("1", named("a"))).toEqual({ outs: {}, inputs: named("a") });
  expect(session.registry.isManaged("Bot", "1")).toBe(false);
});

test("whoever took an object over in this run keeps it, names that are the same included", async () => {
  const session = quietSession();
  const adopt = (inputs: Props, step: Step) => (step.takeOver("1"), Promise.resolve({ id: "1", outs: inputs }));
  const keepers: (string | undefined)[] = [];
  const remove = (id: string, _outs: Props, step: Step) => (keepers.push(step.keeperOf(id)), Promise.resolve());
  const steps = stepsOf("Bot", lifecycleOf({ create: adopt, delete: remove }), session);
  await steps.create(named("a"));
  await steps.delete("1", recorded("a"));
  expect(keepers).toEqual(["a"]);
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
