import { describe, expect, it } from "vitest";
import { Relay } from "../src/relay.js";
import { figure } from "../src/scenario.js";
import { DESKTOP, HZ, type RoomView, Scene, scenesRun } from "../src/scene.js";
import { eventually, pause } from "../src/wait.js";

const scene = Scene.here();
/** Less than any voice. */
const SILENCE = 0.003;

describe.skipIf(!scenesRun)("a room of a community", () => {
  it("[N5] a member opens a room from the hallway in three clicks", async () => {
    const [host] = await scene.members("Hana Host");
    const { page } = await scene.visit(host, "low", "/", { viewport: DESKTOP });
    await page.button("Open a room").first().click();
    await page.field("What will you talk about?").fill("Reviews that teach");
    await page.field("Topic").fill("Engineering");
    await page.button("Open backstage").click();
    await page.isInRoom();
    await page.shows("Backstage");
    await page.picture("backstage-desktop");
  });

  it("[N4] a hand is accepted, nothing is sent before the tap, and the voice is heard a second after it", async () => {
    const { anna, bert, cora } = await scene.talkOfAnna();
    await bert.raisesHand();
    const raised = Date.now();
    await anna.page.button("Accept: Bert").waitFor({ timeout: 1_000 });
    figure("from raising a hand until the moderator sees it", `${Date.now() - raised} ms`);
    await anna.page.picture("hands-desktop");
    await anna.accepts(bert);
    await bert.page.shows("You’re invited to speak");
    await bert.page.picture("offer-phone");
    await pause(1_000);
    expect(await cora.page.amplitude(HZ.high)).toBeLessThan(SILENCE);
    expect(await bert.page.sentAudioBytes()).toBe(0);

    const tapped = Date.now();
    await bert.page.button("Go live").click();
    await cora.page.hears(HZ.high, 5_000);
    const took = Date.now() - tapped;
    figure("from the tap until the voice is heard", `${took} ms`);
    expect(took).toBeLessThanOrEqual(1_000);
    await anna.page.hears(HZ.high);
  });

  it("the shy path: not now is private, and the hand can be raised again", async () => {
    const { anna, bert, cora } = await scene.talkOfAnna();
    await bert.isOffered(anna);
    await cora.page.shows("You and 1 other are listening");
    const seen = await cora.page.allText();
    await bert.page.button("Not now").click();
    await bert.page.button("Raise hand").waitFor();
    expect(await cora.page.allText()).toBe(seen);
    expect(await bert.page.sentAudioBytes()).toBe(0);
    await bert.comesOnStage(anna);
    await cora.page.hears(HZ.high);
  });

  it("[N7] a proposal that three would come to opens by itself at its time", async () => {
    const [pia, ulf, vera, xenia] = await scene.members("Pia", "Ulf", "Vera", "Xenia");
    const startsAt = new Date(Date.now() + 6_000).toISOString();
    const proposal = await pia.ask<{ id: string }>("POST", "/api/proposals", {
      title: "A time that suits",
      topic: "Practice",
      startsAt,
      language: "en",
    });
    const { page } = await scene.visit(ulf, "silent", "/");
    await page.shows("A time that suits");
    await page.button("I’d come").first().click();
    for (const other of [vera, xenia]) await other.ask("PUT", `/api/proposals/${proposal.id}/interest`);
    await page.shows("It will happen");
    const { items } = await eventually(
      "the room",
      () => vera.ask<{ items: { kind: string; data: { roomId?: string } }[] }>("GET", "/api/me/notices"),
      (notices) => notices.items.some(({ kind }) => kind === "room-open"),
      20_000,
    );
    const room = items.find(({ kind }) => kind === "room-open")!.data.roomId;
    expect((await pia.ask<RoomView>("GET", `/api/rooms/${room}`)).you.role).toBe("moderator");
  });

  it("[C1] who comes and goes in the audience makes no sound and no message", async () => {
    const [host, listener] = await scene.members("Anna", "Cora");
    const { room, anna } = await scene.hostLive(host);
    await pause(1_500);
    const log = await anna.page.announcements();
    const cora = await scene.visit(listener, "silent", `/r/${room.id}`);
    await cora.page.isInRoom();
    await cora.page.hears(HZ.low);
    await cora.page.button("Leave quietly").click();
    await cora.page.shows("You left quietly");
    await pause(1_500);
    expect(await anna.page.announcements()).toEqual(log);
    expect(await anna.page.amplitude(HZ.high)).toBeLessThan(SILENCE);
  });

  it("[M1] a private room does not exist for outsiders", async () => {
    const [host, outsider] = await scene.members("Anna", "Bert");
    const { room } = await scene.hostLive(host, "private");
    await expect(outsider.ask("GET", `/api/rooms/${room.id}`)).rejects.toThrow("404 not-found");
    expect(JSON.stringify(await outsider.ask("GET", "/api/hallway"))).not.toContain(room.id);
    scene.consoles.expectComplaints(/status of 404/);
    const { page } = await scene.visit(outsider, "silent", `/r/${room.id}`);
    await page.shows("No such room");
    await host.ask("PUT", `/api/rooms/${room.id}/guests/${outsider.handle}`);
    await page.reload();
    await page.isInRoom();
    await page.hears(HZ.low);
  });

  it("[SP2] a public room's link plays in a browser without an account within 3 s", async () => {
    const [host] = await scene.members("Anna");
    const { room } = await scene.hostLive(host);
    const begun = Date.now();
    const guest = await scene.stranger(`/r/${room.id}`);
    await guest.hears(HZ.low, 10_000);
    const took = Date.now() - begun;
    figure("from opening a public room's link until sound", `${took} ms`);
    expect(took).toBeLessThanOrEqual(3_000);
    await guest.shows("Listening as a guest");
    await guest.picture("guest-phone");
  });

  it("backstage the stage hears itself and the audience nothing, until the room goes live", async () => {
    const people = await scene.members("Anna", "Bert", "Cora");
    const room = await scene.openRoom(people[0]);
    const anna = await scene.visit(people[0], "low", `/r/${room.id}`, { viewport: DESKTOP });
    const bert = await scene.visit(people[1], "high", `/r/${room.id}`);
    const cora = await scene.visit(people[2], "silent", `/r/${room.id}`);
    await Promise.all([anna, bert, cora].map(({ page }) => page.isInRoom()));
    await anna.page.speakBackstage();
    await bert.isOffered(anna);
    await bert.page.button("Speak backstage").click();
    await bert.page.shows("You are heard backstage");
    await Promise.all([anna.page.hears(HZ.high), bert.page.hears(HZ.low)]);
    await cora.page.shows("Starts soon");
    await pause(1_000);
    expect(await cora.page.amplitude(HZ.low)).toBeLessThan(SILENCE);
    expect(await cora.page.amplitude(HZ.high)).toBeLessThan(SILENCE);
    await anna.page.button("Go live").click();
    await Promise.all([cora.page.hears(HZ.low), cora.page.hears(HZ.high)]);
  });

  it("who speaks, reloads or loses the line in the middle of speech is heard again", async () => {
    const relay = scene.cleanup.add(await Relay.start(scene.server.httpPort, scene.server.mediaPort));
    const [host, listener] = await scene.members("Anna", "Cora");
    const { room, anna } = await scene.hostLive(host, "public", { relay });
    const cora = await scene.visit(listener, "silent", `/r/${room.id}`);
    await cora.page.isInRoom();
    await cora.page.hears(HZ.low);
    scene.consoles.expectLostLine();
    relay.cut();
    await anna.page.setOffline(true);
    await cora.page.hearsNothing(HZ.low);
    await pause(2_000);
    relay.restore();
    await anna.page.setOffline(false);
    await cora.page.hears(HZ.low, 20_000);
    await anna.page.reload();
    await anna.page.isInRoom();
    await anna.page.goLive();
    await cora.page.hears(HZ.low);
  });

  it("a second device takes the place of the first, which says so and can take it back", async () => {
    const [host, listener] = await scene.members("Anna", "Cora");
    const { room, anna: first } = await scene.hostLive(host);
    const cora = await scene.visit(listener, "silent", `/r/${room.id}`);
    await cora.page.hears(HZ.low);
    const second = await scene.visit(host, "high", `/r/${room.id}`);
    await second.page.isInRoom();
    await first.page.shows("Another device took over");
    await second.page.goLive();
    await cora.page.hears(HZ.high);
    await first.page.button("Use it here").click();
    await first.page.isInRoom();
    await second.page.shows("Another device took over");
  });
});
