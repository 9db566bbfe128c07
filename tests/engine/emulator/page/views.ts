import { join } from "node:path";
import { browserTest, openPage, violations } from "../browser";
import { BOT, call, emulator } from "./scene";

const VIEWS = ["/", `/bots/${BOT}`, "/calls", `/chat?bot=${BOT}`, "/knowledge", "/faults", "/state"];
const PICTURE = join(__dirname, "../../../../docs/guides/emulator.png");

// Colours are those of a scheme, and places those of a width.
for (const [colorScheme, width, other] of [
  ["light", 1280, 390],
  ["dark", 390, 1280],
] as const) {
  browserTest(`every view is accessible and fits, ${colorScheme}, ${width} px, and fits ${other} px`, async () => {
    const page = await openPage(emulator.url, { colorScheme, width });
    await call("/v1/bots/17");
    emulator.fault({ status: 503 });
    const overflow = (): Promise<number> => page.evaluate("document.documentElement.scrollWidth - innerWidth");
    for (const view of VIEWS) {
      await page.goto(view);
      if (view === "/calls") await page.locator("details summary").first().click();
      expect([view, await violations(page)]).toEqual([view, []]);
      for (const each of [width, other]) {
        await page.setViewportSize({ width: each, height: 900 });
        expect([view, each, await overflow()]).toEqual([view, each, 0]);
      }
      await page.setViewportSize({ width, height: 900 });
    }
  });
}

browserTest("the picture of the docs", async () => {
  const page = await openPage(emulator.url);
  await page.goto(`/bots/${BOT}`);
  await page.locator("text=Draft beside live").waitFor();
  // Fonts differ between machines: the file is written when it is asked for, `PICTURE=1 npx jest tests/engine/emulator`.
  const path = process.env["PICTURE"] ? PICTURE : undefined;
  const shot = await page.screenshot({ path, clip: { x: 0, y: 0, width: 1280, height: 800 } });
  expect(shot.length).toBeGreaterThan(10_000);
});
