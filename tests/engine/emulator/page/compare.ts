import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { html } from "../../../../provider/cli/compare/html";
import type { View } from "../../../../provider/cli/compare/targets";
import { comparisonOf } from "../../../../provider/resources/bot-test/compare/verdict";
import { pairOf } from "../../../../provider/resources/bot-test/compare/tally";
import { browserTest, openPage, violations } from "../browser";

const NAMES = ["refund window", "مدة الاسترجاع", "control \u0007\u202e chars <b>&amp;</b>", "a".repeat(100)];
const ANSWERS = [
  "We refund within 30 days.",
  "يمكنك إرجاع المنتج خلال 30 يومًا من الشراء.",
  "<script>document.title = 'owned'</script>\u0000\u001b[31m\u202e",
  "A long answer, without any space: ".concat("x".repeat(2_000)),
];

/** A comparison of so many cases, every third of which got worse. */
function viewOf(count: number): View {
  const pairs = Array.from({ length: count }, (_, i) => {
    const pair = pairOf(
      { name: `${i + 1} ${NAMES[i % NAMES.length]}`, ask: "?", expect: [{ minLength: 1 }], repeat: 5 },
      i,
    );
    const said = { answered: ANSWERS[i % ANSWERS.length] ?? "" };
    for (let n = 0; n < 5; n++) {
      pair.baseline.add({ status: "passed", said });
      const failed = { path: "cases[0].expect[0].contains", problem: 'contains "30" does not hold', ...said };
      pair.candidate.add(i % 3 === 0 ? { status: "failed", reason: failed } : { status: "passed", said });
    }
    return pair;
  });
  return {
    ...comparisonOf(pairs, 0.05, "1748900000000"),
    outcome: { pairs, chats: 10 * count, unchecked: [], endedEarly: ["candidate"] },
    alpha: 0.05,
    labels: { baseline: "live", candidate: "draft" },
    baseline: { botId: "7342", source: { version: "17489" }, version: "1748900000000", isLive: true },
    candidate: { botId: "7350", source: "draft", version: "draft", isLive: false },
    notes: [],
  };
}

let page = "";
const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "text/html" }).end(page);
});
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

for (const [colorScheme, width, other] of [
  ["light", 1280, 390],
  ["dark", 390, 1280],
] as const) {
  browserTest(`a comparison is accessible and fits, ${colorScheme}, ${width} px, and fits ${other} px`, async () => {
    const browserPage = await openPage(url, { colorScheme, width });
    for (const count of [1, 12, 100]) {
      page = await html(viewOf(count));
      await browserPage.goto("/");
      expect([count, await violations(browserPage)]).toEqual([count, []]);
      expect(await browserPage.title()).toBe("worse: draft beside live");
      expect(await browserPage.locator("tbody tr").count()).toBe(count);
      for (const each of [other, width]) {
        await browserPage.setViewportSize({ width: each, height: 900 });
        const overflow = await browserPage.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
        expect([count, each, overflow]).toEqual([count, each, 0]);
        const shots = process.env["PICTURES"];
        if (shots === undefined) continue;
        mkdirSync(shots, { recursive: true });
        const shot = await browserPage.screenshot({ fullPage: count < 100 });
        writeFileSync(join(shots, `${count}-${colorScheme}-${each}.png`), shot);
      }
    }
  });
}

test("the page asks for nothing, has no script, and only its own style", async () => {
  const text = await html(viewOf(12));
  expect(text).toContain("default-src &#39;none&#39;");
  expect(text).not.toMatch(/<script|<link|<img|\son\w+=|url\(|https?:/);
  expect(text).not.toMatch(/\p{Bidi_Control}|(?!\n)\p{Cc}/u);
});
