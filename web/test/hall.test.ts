// @vitest-environment node
import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, serveGallery } from "./browser";
import { examine } from "./examine";
import { visits } from "./gallery/visits";
import { shoot } from "./shoot";

const shots = new URL("../dist-test/hall/", import.meta.url).pathname;

interface Scene {
  readonly state: string;
  readonly name: string;
  /** Whether the words' length and the other theme matter enough to draw it in all four looks. */
  readonly key: boolean;
  /** Brings the page into the state to be looked at. */
  readonly step?: (page: Page) => Promise<unknown>;
}

const hall = [
  "hallway",
  "hallway-one",
  "hallway-empty",
  "hallway-loading",
  "hallway-broken",
  "open-room",
  "propose-time",
  "topic",
  "topic-quiet",
];
const inRoom = "1|12|500|host|offer|offer-preview|live|guest|ending-host|backstage-host|hands-locked";
const keyStates = new RegExp(`^(hallway|hallway-empty|open-room|visit-(${inRoom})|shut-ended)$`);

const opened = (state: string, name: string, step: (page: Page) => Promise<unknown>): Scene => ({
  state,
  name: `${state}-${name}`,
  key: name === "person",
  step,
});

const only = process.env.MITALK_STATES;
const scenes: readonly Scene[] = [
  ...[...hall, ...Object.keys(visits)].map((state) => ({ state, name: state, key: keyStates.test(state) })),
  opened("visit-host", "person", (page) => page.getByRole("button", { name: /Tomás/ }).click()),
  opened("visit-host", "leaving", (page) =>
    page.getByRole("button", { name: /Leave or end|离开或结束/ }).click(),
  ),
  opened("visit-12", "person", (page) => page.getByRole("button", { name: /Maya/ }).click()),
  opened("visit-12", "menu", (page) =>
    page.getByRole("button", { name: /More about this room|关于这个房间/ }).click(),
  ),
  opened("visit-private", "menu", (page) =>
    page.getByRole("button", { name: /More about this room|关于这个房间/ }).click(),
  ),
  opened("visit-host", "audience", async (page) => {
    await page.getByRole("button", { name: /listening|在听/ }).click();
    await page.getByText("@priya").waitFor();
  }),
].filter(({ name }) => !only || new RegExp(only).test(name));
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
      for (const scene of scenes.filter(({ key }) => key || look.axe)) {
        await page.goto(`${gallery.url}/?state=${scene.state}&lang=${look.lang}&theme=${look.theme}`);
        await page.waitForSelector("#root h1, [role=dialog]", { state: "attached" });
        await scene.step?.(page);
        await page.waitForTimeout(50);
        await shoot(page, shots, `${scene.name}-${name}`);
        problems.push(...(await examine(page, look.axe)).map((problem) => `${scene.name}: ${problem}`));
      }
      await context.close();
      expect(problems).toEqual([]);
    });
  }
});
