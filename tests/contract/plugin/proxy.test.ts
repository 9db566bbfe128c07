import { startProxy } from "../../harness/proxy";
import { PluginScene } from "./scene";

test("calls go through the environment's proxy", async () => {
  const proxy = await startProxy(() => 0);
  proxy.answer = 407;
  const t = await PluginScene.open({ baseUrl: "https://api.coze.cn", maxRetries: "0" }, { HTTPS_PROXY: proxy.url });
  try {
    const asked = t.invoke("coze:index:getBot", { botId: "7342866800000000001" });
    await expect(asked).rejects.toThrow(`the proxy ${proxy.url} of HTTPS_PROXY`);
    expect(proxy.asked).toEqual(["CONNECT api.coze.cn:443"]);
  } finally {
    await t.close();
    proxy.close();
  }
});

test("lines of the log reach the engine past the environment's proxy", async () => {
  const proxy = await startProxy(() => 0);
  const t = await PluginScene.open({}, { http_proxy: proxy.url, grpc_proxy: proxy.url, no_proxy: "" });
  try {
    t.emulator.fault({ route: "POST /v1/bot/create", kind: { status: 429, retryAfter: "3" } });
    await t.create("Bot", (await t.check("Bot", { name: "Support" })).inputs);
    expect(t.engine.lines.map(({ message }) => message).join()).toContain("before the next attempt");
    expect(proxy.asked).toEqual([]);
  } finally {
    await t.close();
    proxy.close();
  }
});

test("plain http to the host that a setting allows is the first line of the run", async () => {
  const host = "coze.internal.example";
  const port = { of: 0 };
  const proxy = await startProxy(() => port.of);
  const settings = { baseUrl: `http://${host}`, allowHttpHost: host };
  const t = await PluginScene.open(settings, { http_proxy: proxy.url });
  port.of = Number(new URL(t.emulator.url).port);
  try {
    await t.create("Bot", (await t.check("Bot", { name: "Support" })).inputs);
    expect(t.engine.lines[0]?.message).toMatch(/the calls to coze\.internal\.example go over plain http/);
    expect(t.engine.lines.filter(({ message }) => message.includes("plain http"))).toHaveLength(1);
    expect(proxy.asked).toEqual([`POST http://${host}/v1/bot/create`]);
  } finally {
    await t.close();
    proxy.close();
  }
});
