// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, servePage } from "./browser";

const firstPageAtMostBytes = 150 * 1024;
const assets = new URL("../dist-test/page/assets/", import.meta.url);

describe.skipIf(!browserThere)("the page as it ships", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof servePage>>;

  beforeAll(async () => {
    served = await servePage();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const answering = async (status: number, body: object): Promise<{ page: Page; asked: string[] }> => {
    const page = await browser.newPage({ locale: "en-GB" });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
    await page.route("**/api/session", (route) => route.fulfill({ json: {} }));
    await page.route("**/api/community", (route) =>
      route.fulfill({
        json: { name: "", description: "", rules: "", needsSetup: false, mail: false },
      }),
    );
    await page.route("**/api/links/open", (route) =>
      route.fulfill({ status, contentType: "application/problem+json", body: JSON.stringify(body) }),
    );
    return { page, asked };
  };

  it("loads at most 150 KB of gzipped script for its first page, and livekit-client apart", async () => {
    const { page, asked } = await answering(400, { type: "link-invalid" });
    await page.goto(served.url);
    await page.getByRole("heading", { name: "Keep your name" }).waitFor();
    await page.waitForLoadState("networkidle");
    const loaded = new Set(asked.flatMap((line) => /\/assets\/(\S+\.js)/.exec(line)?.[1] ?? []));
    const bytes = [...loaded].reduce(
      (sum, file) => sum + gzipSync(readFileSync(new URL(file, assets))).length,
      0,
    );
    expect(asked.filter((line) => line.includes("livekit"))).toEqual([]);
    expect(loaded.size).toBeGreaterThan(1);
    expect(bytes).toBeLessThanOrEqual(firstPageAtMostBytes);
    expect(readdirSync(assets).some((file) => file.startsWith("livekit-"))).toBe(true);
    await page.close();
  });

  it("says that a link has expired, and sends the link in no address and no referrer", async () => {
    const { page, asked } = await answering(410, { type: "/problems/link-expired", requestId: "r-1" });
    await page.goto(`${served.url}/live#secret-part`);
    await page.getByRole("heading", { name: "This link has expired" }).waitFor();
    await page.getByText("Request r-1").waitFor();
    expect(asked.some((line) => line.includes("/api/links/open"))).toBe(true);
    expect(asked.filter((line) => line.includes("secret-part") && !line.includes("#secret-part"))).toEqual(
      [],
    );
    expect(page.url()).toContain("#secret-part");
    expect(await page.title()).not.toContain("secret-part");
    await page.close();
  });

  it("says that a link is of no use here, and remembers the language chosen", async () => {
    const { page } = await answering(400, { type: "link-invalid" });
    await page.goto(`${served.url}/live#x`);
    await page.getByRole("heading", { name: "This link doesn’t work here" }).waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("radio", { name: "简体中文" }).check();
    await page.reload();
    await page.getByRole("heading", { name: "这个链接在这里打不开" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    await page.close();
  });

  it("opens a dialog that Escape, its button and its veil close, with the focus back where it was", async () => {
    const { page } = await answering(400, { type: "link-invalid" });
    await page.goto(`${served.url}/live#x`);
    await page.getByRole("heading", { name: "This link doesn’t work here" }).waitFor();
    const opener = page.getByRole("button", { name: "Settings" });
    const dialog = page.getByRole("dialog", { name: "Settings" });
    const ways = [
      () => page.keyboard.press("Escape"),
      () => dialog.getByRole("button", { name: "Close" }).click(),
      () => page.mouse.click(4, 4),
    ];
    for (const close of ways) {
      await opener.focus();
      await page.keyboard.press("Enter");
      await dialog.waitFor();
      expect(await dialog.evaluate((place) => place.contains(document.activeElement))).toBe(true);
      await close();
      await dialog.waitFor({ state: "detached" });
      expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    }
    await page.close();
  });
});
