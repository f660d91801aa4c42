// @vitest-environment node
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, serveGallery } from "./browser";
import { draw, type Picture } from "./draw";
import { fixtures } from "./gallery/fixtures";
import { visits } from "./gallery/visits";

const hall = [
  "hallway",
  "hallway-one",
  "hallway-ping",
  "pass",
  "hallway-empty",
  "hallway-loading",
  "hallway-broken",
  "open-room",
  "propose-time",
  "topic",
  "topic-quiet",
];
type Step = (page: Page) => Promise<unknown>;

const press =
  (button: RegExp): Step =>
  (page) =>
    page.getByRole("button", { name: button }).click();
const menu = press(/More about this room|关于这个房间/);

/** What opens in a room: the room's state, what it is called, and how one gets there. */
const opened: readonly (readonly [string, string, Step])[] = [
  ["visit-host", "person", press(/Tomás/)],
  ["visit-host", "leaving", press(/Leave or end|离开或结束/)],
  ["visit-12", "person", press(/Maya/)],
  ["visit-12", "menu", menu],
  ["visit-private", "menu", menu],
  [
    "visit-agenda-host",
    "templates",
    async (page) => {
      await press(/Another agenda|换个议程/)(page);
      await page.getByText("Monday round of the audio guild").waitFor();
    },
  ],
  [
    "visit-agenda-host",
    "own",
    async (page) => {
      await press(/Another agenda|换个议程/)(page);
      await press(/^Monday round/)(page);
    },
  ],
  ["visit-questions", "asking", press(/Ask a question|提一个问题/)],
  [
    "visit-notes",
    "marked",
    async (page) => {
      await page.getByRole("tab", { name: /Notes|纪要/ }).click();
      await press(/^(Action|行动)$/)(page);
    },
  ],
  [
    "visit-notes",
    "comments",
    async (page) => {
      await page.getByRole("tab", { name: /Comments|评论/ }).click();
      await page.getByText("这个数字是哪一年的").waitFor();
    },
  ],
  [
    "visit-host",
    "audience",
    async (page) => {
      await press(/listening|在听/)(page);
      await page.getByText("@priya").waitFor();
    },
  ],
];

describe.skipIf(!browserThere)("the hallway and the rooms, of a community and of a link", () => {
  let browser: Browser;
  let gallery: Awaited<ReturnType<typeof serveGallery>>;

  beforeAll(async () => {
    gallery = await serveGallery();
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  const picture = (state: string, name = state, step?: Step): Picture => ({
    name,
    open: async (page: Page) => {
      if (!page.url().startsWith(gallery.url)) await page.goto(gallery.url);
      const place = `${state}:${name}`;
      await page.evaluate((place) => location.assign(`#${place}`), place);
      await page.waitForSelector(`[data-place="${place}"] :is(#root h1, #root h2, dialog)`, {
        state: "attached",
      });
      await step?.(page);
    },
  });

  it("are accessible, fit and can be touched in every state and look", { timeout: 240_000 }, async () => {
    const states = [...hall, ...Object.keys(visits), ...Object.keys(fixtures), "settings"];
    const pictures = [
      ...states.map((state) => picture(state)),
      ...opened.map(([state, name, step]) => picture(state, `${state}-${name}`, step)),
    ];
    expect(await draw(browser, pictures)).toEqual([]);
  });
});
