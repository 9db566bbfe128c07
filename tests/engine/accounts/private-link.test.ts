import { openScene } from "../../harness/cli/scene";
import { startProxy } from "../../harness/proxy";

// `tests/behaviour/accounts/private-link` has the rest, and `tests/contract/plugin/proxy` the plugin.

const HOST = "coze.internal.example";

test("a stack that allows plain http to one host says so before all else", async () => {
  const port = { of: 0 };
  const proxy = await startProxy(() => port.of);
  const t = await openScene({
    env: { http_proxy: proxy.url, no_proxy: "127.0.0.1,localhost", COZE_API_BASE: `http://${HOST}` },
    config: { allowHttpHost: HOST },
  });
  port.of = Number(new URL(t.emulator.url).port);
  try {
    const { output, text } = await t.up('new CozeBot("support", { name: "Support" });');
    expect(text).toContain(`coze: the calls to ${HOST} go over plain http, as coze:allowHttpHost allows`);
    expect(output.match(/^.*coze.*: .*$/m)?.[0]).toContain("plain http");
    expect(proxy.asked).toContain(`POST http://${HOST}/v1/bot/create`);
    expect(t.botNamed("Support").draft.name).toBe("Support");
  } finally {
    proxy.close();
  }
});
