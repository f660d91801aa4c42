import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { figure } from "../src/scenario.js";
import { HZ, Scene, scenesRun } from "../src/scene.js";

describe.skipIf(!scenesRun)("somebody whom an operator suspends", () => {
  const scene = Scene.here();

  it("who is suspended in mid-speech is cut off within a second, told why, and may take the data along", async () => {
    const { anna, bert, cora } = await scene.talkOfTwo();
    const { operator } = scene.community;
    const took = await cora.page.silencedBy(HZ.high, () =>
      operator.ask("POST", `/api/admin/people/${bert.who.id}/suspension`, {
        reason: "Shouting at a guest",
        hours: 24,
      }),
    );
    figure("from a suspension until the last packet", `${took} ms`);
    expect(took).toBeLessThanOrEqual(1_000);
    await bert.page.shows("Your account is suspended");
    await bert.page.goTo("/waiting");
    await bert.page.shows("Shouting at a guest");
    await bert.page.link("Settings, export and deletion").click();
    const [download] = await Promise.all([
      bert.page.opened.page.waitForEvent("download"),
      bert.page.link("Download it").click(),
    ]);
    expect(readFileSync(await download.path(), "utf8")).toContain(bert.who.handle);
    await expect(bert.who.ask("POST", "/api/rooms", {})).rejects.toThrow("403 suspended");
    await cora.page.hears(HZ.low);
    await anna.page.shows("You are live");
  });
});
