// @vitest-environment node
import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, serveGallery } from "./browser";
import { examine } from "./examine";
import { visits } from "./gallery/visits";

const shots = new URL("../dist-test/hall/", import.meta.url).pathname;
const only = process.env.MITALK_STATES;
const states = [
  "hallway",
  "hallway-one",
  "hallway-empty",
  "hallway-loading",
  "hallway-broken",
  "open-room",
  "propose-time",
  "topic",
  "topic-quiet",
  ...Object.keys(visits),
].filter((state) => !only || new RegExp(only).test(state));
const looks = [
  { width: 390, height: 844, lang: "zh", theme: "dark", axe: true },
  { width: 390, height: 844, lang: "en", theme: "light", axe: false },
  { width: 1280, height: 800, lang: "en", theme: "dark", axe: false },
  { width: 1280, height: 800, lang: "zh", theme: "light", axe: true },
];

describe.skipIf(!browserThere)("the hallway and the rooms of a community", () => {
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
    it(`are accessible, fit and can be touched in every state: ${name}`, { timeout: 240_000 }, async () => {
      const context = await browser.newContext({
        viewport: { width: look.width, height: look.height },
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      const problems: string[] = [];
      for (const state of states) {
        await page.goto(`${gallery.url}/?state=${state}&lang=${look.lang}&theme=${look.theme}`);
        await page.waitForSelector("#root h1, [role=dialog]", { state: "attached" });
        await page.waitForTimeout(60);
        await page.screenshot({ path: `${shots}${state}-${name}.png` });
        problems.push(...(await examine(page, look.axe)).map((problem) => `${state}: ${problem}`));
      }
      await context.close();
      expect(problems).toEqual([]);
    });
  }
});
