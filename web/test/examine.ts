import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is wrong with the page as it stands: axe's violations, sideways scrolling, small controls. */
export async function examine(page: Page, withAxe: boolean): Promise<string[]> {
  if (withAxe && !(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
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
    for (const control of document.querySelectorAll(
      "button, select, input:not(.visually-hidden), [role=switch]",
    )) {
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
