import { once } from "node:events";
import { createServer } from "node:http";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { listen } from "../../harness/listen";
import { until } from "../../harness/until";
import { bots, directory, failed, file, run, start, startFromSource } from "./command";

test.each(["SIGTERM", "SIGINT"] as const)("--json prints one line, serves, and ends well on %s", async (signal) => {
  const { child, lines, info } = await start("--latency", "1");
  expect(Object.keys(info)).toEqual(["url", "token", "readOnlyToken", "spaceId", "otherSpaceId", "oauth"]);
  const headers = { authorization: `Bearer ${info.token ?? ""}` };
  const response = await fetch(`${info.url ?? ""}/v1/bots?workspace_id=${info.spaceId ?? ""}`, { headers });
  expect(await response.json()).toMatchObject({ code: 0, data: { items: [], total: 0 } });

  const exit = once(child, "exit");
  child.kill(signal);
  expect(await exit).toEqual([0, null]);
  expect(lines).toHaveLength(1);
});

test("more calls than ten that wait at once are nothing to warn of", async () => {
  const { child, info } = await start("--latency", "100");
  const printed = text(child.stderr);
  const headers = { authorization: `Bearer ${info["token"] ?? ""}` };
  const read = () => fetch(`${info["url"] ?? ""}/v1/users/me`, { headers });
  const answers = await Promise.all(Array.from({ length: 16 }, read));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  child.kill("SIGTERM");
  expect(await printed).toBe("");
});

test("`npm run emulator` starts it from its source", async () => {
  const { info } = await startFromSource();
  expect(await bots(info)).toEqual([]);
});

test("prints the address, the token, the workspace, and three lines for a shell", async () => {
  const child = run("--port", "0");
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await until(() => printed.includes("Ctrl-C"));
  expect(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
  for (const name of ["COZE_API_BASE", "COZE_API_TOKEN", "COZE_SPACE_ID"]) {
    expect(printed).toMatch(new RegExp(`^export ${name}=\\S+$`, "m"));
  }
});

describe("what is wrong is one line", () => {
  test("an unknown option, an argument, a value of the wrong kind", async () => {
    expect(await failed("--colour", "red")).toEqual({ code: 2, lines: ["pulumi-coze: Unknown option '--colour'"] });
    expect((await failed("now")).lines).toEqual(['pulumi-coze: emulator takes no argument "now"']);
    expect((await failed("--port", "x")).lines).toEqual([
      'pulumi-coze: --port must be a port from 0 to 65535, got "x"',
    ]);
  });

  test("a taken port", async () => {
    const server = createServer();
    const { port } = new URL(await listen(server));
    const taken = `pulumi-coze: port ${port} is taken: give another --port, or 0 for any free one`;
    expect(await failed("--port", port)).toEqual({ code: 2, lines: [taken] });
    server.close();
  });

  test("a seed that is missing, not JSON, or not a seed", async () => {
    const seed = async (at: string) => (await failed("--port", "0", "--seed", at)).lines;
    expect(await seed("missing.json")).toEqual(["pulumi-coze: --seed missing.json: there is no such file"]);
    const broken = file("broken.json", '{"bots": [');
    expect(await seed(broken)).toEqual([expect.stringContaining(`--seed ${broken} is not JSON`)]);
    const wrong = file("wrong.json", JSON.stringify({ bots: [{ draft: { name: "x".repeat(30) } }, { draft: 1 }] }));
    const [line = "", ...more] = await seed(wrong);
    expect(more).toEqual([]);
    expect(line).toContain(`--seed ${wrong}: bots[0].draft.name: length must be 1 to 20 characters; bots[1].draft: `);
  });

  test("a broken data file", async () => {
    const data = file("data-broken.json", '{"format": 1');
    const { code, lines } = await failed("--port", "0", "--data", data);
    expect(lines).toEqual([expect.stringContaining(`${data} cannot be loaded: `)]);
    expect(code).toBe(2);
  });
});

test("a seed's objects are there from the first call", async () => {
  const seed = file("seed.json", JSON.stringify({ spaceId: "74", bots: [{ id: "75", draft: { name: "seeded" } }] }));
  const { info } = await start("--seed", seed);
  expect(info["spaceId"]).toBe("74");
  expect(await bots(info)).toMatchObject([{ id: "75", draft: { name: "seeded" } }]);
});

test("--open shows the seed's bot in the browser", async () => {
  const opened = path.join(directory, "opened");
  const browser = file("browser", `#!/bin/sh\necho "$1" > ${opened}.part && mv ${opened}.part ${opened}\n`);
  chmodSync(browser, 0o755);
  const seed = file("seed-open.json", JSON.stringify({ bots: [{ id: "75", draft: { name: "seeded" } }] }));
  process.env["BROWSER"] = browser;
  const { info } = await start("--open", "--seed", seed);
  delete process.env["BROWSER"];
  await until(() => existsSync(opened));
  expect(readFileSync(opened, "utf8")).toBe(`${info["url"] ?? ""}/bots/75\n`);
});
