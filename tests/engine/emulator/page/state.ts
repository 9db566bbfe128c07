import { browserTest, openPage, violations } from "../browser";
import { BOT, call, emulator } from "./scene";

describe("knowledge, faults and state", () => {
  browserTest("knowledge bases, documents and files are shown and removed", async () => {
    const { id } = emulator.knowledge.createDataset(emulator.spaceId, { name: "Handbook" });
    emulator.knowledge.addDocument(id, { name: "page", content: { bytes: Buffer.from("x"), fileType: "txt" } });
    const page = await openPage(emulator.url);
    await page.goto("/knowledge");
    await page.getByRole("button", { name: "Delete the document page" }).click();
    await page.getByText("No document.").waitFor();
    await page.getByRole("button", { name: "Delete the knowledge base Handbook" }).click();
    await page.getByText("Handbook").waitFor({ state: "detached" });
    expect(emulator.knowledge.datasets.map(({ name }) => name)).not.toContain("Handbook");
  });

  browserTest("a fault of one's own is armed, fires, and shows it", async () => {
    const page = await openPage(emulator.url);
    await page.goto("/faults");
    await page.getByLabel("Route").selectOption("GET /v1/users/me");
    await page.getByLabel("What happens").selectOption("code");
    await page.getByLabel("Value").fill("4013");
    await page.getByRole("button", { name: "Arm", exact: true }).click();
    await page.getByText("armed", { exact: true }).waitFor();
    expect(await (await call("/v1/users/me")).json()).toMatchObject({ code: 4013 });
    await page.getByText("fired", { exact: true }).waitFor();
  });

  browserTest("a wrong list and a server without a call are armed", async () => {
    const page = await openPage(emulator.url);
    await page.goto("/faults");
    const arm = async (route: string, kind: string) => {
      await page.getByLabel("Route").selectOption(route);
      await page.getByLabel("What happens").selectOption({ label: kind });
      await page.getByRole("button", { name: "Arm", exact: true }).click();
      await page.getByText("armed", { exact: true }).waitFor();
    };
    await arm("GET /v1/bots", "list: an item is left out");
    const list = await (await call(`/v1/bots?workspace_id=${emulator.spaceId}&publish_status=all`)).json();
    expect(list).toMatchObject({ data: { items: [], total: 1 } });
    await page.getByText("fired", { exact: true }).waitFor();
    await arm("GET /v1/users/me", "server without the call (200)");
    expect(await (await call("/v1/users/me")).json()).toMatchObject({ code: 700012006 });
  });

  browserTest("a publish is reviewed, and a document given a status", async () => {
    const [dataset] = emulator.knowledge.datasets;
    const { id } = dataset ?? emulator.knowledge.createDataset(emulator.spaceId, { name: "Handbook" });
    emulator.knowledge.addDocument(id, { name: "page", content: { bytes: Buffer.from("x"), fileType: "txt" } });
    const page = await openPage(emulator.url, { width: 390 });
    await page.goto("/faults");
    await page.getByLabel("Channels").fill("10000122");
    await page.getByRole("button", { name: "Set", exact: true }).click();
    await page.getByText("Done").waitFor();
    emulator.console.publish(BOT, ["10000122"]);
    await page.goto(`/bots/${BOT}`);
    await page.getByText("in review").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Pass on Channel 10000122" }).click();
    await page.getByText("Review on Channel 10000122: passed").waitFor();
    expect(Object.keys(emulator.bots[0]?.published ?? {})).toContain("10000122");

    await page.goto("/knowledge");
    await page.getByLabel("Status of page").selectOption("1000");
    // A change from elsewhere, which the page shows: what was chosen stays chosen.
    emulator.knowledge.addDocument(id, { name: "another", content: { bytes: Buffer.from("x"), fileType: "txt" } });
    const body = new FormData();
    body.append("file", new Blob(["x"]), "seen.png");
    const headers = { authorization: `Bearer ${emulator.token}` };
    expect((await fetch(`${emulator.url}/v1/files/upload`, { method: "POST", headers, body })).ok).toBe(true);
    await page.locator("[data-part=files]", { hasText: "seen.png" }).waitFor();
    await page.getByLabel("Reason of page").fill("not allowed");
    await page.locator("li", { hasText: "page" }).getByRole("button", { name: "Set", exact: true }).last().click();
    await page.locator(".badge", { hasText: "not allowed" }).waitFor();
    expect(emulator.knowledge.documents.at(-2)?.status).toEqual({ code: 1000, reason: "not allowed" });
    expect(await violations(page)).toEqual([]);
  });

  browserTest("reset, and a snapshot that is restored", async () => {
    const page = await openPage(emulator.url);
    await page.goto("/state");
    emulator.console.createDraft(emulator.spaceId, { name: "More" });
    await page.locator("dd").first().filter({ hasText: "2" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByText("Download a snapshot").click(),
    ]);
    const saved = await download.path();
    await page.getByRole("button", { name: "Reset to the seed" }).click();
    await page.locator("dd").first().filter({ hasText: "1" }).waitFor();
    expect(emulator.bots).toHaveLength(1);
    await page.getByLabel("Restore from a file").setInputFiles(saved);
    await page.getByRole("button", { name: "Restore", exact: true }).click();
    await page.locator("dd").first().filter({ hasText: "2" }).waitFor();
    expect(emulator.bots).toHaveLength(2);
  });
});
