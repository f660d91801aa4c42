import { describe, expect, it } from "vitest";
import { figure } from "../src/scenario.js";
import { HZ, type RoomView, Scene, scenesRun } from "../src/scene.js";
import { eventually, pause } from "../src/wait.js";

const GRACE_S = 1;
/** Well within the time that one word counts for. */
const HOLD_AGAIN_MS = 1_000;
const BOX_S = 8;
/** What the product promises of every end of somebody's turn. */
const SILENT_MS = 500;

describe.skipIf(!scenesRun)("the floor of a room", () => {
  const scene = Scene.here([
    ...["--floor-box-min", `${BOX_S}s`],
    ...["--floor-grace", `${GRACE_S}s`],
    ...["--floor-rest", "0"],
  ]);

  it("[Y1] [P1] in a queue nobody is heard before the turn or after it, whatever the client does", async () => {
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
    const { floor } = await anna.who.ask<RoomView>("GET", `/api/rooms/${room.id}`);
    const cutAt = Date.parse(floor.turn?.cutAt ?? "");
    let waited = 0;
    const silence = await cora.page.silencedBy(HZ.high, async () => {
      waited = Date.now();
      await pause(Math.max(0, cutAt - waited));
    });
    const cut = Math.max(0, waited + silence - cutAt);
    await cora.page.shows("The floor is free", 15_000);
    await cora.page.hearsNothing(HZ.high);
    figure("from another mode until the last packet", `${queued} ms`);
    figure("from the end of a turn and its grace until the last packet", `${cut} ms`);
    expect(waited).toBeLessThan(cutAt);
    expect(queued).toBeLessThanOrEqual(SILENT_MS);
    expect(cut).toBeLessThanOrEqual(SILENT_MS);
  });

  it("where microphones are held, nobody hears one that is only open; who holds is heard at once", async () => {
    const { room, anna, cora } = await scene.talkOfAnna();
    const [dora] = await scene.members("Dora");
    const client = await scene.rawClient(dora, "high", room);
    await anna.who.ask("POST", `/api/rooms/${room.id}/offers`, { identity: dora.id });
    await dora.ask("POST", `/api/rooms/${room.id}/seat`);
    await client.page.waitForFunction(() => window.probe.mayPublish());
    await client.page.evaluate(() => window.probe.goLive());
    await client.page.evaluate(() => window.probe.obeyNobody());
    await cora.page.hears(HZ.high);
    const closed = await cora.page.silencedBy(HZ.high, () =>
      anna.who.ask("PUT", `/api/rooms/${room.id}/floor`, { mode: "free", pushToTalk: true }),
    );
    await client.page.evaluate(() => window.probe.pretendMuted(false));
    await cora.page.hearsNothing(HZ.high);
    await cora.page.hearsNothing(HZ.low);

    const hold = () => dora.ask("PUT", `/api/rooms/${room.id}/hold`);
    await hold();
    const again = setInterval(() => void hold(), HOLD_AGAIN_MS);
    await client.page.evaluate(() => window.probe.pretendMuted(false));
    await cora.page.hears(HZ.high).finally(() => clearInterval(again));
    const letGo = await cora.page.silencedBy(HZ.high, () => dora.ask("DELETE", `/api/rooms/${room.id}/hold`));
    await client.page.evaluate(() => window.probe.pretendMuted(false));
    await cora.page.hearsNothing(HZ.high);

    // The page of whoever holds the space bar says so by itself.
    const { keyboard } = anna.page.opened.page;
    await keyboard.down(" ");
    await cora.page.hears(HZ.low);
    await keyboard.up(" ");
    await cora.page.hearsNothing(HZ.low);
    figure("from held microphones only until the last packet of an open one", `${closed} ms`);
    figure("from letting go until the last packet", `${letGo} ms`);
    expect(closed).toBeLessThanOrEqual(SILENT_MS);
    expect(letGo).toBeLessThanOrEqual(SILENT_MS);
  });

  it("[Y5] another mode keeps the queue and says why a microphone closed; a speaker queues and is done", async () => {
    const { room, anna, bert, cora } = await scene.talkOfTwo();
    const [dora] = await scene.members("Dora");
    await dora.ask("POST", `/api/rooms/${room.id}/join`, {});
    const mode = (name: string) => anna.page.opened.page.getByRole("radio", { name, exact: true }).click();
    const hands = anna.page.opened.page.getByRole("complementary", { name: "Hands" }).getByRole("listitem");
    const order = ["Cora", "Dora"];
    const inOrder = () =>
      eventually(
        "the hands in their order",
        async () => (await hands.allInnerTexts()).map((text) => order.find((name) => text.includes(name))),
        (names) => names.join() === order.join(),
      );
    await cora.raisesHand();
    await anna.page.button("Accept: Cora").waitFor();
    await dora.ask("PUT", `/api/rooms/${room.id}/hand`);
    await inOrder();
    await mode("By the chair");
    await bert.page.shows("You are heard in your turn");
    await bert.page.shows("People speak in turn now, so your microphone is closed until yours.");
    await cora.page.hearsNothing(HZ.high);
    await inOrder();
    await mode("Free");
    await anna.page.button("Accept: Cora").waitFor();
    await inOrder();
    await cora.page.button("Lower hand").click();
    await dora.ask("DELETE", `/api/rooms/${room.id}/hand`);

    await mode("Fair queue");
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

  it("[P15] whoever cannot speak takes a turn in writing, with the keys alone", async () => {
    const [host, writer] = await scene.members("Anna", "Cora");
    const { room, anna } = await scene.hostLive(host);
    const cora = await scene.visit(writer, "silent", `/r/${room.id}`);
    await host.ask("PUT", `/api/rooms/${room.id}/floor`, { mode: "balanced", boxSeconds: BOX_S });
    await cora.page.opened.page.getByRole("tab", { name: "In writing" }).waitFor();
    await cora.page.keyTo(cora.page.opened.page.getByRole("tab", { selected: true }), "End");
    // Nine words: they are read for 3.6 seconds.
    const words = "Go slower, so that all of us can follow";
    await cora.page.typeInto("What you would say", words);
    await cora.page.keyTo(cora.page.button("Queue with this"));
    const shown = anna.page.opened.page.getByRole("figure").filter({ hasText: `${cora.name}, in writing` });
    await shown.getByText(words).waitFor();
    await anna.page.shows("The floor is free");
    await shown.waitFor({ state: "detached" });
  });
});
