import { openScene } from "../../harness/engine/scene";
import { browserTest, complaints, openPage } from "./browser";
import "./page/views";
import "./page/bots";
import "./page/chat";
import "./page/state";
import "./page/compare";

// The parts are files of their own, and have one browser.
beforeEach(() => {
  complaints.length = 0;
});
afterEach(() => expect(complaints).toEqual([]));

browserTest("an edit on the page is drift, and a fault that a button armed is seen by an `up`", async () => {
  const t = await openScene();
  const page = await openPage(t.emulator.url);
  await page.goto("/faults");
  await page.getByRole("button", { name: "Arm: 503 after publish" }).click();
  await page.getByText("armed", { exact: true }).waitFor();
  const up = await t.up(`
    const bot = new CozeBot("support", { name: "Support", promptInfo: { prompt: "As declared" } });
    new CozeBotPublication("support", { bot });
  `);
  expect(up.log.filter(({ fault }) => fault === "status:503")).toHaveLength(1);
  expect(t.bot.versions).toHaveLength(1);
  await page.getByText("fired", { exact: true }).waitFor();

  await page.goto(`/bots/${t.bot.id}`);
  await page.getByLabel("Prompt").fill("Edited on the page");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.locator("td", { hasText: "Edited on the page" }).waitFor();
  const { changes } = await t.refresh();
  expect(changes["Bot support"]).toMatchObject({ "promptInfo.prompt": ["As declared", "Edited on the page"] });
});
