import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { hosted, type HostedProvider } from "../../../provider/host/dynamic";
import type { Lifecycle, Props } from "../../../provider/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import { Session } from "../../../provider/session/session";
import { inputs, PROVIDER, providerOf, quietSession, recorded } from "./hosted-steps";

describe("configure", () => {
  test("has copied everything before it returns, and asks for nothing later", () => {
    const session = quietSession();
    const asked: string[] = [];
    let open = true;
    const get = (key: string): string | undefined => {
      if (!open) throw new Error("asked after configure has returned");
      asked.push(key);
      return { "coze:token": "t", "coze:baseUrl": "http://localhost:1", "coze:spaceId": "7" }[key];
    };
    void providerOf({}, session).configure({ config: { get } });
    open = false;
    expect(session.settings()).toMatchObject({ baseUrl: "http://localhost:1", spaceId: "7" });
    expect(session.tokenSource()).toBe("the configuration key coze:token");
    expect(asked.every((key) => key.startsWith("coze:"))).toBe(true);
  });

  test("never throws, whatever the settings are: the operation that needs them does", async () => {
    const session = quietSession();
    const provider = providerOf({}, session);
    await provider.configure({ config: { get: () => "nonsense" } });
    expect(() => session.settings()).toThrow("The Coze settings are not usable");
    await provider.configure({ config: { get: () => undefined } });
    expect(() => session.api()).toThrow("No Coze credentials were found");
  });

  test("again with the same values keeps the connection, with others makes a new one", async () => {
    const session = quietSession();
    const values: Record<string, string> = { "coze:token": "t" };
    const configure = () => providerOf({}, session).configure({ config: { get: (key) => values[key] } });
    await configure();
    const first = session.api();
    expect(session.api()).toBe(first);
    await configure();
    expect(session.api()).toBe(first);
    values["coze:token"] = "u";
    await configure();
    expect(session.api()).not.toBe(first);
  });
});

test("the host's __provider and __resource are not shown to a lifecycle, in any step", async () => {
  const seen: Props[] = [];
  const note = (...props: Props[]) => void seen.push(...props);
  const provider = providerOf({
    check: (olds, news) => (note(olds, news), Promise.resolve({ inputs: news, problems: [] })),
    diff: (_id, olds, news) => (note(olds, news), { changes: false, changed: [], replaces: [] }),
    create: (news) => (note(news), Promise.resolve({ id: "1", outs: news })),
    read: (_id, props) => (note(props), Promise.resolve({ outs: props, inputs: props })),
    readUnmanaged: (_id, props) => (note(props), Promise.resolve(props)),
    update: (_id, olds, news) => (note(olds, news), Promise.resolve(news)),
    delete: (_id, props) => (note(props), Promise.resolve()),
  });
  await provider.check(inputs, inputs);
  await provider.diff("1", inputs, inputs);
  await provider.create(inputs);
  await provider.read("1", { ...inputs, __schema: undefined });
  await provider.read("1", recorded);
  await provider.update("1", inputs, inputs);
  // A delete of another object: this provider keeps the first one.
  await provider.delete("2", inputs);
  expect(seen).toHaveLength(10);
  for (const { __schema, ...props } of seen) expect(props).toEqual({ name: "Support" });
});

test("a check failure names no property: the engine would print its value", async () => {
  const provider = providerOf({
    check: (_olds, news) =>
      Promise.resolve({
        inputs: { ...news, bad: NaN },
        problems: [
          { path: ["name"], rule: "too long" },
          { path: ["x"], rule: "no" },
        ],
      }),
  });
  expect((await provider.check({}, inputs)).failures).toEqual([
    { property: "", reason: "name: too long" },
    { property: "", reason: "x: no" },
  ]);
});

test("a diff is booleans and lists, never undefined and never delete-before-replace", async () => {
  const diff = async (result: ReturnType<Lifecycle["diff"]>) => providerOf({ diff: () => result }).diff("1", {}, {});
  expect(await diff({ changes: false, changed: [], replaces: [] })).toStrictEqual({ changes: false, replaces: [] });
  expect(await diff({ changes: true, changed: ["spaceId"], replaces: ["spaceId"] })).toStrictEqual({
    changes: true,
    replaces: ["spaceId"],
  });
});

test("undefined never breaks a result", async () => {
  const outs = { a: undefined, b: [undefined, { c: undefined }], at: new Date(0) };
  const clean = { b: [{}], at: "1970-01-01T00:00:00.000Z", __resource: "support" };
  const provider = providerOf({
    check: () => Promise.resolve({ inputs: outs, problems: [] }),
    create: () => Promise.resolve({ id: "1", outs }),
    read: () => Promise.resolve({ outs, inputs: outs }),
    update: () => Promise.resolve(outs),
  });
  expect((await provider.check({}, inputs)).inputs).toStrictEqual(clean);
  expect(await provider.create(inputs)).toStrictEqual({ id: "1", outs: clean });
  expect(await provider.read("1", recorded)).toStrictEqual({ id: "1", props: clean, inputs: clean });
  expect(await provider.update("1", inputs, inputs)).toStrictEqual({ outs: clean });
});

test("what is gone has an empty id", async () => {
  expect(await providerOf({ read: () => Promise.resolve("gone") }).read("1", recorded)).toEqual({ id: "", props: {} });
});

test("a preview that adopts nothing follows no step, which costs every promise of the process", async () => {
  const session = new Session({ env: { COZE_SPACE_ID: "7360000000000000001" }, write: () => undefined });
  const during = jest.spyOn(session, "during");
  const preview = async (provider: HostedProvider, declared: Props, outs: Props): Promise<void> => {
    const news = { __resource: "support", __provider: PROVIDER, ...declared };
    const { inputs: checked, failures } = await provider.check({}, news);
    expect(failures).toEqual([]);
    await provider.diff("1", { ...(checked as Props), ...outs }, checked as Props);
  };
  await preview(hosted("Bot", botLifecycle(session), session), { name: "Support" }, { __managed: [] });
  const publication = hosted("Publication", publicationLifecycle(session), session);
  await preview(publication, { botId: "1", contentHash: "v1:a" }, { version: "1" });
  expect(during).not.toHaveBeenCalled();
});

test("lines say which resource they are about, steps that overlap included", async () => {
  const lines: string[] = [];
  const session = quietSession(lines);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const provider = providerOf(
    {
      create: async (news) => {
        await released;
        session.log("waiting");
        session.log("made", "7");
        return { id: "7", outs: news };
      },
    },
    session,
  );
  const both = ["one", "two"].map((name) => provider.create({ ...inputs, __resource: name }));
  release();
  await Promise.all(both);
  session.log("outside of any");
  expect(lines.sort()).toEqual(
    [
      "coze:Bot one (bot 7): made",
      "coze:Bot one: waiting",
      "coze:Bot two (bot 7): made",
      "coze:Bot two: waiting",
      "coze: outside of any",
    ].sort(),
  );
});
