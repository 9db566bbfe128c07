import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { botContent, botPatch } from "../bots/content";
import { chatRule } from "../chat/rule";
import type { Emulator } from "../emulator";
import { faultSpec } from "../faults/fault";
import { settingsPatch } from "../settings";

const newBot = z.strictObject({
  spaceId: z.string(),
  content: botContent,
  ownerUserId: z.string().optional(),
  ageSeconds: z.number().optional(),
});
const channels = z.strictObject({ connectorIds: z.array(z.string()) });
const channel = z.strictObject({ connectorId: z.string() });
const newToken = z.strictObject({
  permissions: z.array(z.string()).optional(),
  spaces: z.array(z.string()).optional(),
  userId: z.string().optional(),
});
const oldToken = z.strictObject({ token: z.string() });

/** The emulator's own interface for another process: each route is one call of the programmatic API. */
export function controlRoutes(emulator: Emulator): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const done = {};

  app.get("/calls", (c) => c.json(emulator.calls));
  app.delete("/calls", (c) => {
    emulator.clearCalls();
    return c.json(done);
  });

  app.get("/bots", (c) => c.json(emulator.bots));
  app.post("/bots", async (c) => {
    const { spaceId, content, ...options } = newBot.parse(await c.req.json());
    return c.json({ botId: emulator.console.createDraft(spaceId, content, options) });
  });
  app.patch("/bots/:id", async (c) => {
    emulator.console.editDraft(c.req.param("id"), botPatch.parse(await c.req.json()));
    return c.json(done);
  });
  app.delete("/bots/:id", (c) => {
    emulator.console.deleteBot(c.req.param("id"));
    return c.json(done);
  });
  app.post("/bots/:id/publish", async (c) => {
    const { connectorIds } = channels.parse(await c.req.json());
    return c.json({ version: emulator.console.publish(c.req.param("id"), connectorIds) });
  });
  app.post("/bots/:id/unpublish", async (c) => {
    emulator.console.unpublish(c.req.param("id"), channel.parse(await c.req.json()).connectorId);
    return c.json(done);
  });

  app.put("/bots/:id/script", async (c) => {
    emulator.chat.script(c.req.param("id"), z.array(chatRule).parse(await c.req.json()));
    return c.json(done);
  });
  app.get("/chats", (c) => c.json(emulator.chat.chats));

  app.post("/faults", async (c) => c.json({ id: emulator.fault(faultSpec.parse(await c.req.json())).id }));
  app.delete("/faults", (c) => {
    emulator.clearFaults();
    return c.json(done);
  });

  app.patch("/settings", async (c) => c.json(emulator.set(settingsPatch.parse(await c.req.json()))));

  app.post("/tokens", async (c) => c.json({ token: emulator.addToken(newToken.parse(await c.req.json())) }));
  app.delete("/tokens", async (c) => {
    emulator.revokeToken(oldToken.parse(await c.req.json()).token);
    return c.json(done);
  });
  app.post("/spaces", (c) => c.json({ spaceId: emulator.addSpace() }));

  app.all("*", (c) => c.json({ error: `no control route ${c.req.method} ${c.req.path}` }, 404));
  app.onError((error, c) => c.json({ error: error.message }, 400));
  return app;
}
