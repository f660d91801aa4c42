import { describe, expect, it } from "vitest";
import { Scene, scenesRun } from "../src/scene.js";
import type { Visitor } from "../src/visitor.js";

describe.skipIf(!scenesRun)("what an audience leaves on a room's time", () => {
  const scene = Scene.here();

  const tab = (who: Visitor, name: RegExp) => who.page.opened.page.getByRole("tab", { name }).click();

  it("[P12] reactions reach the speaker, and what two people mark is in the minutes of the ended room", async () => {
    const { room, anna, bert, cora } = await scene.talkOfAnna();
    await Promise.all([bert, cora].map(({ page }) => page.button("Agree").click()));
    await anna.page.shows("2 agree");

    for (const who of [bert, cora]) {
      await tab(who, /^Notes/);
      await who.page.button("Decision").click();
    }
    await bert.page.field("What was decided?").fill("Ship on Friday");
    await bert.page.button("Save").click();
    await cora.page.shows("Ship on Friday");

    await tab(anna, /^Comments/);
    await tab(cora, /^Comments/);
    await cora.page.field("Comment on this moment").fill("Louder, please");
    await cora.page.button("Send").click();
    await anna.page.shows("Louder, please");

    await anna.who.ask("POST", `/api/rooms/${room.id}/pins`, { kind: "number", text: "38 ms" });
    await tab(bert, /^Notes/);
    await bert.page.shows("38 ms");

    await anna.who.ask("POST", `/api/rooms/${room.id}/end`, { seconds: 0 });
    await Promise.all(["Ship on Friday", "38 ms", "Louder, please"].map((text) => bert.page.shows(text)));
    const file = await bert.page.link("Save as Markdown").getAttribute("href");
    const paper = await bert.page.opened.page.evaluate(
      async (path) => (await fetch(path ?? "")).text(),
      file,
    );
    expect(paper).toContain("Ship on Friday (2 people)");
    expect(paper).toMatch(new RegExp(`/r/${room.id}\\?t=\\d+\\) 38 ms`));
  });
});
