import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { examine } from "./examine";
import { shoot } from "./shoot";

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly height: number;
  readonly lang: "zh" | "en";
  readonly theme: "light" | "dark";
  /** Both themes and both sizes meet axe once; the other two looks check what depends on the words' length. */
  readonly axe: boolean;
}

export const looks: readonly Look[] = [
  { width: 390, height: 844, lang: "zh", theme: "dark", axe: true },
  { width: 390, height: 844, lang: "en", theme: "light", axe: false },
  { width: 1280, height: 800, lang: "en", theme: "dark", axe: false },
  { width: 1280, height: 800, lang: "zh", theme: "light", axe: true },
];

export const nameOf = (look: Look) => `${look.width}-${look.lang}-${look.theme}`;

/** One picture of the page. */
export interface Picture {
  readonly name: string;
  /** Leads a page to what is to be looked at, and returns when nothing is on its way any more. */
  readonly open: (page: Page) => Promise<unknown>;
  /** Whether more than the screen is looked at. */
  readonly whole?: boolean;
}

/** How many pages are drawn at once: on two cores a third gains nothing. */
const lanes = 2;
const folder = new URL("../dist-test/pictures/", import.meta.url).pathname;

/**
 * Opens every picture once, looks at it in all four looks, and says what is wrong with any. MITALK_DRAW names those
 * wanted while one is being drawn (an expression); MITALK_TOUR keeps all in dist-test/pictures for review.
 */
export async function draw(browser: Browser, pictures: readonly Picture[]): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const wanted = new RegExp(process.env.MITALK_DRAW ?? "");
  const waiting = pictures.filter(({ name }) => wanted.test(name));
  const problems: string[] = [];
  const lane = async () => {
    const context = await browser.newContext({ reducedMotion: "reduce" });
    // A line that never says anything: what is shown comes from the routes alone.
    await context.routeWebSocket("**/api/realtime", () => undefined);
    const page = await context.newPage();
    // Times in the fixtures are some minutes from when they were made: those minutes must not pass.
    await page.clock.setFixedTime(Date.now());
    let name = "";
    page.on("pageerror", (error) => problems.push(`${name}: ${error.message}`));
    page.on("console", (line) => {
      // What the server refuses is logged by the browser too, and is no fault of the page.
      if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) {
        problems.push(`${name}: ${line.text()}`);
      }
    });
    for (let picture = waiting.shift(); picture; picture = waiting.shift()) {
      name = picture.name;
      try {
        await picture.open(page);
        for (const look of looks) {
          for (const problem of await seeIn(page, look, picture)) problems.push(`${name}: ${problem}`);
        }
      } catch (error) {
        problems.push(`${name}: ${error}`);
      }
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return problems;
}

async function seeIn(page: Page, look: Look, { name, whole }: Picture): Promise<string[]> {
  await page.setViewportSize({ width: look.width, height: look.height });
  await page.emulateMedia({ colorScheme: look.theme });
  await page.evaluate(speak, look.lang);
  const problems = await examine(page, look.axe);
  if (process.env.MITALK_TOUR) await shoot(page, folder, `${name}-${nameOf(look)}`, whole);
  return problems.map((problem) => `${nameOf(look)}: ${problem}`);
}

/** Chooses the language as another tab would; then two frames, so that what is rendered is laid out and painted. */
async function speak(language: "zh" | "en"): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const newValue = JSON.stringify({ language, theme: "system" });
  dispatchEvent(new StorageEvent("storage", { key: "mitalk.preferences", newValue }));
  while (!document.documentElement.lang.startsWith(language)) await frame();
  await frame();
  await frame();
}
