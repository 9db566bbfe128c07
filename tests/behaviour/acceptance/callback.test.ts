import {
  CREATE_CALLBACK,
  DELETE_CALLBACK,
  LIST_CALLBACKS,
  LIST_EVENTS,
  openScene,
  SUBSCRIBE,
  UNSUBSCRIBE,
  UPDATE_CALLBACK,
  USER,
  type Scene,
} from "../../harness/engine/scene";
import { SIGNATURE } from "../../harness/marks";

const HERE = "https://alarm.example.com/coze";

interface Options {
  name?: string;
  url?: string;
  events?: readonly string[];
}

const program = ({ name = "Alarm", url = HERE, events = ["bot.published", "bot.deleted"] }: Options = {}) => `
  const alarm = new CozeCallback("alarm", ${JSON.stringify({ name, url, events })});
  exports.callbackId = alarm.callbackId;
  exports.verifyToken = alarm.verifyToken;
`;

const appOf = (t: Scene) => {
  const [app, ...others] = t.emulator.callbacks;
  if (!app || others.length > 0) throw new Error(`there are ${others.length + 1} callback apps on the server`);
  return app;
};

test("a callback app is made, edited, repaired and deleted", async () => {
  const t = await openScene();
  expect((await t.preview(program())).calls).toEqual([]);
  const up = await t.up();
  expect(up.calls).toEqual([USER, LIST_CALLBACKS, CREATE_CALLBACK, UPDATE_CALLBACK, SUBSCRIBE]);
  const made = appOf(t);
  expect(made).toMatchObject({ name: "Alarm", url: HERE, events: ["bot.published", "bot.deleted"] });
  expect(t.outputs()).toEqual({ callbackId: made.id, verifyToken: made.verifyToken });
  expect(t.resources()["Callback alarm"]).toMatchObject({ id: made.id });
  await t.expectSilence();
  // A set.
  await t.expectSilence(program({ events: ["bot.deleted", "bot.published", "bot.deleted"] }));

  const renamed = await t.up(program({ name: "Loud alarm" }));
  expect(renamed.calls).toEqual([UPDATE_CALLBACK]);
  expect(renamed.log[0]?.body).toEqual({ name: "Loud alarm" });
  const others = program({ name: "Loud alarm", events: ["bot.unpublished", "bot.published"] });
  const resubscribed = await t.up(others);
  expect(resubscribed.calls).toEqual([SUBSCRIBE, UNSUBSCRIBE]);
  expect(resubscribed.log.map(({ body }) => body)).toEqual([
    { event_types: ["bot.unpublished"] },
    { event_types: ["bot.deleted"] },
  ]);
  expect(appOf(t)).toMatchObject({ name: "Loud alarm", events: ["bot.published", "bot.unpublished"] });
  await t.refresh({ expectNoChanges: true });

  t.emulator.console.editCallback(made.id, { url: "https://elsewhere.example.com", events: ["bot.published"] });
  const refresh = await t.refresh();
  expect(refresh.calls).toEqual([LIST_CALLBACKS, LIST_EVENTS]);
  expect(Object.keys(refresh.changes["Callback alarm"] ?? {}).sort()).toEqual(["events", "url"]);
  expect((await t.up()).calls).toEqual([UPDATE_CALLBACK, SUBSCRIBE]);
  expect(appOf(t)).toMatchObject({ url: HERE, events: ["bot.published", "bot.unpublished"] });
  await t.refresh({ expectNoChanges: true });

  expect((await t.destroy()).calls).toEqual([DELETE_CALLBACK]);
  expect(t.emulator.callbacks).toEqual([]);
});

test("the verify token is a secret in the state, after a refresh as well, and is never printed", async () => {
  const t = await openScene();
  const up = await t.up(program());
  const { id, verifyToken } = appOf(t);
  const isHidden = () => {
    const { "Callback alarm": recorded } = t.resources();
    expect(recorded?.outputs["verifyToken"]).toMatchObject({ [SIGNATURE]: expect.any(String) as unknown });
  };
  isHidden();
  const refresh = await t.refresh();
  isHidden();
  t.emulator.console.editCallback(id, { name: "By hand" });
  const drifted = await t.refresh();
  isHidden();
  const repaired = await t.up();
  isHidden();
  for (const { output } of [up, refresh, drifted, repaired]) expect(output).not.toContain(verifyToken);
});

