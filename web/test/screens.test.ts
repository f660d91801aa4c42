// @vitest-environment node
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, servePage } from "./browser";
import { type Screen, screens } from "./contract/screens";
import { ContractServer } from "./contract/server";
import { draw, type Picture } from "./draw";

describe.skipIf(!browserThere)("every screen of the way in, of people and of the console", () => {
  const api = new ContractServer();
  let browser: Browser;
  let served: Awaited<ReturnType<typeof servePage>>;

  beforeAll(async () => {
    api.scenes = Object.fromEntries(Object.entries(screens).map(([name, { answers }]) => [name, answers]));
    served = await servePage(await api.start());
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await api.close();
  });

  const picture = ([name, screen]: [string, Screen]): Picture => ({
    name,
    whole: true,
    open: async (page) => {
      // Two screens may share an address but for its fragment, which alone loads nothing.
      await page.goto("about:blank");
      await page.setExtraHTTPHeaders({ "X-Scene": name });
      await page.goto(served.url + screen.path);
      await page.waitForSelector("main h1", { state: "attached" });
      if (!screen.unanswered) await page.waitForFunction(settled);
      await screen.step?.(page);
      if (screen.step) await page.waitForFunction(settled);
    },
  });

  it("is accessible, fits and can be touched in every look", { timeout: 240_000 }, async () => {
    expect(await draw(browser, Object.entries(screens).map(picture))).toEqual([]);
  });
});

/** Whether nothing is on its way any more: no skeletons, every picture there. */
const settled = () =>
  !document.querySelector("[data-late], main [aria-busy=true]") &&
  [...document.images].every((image) => image.complete);
