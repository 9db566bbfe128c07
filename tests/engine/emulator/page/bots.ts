import { until } from "../../../harness/until";
import { browserTest, openPage } from "../browser";
import { BOT, call, emulator } from "./scene";

describe("bots", () => {
  browserTest("added, edited, published, unpublished and deleted, as the website would", async () => {
    const page = await openPage(emulator.url);
    await page.goto("/");
    await page.getByLabel("Name").fill("Added");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("link", { name: "Added" }).click();

    await page.getByLabel("Prompt").fill("Be brief.");
    await page.getByLabel("Opening questions").fill("One?\nTwo?");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.locator("td", { hasText: "Be brief." }).waitFor();
    const bot = () => emulator.bots.at(-1);
    const onboarding = { suggested_questions: ["One?", "Two?"] };
    expect(bot()?.draft).toMatchObject({ prompt_info: { prompt: "Be brief." }, onboarding_info: onboarding });

    await page.getByLabel("Channels", { exact: true }).fill("1024, 999");
    await page.getByRole("button", { name: "Publish the draft" }).click();
    await page.getByText("Live, as the draft").waitFor();
    expect(Object.keys(bot()?.published ?? {}).sort()).toEqual(["1024", "999"]);
    await page.getByRole("button", { name: "Unpublish from Chat SDK" }).click();
    await page.getByRole("button", { name: "Unpublish from Chat SDK" }).waitFor({ state: "detached" });
    expect(Object.keys(bot()?.published ?? {})).toEqual(["1024"]);

    await page.getByRole("button", { name: "Delete this bot" }).click();
    await page.waitForURL(`${emulator.url}/`);
    expect(emulator.bots.map(({ id }) => id)).toEqual([BOT]);
  });

  browserTest("what differs is marked, and a change from elsewhere shows by itself", async () => {
    const page = await openPage(emulator.url);
    await page.goto(`/bots/${BOT}`);
    await call("/v1/bot/publish", { bot_id: BOT, connector_ids: ["1024"] });
    await page.getByText("Live, as the draft").waitFor();
    await call("/v1/bot/update", { bot_id: BOT, description: "From elsewhere" });
    await page.getByText("Live, 1 field differs").waitFor();
    expect(await page.locator("tr.differs th").allInnerTexts()).toEqual([expect.stringContaining("description")]);
  });
});

describe("calls", () => {
  browserTest("the list grows live, is filtered and cleared, and shows no token", async () => {
    const page = await openPage(emulator.url);
    await page.goto("/calls");
    await page.getByText("No calls yet.").waitFor();
    await call("/v1/users/me");
    await call("/v1/bots/17");
    await page.locator("details").nth(1).waitFor();
    expect(await page.locator("details .route").allInnerTexts()).toEqual(["GET /v1/bots/17", "GET /v1/users/me"]);

    await page.getByLabel("Filter").fill("users");
    expect(await page.locator("details:visible").count()).toBe(1);
    await page.getByText("1 of 2").waitFor();
    await page.getByLabel("Filter").fill("");
    await page.locator("details summary").first().press("Enter");
    await page.getByText("curl -X GET").first().waitFor();
    expect(await page.content()).not.toContain(emulator.token);

    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("No calls yet.").waitFor();
    expect(emulator.calls).toEqual([]);
  });
});

describe("calls at once", () => {
  const routes = '[...document.querySelectorAll("details .route b")].map((b) => b.nextSibling.textContent.trim())';

  browserTest("a call shows once, however many looks are under way", async () => {
    const page = await openPage(emulator.url);
    await page.goto("/calls");
    await call("/v1/users/me");
    await page.evaluate("Promise.all([addCalls(), addCalls(), addCalls()])");
    expect(await page.evaluate(routes)).toEqual(["/v1/users/me"]);
  });

  browserTest("a call that ends after a younger one shows in its place", async () => {
    const page = await openPage(emulator.url);
    await page.goto("/calls");
    const held = emulator.fault({ timeout: true });
    const older = new AbortController();
    const lost = expect(fetch(`${emulator.url}/v1/users/me`, { signal: older.signal })).rejects.toThrow();
    await until(() => held.hits === 1);
    await call("/v1/bots/17");
    await page.locator("details").first().waitFor();
    expect(await page.evaluate(routes)).toEqual(["/v1/bots/17"]);
    older.abort();
    await lost;
    await page.locator("details").nth(1).waitFor();
    expect(await page.evaluate(routes)).toEqual(["/v1/bots/17", "/v1/users/me"]);
  });
});
