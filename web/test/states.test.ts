// @vitest-environment node
import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, serveGallery } from "./browser";
import { examine } from "./examine";
import { fixtures } from "./gallery/fixtures";
import { shoot } from "./shoot";

const shots = new URL("../dist-test/screenshots/", import.meta.url).pathname;
const states = [...Object.keys(fixtures), "settings"];
const looks = [
  { width: 390, height: 844, lang: "zh", theme: "dark", axe: true },
  { width: 390, height: 844, lang: "en", theme: "light", axe: false },
  { width: 1280, height: 800, lang: "en", theme: "dark", axe: false },
  { width: 1280, height: 800, lang: "zh", theme: "light", axe: true },
];

describe.skipIf(!browserThere)("every state of the room page", () => {
  let browser: Browser;
  let gallery: Awaited<ReturnType<typeof serveGallery>>;

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    gallery = await serveGallery();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  for (const look of looks) {
    const name = `${look.width}-${look.lang}-${look.theme}`;
    it(`is accessible, fits and can be touched: ${name}`, { timeout: 240_000 }, async () => {
      const context = await browser.newContext({
        viewport: { width: look.width, height: look.height },
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      const problems: string[] = [];
      for (const state of states) {
        await page.goto(`${gallery.url}/?state=${state}&lang=${look.lang}&theme=${look.theme}`);
        await page.waitForSelector("#root > *, [role=dialog]", { state: "attached" });
        await shoot(page, shots, `${state}-${name}`);
        problems.push(...(await examine(page, look.axe)).map((problem) => `${state}: ${problem}`));
      }
      await context.close();
      expect(problems).toEqual([]);
    });
  }
});

// Both themes and both sizes meet axe once; the other two looks check what depends on the words' length.
