import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";

const docs = new URL("../../docs/", import.meta.url).pathname;
const shown = new Set(
  [...readFileSync(`${docs}tour.md`, "utf8").matchAll(/\(tour\/([\w-]+)\.png\)/g)].map(([, name]) => name),
);

/** Keeps a picture of the page for review; with MITALK_TOUR=write those that docs/tour.md shows are renewed there. */
export async function shoot(page: Page, folder: string, name: string, fullPage = false): Promise<void> {
  const path = `${folder}${name}.png`;
  await page.screenshot({ path, fullPage });
  if (process.env.MITALK_TOUR === "write" && shown.has(name)) {
    mkdirSync(`${docs}tour`, { recursive: true });
    copyFileSync(path, `${docs}tour/${name}.png`);
  }
}
