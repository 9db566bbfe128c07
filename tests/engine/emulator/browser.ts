import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { findBrowser, launch } from "../../../tools/browser/get";
import { testWith } from "../../harness/test-with";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const executable = findBrowser(process.env);
/** A test with a browser. */
export const browserTest = testWith(executable === undefined ? "npm run browser" : undefined);

let browser: Browser | undefined;
/** What the console of any page said that it should not have. */
export const complaints: string[] = [];

/** By address. A page of its own for each test would take half of the processor time. */
const pages = new Map<string, Page>();

// A page that stays where it is would draw every change of the tests after it.
afterEach(async () => {
  for (const page of pages.values()) await page.goto("about:blank");
});
afterAll(async () => {
  await browser?.close();
});

export interface Look {
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

/** The page of an address, which is empty again after the test. */
export async function openPage(url: string, { width = 1280, colorScheme = "light" }: Look = {}): Promise<Page> {
  const page = pages.get(url) ?? (await newPage(url));
  pages.set(url, page);
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  return page;
}

async function newPage(url: string): Promise<Page> {
  browser ??= await launch(executable ?? "");
  const context = await browser.newContext({ locale: "en-US", timezoneId: "UTC", baseURL: url });
  // The test's own limit is the one that counts.
  context.setDefaultTimeout(0);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`${page.url()}: it asks for ${request.url()}`);
  });
  page.on("dialog", (dialog) => void dialog.accept());
  return page;
}

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe has against the page, a line each. */
export async function violations(page: Page): Promise<string[]> {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(AXE);
  const found = await page.evaluate<Violation[]>("axe.run().then(({ violations }) => violations)");
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
