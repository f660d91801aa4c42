import { describe, expect, it } from "vitest";
import type { TestPage } from "../src/browser.js";
import { newRoom, server } from "../src/scenario.js";
import { Studio } from "../src/studio.js";
import { eventually } from "../src/wait.js";

const studio = Studio.here();

async function enter(room: string, identity: string, single: boolean): Promise<TestPage> {
  const opened = await studio.enter(studio.silent, { room, identity }, { single });
  await opened.page.evaluate(() => window.probe.takeData());
  return opened;
}

const others = ({ page }: TestPage) =>
  page.evaluate(() => window.probe.others().map(({ identity }) => identity));
const dataOf = ({ page }: TestPage): Promise<string[]> => page.evaluate(() => window.probe.data);

describe.skipIf(!server).each([
  ["one connection", true],
  ["two connections", false],
] as const)("data with livekit-client on %s", (_, single) => {
  it("messages of both kinds, a text stream and a call pass between two pages", async () => {
    const room = newRoom();
    const [ada, eve] = await Promise.all([enter(room, "ada", single), enter(room, "eve", single)]);
    for (const [page, other] of [
      [ada, "eve"],
      [eve, "ada"],
    ] as const)
      await eventually(
        `${other} is seen`,
        () => others(page),
        (seen) => seen.includes(other),
      );
    await ada.page.evaluate(() => window.probe.publishData(5_000, true));
    await ada.page.evaluate(() => window.probe.publishData(500, false));
    await ada.page.evaluate(() => window.probe.sendText(`${"long ".repeat(20_000)}the end.`));
    const seen = await eventually(
      "eve has all three",
      () => dataOf(eve),
      (data) => data.length >= 3,
    );
    expect([...seen].sort()).toEqual([
      "data lossy ada 500",
      "data reliable ada 5000",
      "stream ada 100008 the end.",
    ]);
    expect(await ada.page.evaluate(() => window.probe.call("eve", "echo", "hi"))).toBe("ada: hi");
    expect(await eve.page.evaluate(() => window.probe.call("ada", "missing", ""))).toBe("error 1400");
  });
});
