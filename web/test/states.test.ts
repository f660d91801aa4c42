// @vitest-environment node
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserThere, launch, serveGallery } from "./browser";
import { fixtures } from "./gallery/fixtures";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = new URL("../dist-test/screenshots/", import.meta.url).pathname;
const states = [...Object.keys(fixtures), "landing", "settings"];
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
        await page.screenshot({ path: `${shots}${state}-${name}.png` });
        problems.push(...(await examine(page, look.axe)).map((problem) => `${state}: ${problem}`));
      }
      await context.close();
      expect(problems).toEqual([]);
    });
  }
});

// Both themes and both sizes meet axe once; the other two looks check what depends on the words' length.

/** What is wrong with the page as it stands: axe's violations, sideways scrolling, small controls. */
async function examine(page: Page, withAxe: boolean): Promise<string[]> {
  if (withAxe) await page.evaluate(axe);
  return page.evaluate(async (withAxe) => {
    const problems: string[] = [];
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
        }>;
      };
    };
    const violations = withAxe ? (await axe.run()).violations : [];
    for (const { id, nodes } of violations) {
      for (const node of nodes) problems.push(`axe ${id}: ${node.html} ${node.failureSummary ?? ""}`);
    }
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) problems.push(`scrolls sideways by ${wide} px`);
    for (const control of document.querySelectorAll("button, select, input, [role=switch]")) {
      const { width, height } = control.getBoundingClientRect();
      if (width > 0 && (width < 44 || height < 44)) {
        problems.push(`control of ${width} x ${height}: ${control.outerHTML.slice(0, 120)}`);
      }
    }
    for (const text of document.querySelectorAll("p, h1, h2, h3, strong, button")) {
      const { right } = text.getBoundingClientRect();
      if (right > innerWidth + 1) problems.push(`reaches beyond the screen: ${text.outerHTML.slice(0, 120)}`);
    }
    return problems;
  }, withAxe);
}
