import { describe, expect, it } from "vitest";
import { Relay } from "../src/relay.js";
import { figure } from "../src/scenario.js";
import { DESKTOP, HZ, Scene, scenesRun } from "../src/scene.js";

const scene = Scene.here([]);

describe.skipIf(!scenesRun)("who hears whom, and who leads", () => {
  it("[Y4] a host drags somebody into a sub-room, speaks to all, and recalls all within 3 s", async () => {
    const { anna, bert, cora } = await scene.talkOfTwo();
    const board = anna.page.opened.page;
    await anna.page.button("Split into sub-rooms").click();
    const field = (name: string) => board.getByRole("region", { name, exact: true });
    const piece = field("The room").getByRole("button", { name: bert.name });
    const moved = await cora.page.silencedBy(HZ.high, () => piece.dragTo(field("Sub-room 1")));
    await bert.page.shows("You are in sub-room 1");
    await bert.page.shows("Sub-room 1 hears you");
    await anna.page.shows("The room hears you");
    await bert.page.hearsNothing(HZ.low);
    await cora.page.hears(HZ.low);

    await anna.page.opened.page.getByRole("switch", { name: "Speak to all sub-rooms" }).click();
    await bert.page.hears(HZ.low);
    await bert.page.shows(`${anna.name} speaks to everybody`);

    const asked = Date.now();
    await anna.page.button("Recall everybody").click();
    await cora.page.hears(HZ.high);
    const recalled = Date.now() - asked;
    figure(
      "from a move until the last packet outside, and from recall until the first",
      `${moved}, ${recalled} ms`,
    );
    expect(recalled).toBeLessThanOrEqual(3_000);
    await bert.page.shows("Everybody hears you");

    // The same without dragging, as on a phone.
    await piece.click();
    await anna.page.button("Move to Sub-room 1").click();
    await bert.page.shows("You are in sub-room 1");
  });

  it("a co-host leads within five seconds after the moderator's line was lost", async () => {
    const relay = scene.cleanup.add(await Relay.start(scene.server.httpPort, scene.server.mediaPort));
    const people = await scene.members("Anna", "Bert");
    const { room, anna } = await scene.hostLive(people[0], "public", { relay, viewport: DESKTOP });
    const bert = await scene.visit(people[1], "high", `/r/${room.id}`);
    await bert.page.isInRoom();
    await bert.comesOnStage(anna);
    await anna.does("Make co-host", bert);
    await bert.page.shows("You’re a co-host now");
    scene.consoles.expectLostLine();
    relay.cut();
    await anna.page.setOffline(true);
    const lost = Date.now();
    await bert.page.shows("You’re the moderator now", 15_000);
    const took = Date.now() - lost;
    figure("from a moderator's lost line until a co-host leads", `${took} ms`);
    expect(took).toBeLessThanOrEqual(5_000);
  });
});
