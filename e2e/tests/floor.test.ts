import { describe, expect, it } from "vitest";
import { figure } from "../src/scenario.js";
import { HZ, Scene, scenesRun } from "../src/scene.js";

const GRACE_S = 1;
const BOX_S = 4;

describe.skipIf(!scenesRun)("the floor of a room", () => {
  const scene = Scene.here([
    ...["--floor-box-min", `${BOX_S}s`],
    ...["--floor-grace", `${GRACE_S}s`],
    ...["--floor-rest", "0"],
  ]);

  it("[Y1] in a queue nobody is heard before the turn or after it, whatever the client does", async () => {
    const { room, anna, cora } = await scene.talkOfAnna();
    const [dora] = await scene.members("Dora");
    const client = await scene.rawClient(dora, "high", room);
    await anna.who.ask("POST", `/api/rooms/${room.id}/offers`, { identity: dora.id });
    await dora.ask("POST", `/api/rooms/${room.id}/seat`);
    await client.page.waitForFunction(() => window.probe.mayPublish());
    await client.page.evaluate(() => window.probe.goLive());
    await client.page.evaluate(() => window.probe.obeyNobody());
    await cora.page.hears(HZ.high);

    const queued = await cora.page.silencedBy(HZ.high, () =>
      anna.who.ask("PUT", `/api/rooms/${room.id}/floor`, { mode: "queue", boxSeconds: BOX_S }),
    );
    await client.page.evaluate(() => window.probe.pretendMuted(false));
    await cora.page.hearsNothing(HZ.high);
    await cora.page.hears(HZ.low); // the moderator is linked

    await dora.ask("PUT", `/api/rooms/${room.id}/hand`);
    await client.page.evaluate(() => window.probe.pretendMuted(false));
    await cora.page.hears(HZ.high);
    await cora.page.shows("Dora has the floor");
    // Nobody ends this turn but the server.
    await cora.page.shows("The floor is free", 15_000);
    await cora.page.hearsNothing(HZ.high);
    figure("from another mode until the last packet", `${queued} ms`);
    expect(queued).toBeLessThanOrEqual(1_000);
  });

  it("a speaker queues from the page, opens the microphone when it is time, and is done", async () => {
    const { anna, bert, cora } = await scene.talkOfTwo();
    await cora.page.hears(HZ.high);
    await anna.page.opened.page.getByRole("radio", { name: "Fair queue" }).click();
    await bert.page.shows("You are heard in your turn");
    await cora.page.hearsNothing(HZ.high);
    await bert.page.button("Queue to speak").click();
    await bert.page.shows("You have the floor");
    await bert.page.button("Unmute").click();
    await cora.page.hears(HZ.high);
    await bert.page.button("I’m done").click();
    await cora.page.hearsNothing(HZ.high);
    await cora.page.shows("The floor is free");
  });
});