test("a create that fails half-way is recorded, and the next up goes on from there", async () => {
  const t = await openScene();
  t.emulator.fault({ route: UPDATE_CALLBACK, kind: { code: 4000, msg: "no challenge" } });
  const failed = await t.up(program(), { expect: "failure" });
  expect(failed.text).toContain("Coze posts a challenge to the address, and wants it back within 3 seconds");
  expect(t.resources()).toHaveProperty("Callback alarm");
  expect((await t.up()).calls).toEqual([UPDATE_CALLBACK, SUBSCRIBE]);
  t.emulator.fault({ route: UNSUBSCRIBE, kind: { code: 4000 } });
  const other = program({ url: "https://other.example.com", events: ["bot.unpublished"] });
  await t.up(other, { expect: "failure" });
  expect((await t.up()).calls).toEqual([UNSUBSCRIBE]);
  expect(appOf(t)).toMatchObject({ url: "https://other.example.com", events: ["bot.unpublished"] });
  await t.expectSilence();
});

test("an app that is gone is made again after a refresh, and the delete of one is no error", async () => {
  const t = await openScene();
  await t.up(program());
  t.later();
  t.emulator.console.deleteCallback(appOf(t).id);
  const refresh = await t.refresh();
  expect(refresh.calls).toEqual([LIST_CALLBACKS, LIST_CALLBACKS, USER]);
  expect(t.resources()).toEqual({});
  await t.up();
  t.later();
  t.emulator.console.deleteCallback(appOf(t).id);
  await t.destroy();
  expect(t.resources()).toEqual({});
});

test("another user's list does not take the app out of the state", async () => {
  const t = await openScene();
  await t.up(program());
  t.later();
  const stranger = t.emulator.addToken({ userId: "7301999999999999999" });
  const env = { COZE_API_TOKEN: stranger };
  const refresh = await t.refresh({ env, expect: "failure" });
  expect(refresh.text).toContain("is not among those of user 7301999999999999999");
  expect((await t.destroy({ env, expect: "failure" })).text).toContain("so it is kept. Is this the right account?");
  expect(t.resources()).toHaveProperty("Callback alarm");
  await t.destroy();
  expect(t.emulator.callbacks).toEqual([]);
});

test("get reads an app without managing it; one that is not there is an error", async () => {
  const t = await openScene();
  const { id } = t.emulator.console.addCallback("Theirs", { url: HERE, events: ["bot.deleted"] });
  const get = (wanted: string) => `
    const theirs = CozeCallback.get("theirs", "${wanted}");
    exports.events = theirs.events;
  `;
  expect((await t.up(get(id))).calls).toEqual([LIST_CALLBACKS, LIST_EVENTS]);
  expect(t.outputs()).toEqual({ events: ["bot.deleted"] });
  expect((await t.up(get("7000000000000000000"), { expect: "failure" })).text).toContain(
    "Callback app 7000000000000000000 is not among the ordinary ones",
  );
});

test("wrong inputs are refused in the preview, all at once and without a call", async () => {
  const t = await openScene();
  const wrong = program({ name: "x".repeat(129), url: "http://alarm.example.com", events: ["bot.created"] });
  const preview = await t.preview(wrong, { expect: "failure" });
  expect(preview.calls).toEqual([]);
  for (const problem of [
    "name: must be 1 to 128 characters, got a string of 129 characters",
    "url: must be an https address, got a string of 24 characters",
    'events[0]: must be "bot.published" or "bot.unpublished" or',
  ]) {
    expect(preview.text).toContain(problem);
  }
  expect((await t.preview(program({ events: [] }), { expect: "failure" })).text).toContain(
    "events: must have at least 1 item",
  );
});

test("an app that a cut-off run has left with its address stops the next create, unless a setting allows it", async () => {
  const t = await openScene({ config: { allowSameName: "false" } });
  const { id } = t.emulator.console.addCallback("Alarm", { url: HERE, events: ["bot.published"] });
  t.emulator.console.addCallback("Alarm");
  const { text, calls } = await t.up(program(), { expect: "failure" });
  expect(text).toContain(`Callback app ${id} has this name and address already, and no resource of this run has it`);
  expect(calls).toEqual([USER, LIST_CALLBACKS]);
  expect(t.resources()).toEqual({});
  await t.up(program({ name: "Loud alarm" }));
  expect(t.emulator.callbacks).toHaveLength(3);
  await t.destroy();
  t.setConfig("coze:allowSameName", "true");
  await t.up(program());
  expect(t.emulator.callbacks).toHaveLength(3);
});
