import { describe, expect, it } from "vitest";
import { Relay } from "../src/relay.js";
import { figure } from "../src/scenario.js";
import { HZ, type RoomView, Scene, scenesRun } from "../src/scene.js";
import { percentile } from "../src/sound.js";
import { eventually } from "../src/wait.js";

/** How often the server dies; more give a better figure, and take 8 s each. */
const RESTARTS = Number(process.env.E2E_RESTARTS ?? 2);
const AUDIENCE = 3;

/** How far a room is, as an operator sees it. */
async function phaseOf(scene: Scene, room: RoomView): Promise<string> {
  return (await scene.community.operator.ask<RoomView>("GET", `/api/rooms/${room.id}`)).phase;
}

describe.skipIf(!scenesRun)("a room with a small audience and short timers", () => {
  const scene = Scene.here([
    ...["--room-audience-max", `${AUDIENCE}`],
    ...["--room-guest-joins-per-minute", "1000"],
    // The 200 are to be counted however slow the machine is, not turned away because it is busy.
    ...["--database-wait", "60s"],
    ...["--room-ticket", "10s"],
    ...["--room-handover-cohost", "1s"],
    ...["--room-handover-speaker", "2s"],
    ...["--room-empty", "8s"],
    // Longer than what the media plane waits between two words of one voice, which is 5 s.
    ...["--room-quiet-ask", "7s"],
    ...["--room-quiet-end", "12s"],
    ...["--livekit-resume-window", "4s"],
  ]);

  it("[S19] a full room says so, and of 200 who come at once exactly as many get in as it holds", async () => {
    const [host, late] = await scene.members("Anna", "Lena Late");
    const { room } = await scene.hostLive(host);
    const joins = Array.from({ length: 200 }, () =>
      scene.community
        .stranger()
        .ask("POST", `/api/rooms/${room.id}/join`, {})
        .then(
          () => "in",
          ({ status, slug }: { status: number; slug: string }) => `${status} ${slug}`,
        ),
    );
    const counts: Record<string, number> = {};
    for (const answer of await Promise.all(joins)) counts[answer] = (counts[answer] ?? 0) + 1;
    expect(counts).toEqual({ in: AUDIENCE, "409 room-full": 200 - AUDIENCE });

    scene.consoles.expectComplaints(/status of 409 .*\/join\)/);
    const { page } = await scene.visit(late, "silent", `/r/${room.id}`);
    await page.shows("The room is full");
    // None of the 200 connected: their places fall free.
    await eventually(
      "a place",
      async () => {
        await page.button("Try again").click();
        await page.heading(/The room is full|On stage/).waitFor();
        return page.heading("On stage").count();
      },
      (count) => count === 1,
      20_000,
    );
    await page.hears(HZ.low);
  });

  it("a moderator whose line is lost is replaced by who has spoken longest, and comes back as a co-host", async () => {
    const relay = scene.cleanup.add(await Relay.start(scene.server.httpPort, scene.server.mediaPort));
    const people = await scene.members("Anna", "Bert", "Cora");
    const { room, anna } = await scene.hostLive(people[0], "public", { relay });
    const [bert, cora] = await Promise.all([
      scene.visit(people[1], "high", `/r/${room.id}`),
      scene.visit(people[2], "silent", `/r/${room.id}`),
    ]);
    await Promise.all([bert.page.isInRoom(), cora.page.isInRoom()]);
    await bert.comesOnStage(anna);
    await cora.page.hears(HZ.high);
    scene.consoles.expectLostLine();
    relay.cut();
    await anna.page.setOffline(true);
    const lost = Date.now();
    await bert.page.shows("You’re the moderator now", 15_000);
    figure("from a moderator's lost line until the next one, at 2 s", `${Date.now() - lost} ms`);
    await cora.page.hears(HZ.high);
    await bert.page.button("Leave or end").waitFor();
    relay.restore();
    await anna.page.setOffline(false);
    await cora.page.hears(HZ.low, 20_000);
    const view = await eventually(
      "Anna's role",
      () => anna.who.ask<RoomView>("GET", `/api/rooms/${room.id}`),
      ({ you }) => you.seat,
    );
    expect(view.you.role).toBe("cohost");
  });

  it("an end that the moderator announces is seen by all, can be stopped, and comes", async () => {
    const { anna, bert, cora } = await scene.talkOfAnna();
    const end = async () => {
      await anna.page.button("Leave or end").click();
      await anna.page.button(/^End for everybody/).click();
      await Promise.all([bert, cora].map(({ page }) => page.shows("This room ends in")));
    };
    await end();
    await anna.page.button("Keep it open").click();
    await cora.page.text("This room ends in").waitFor({ state: "detached" });
    await cora.page.hears(HZ.low);
    await end();
    await Promise.all([anna, bert, cora].map(({ page }) => page.shows("This room has ended", 20_000)));
    await cora.page.hearsNothing(HZ.low);
  });

  it("[DZ2] in a room where nobody speaks the host is asked, then it ends and names others", async () => {
    const [host, listener, other] = await scene.members("Anna", "Cora", "Olaf");
    const { room: elsewhere } = await scene.hostLive(other);
    const { anna } = await scene.hostLive(host);
    const cora = await scene.visit(listener, "silent", new URL(anna.page.opened.page.url()).pathname);
    await anna.page.button(/^Mute$/).click();
    await anna.page.shows("Nobody has spoken for a while", 20_000);
    expect(await cora.page.text("Nobody has spoken for a while").count()).toBe(0);
    await cora.page.shows("It ended because nobody spoke any more.", 15_000);
    await cora.page.shows("Others are talking");
    await cora.page.link(elsewhere.title).waitFor();
  });

  it("a room that everybody left ends by itself", async () => {
    const [host] = await scene.members("Anna");
    const { room, anna } = await scene.hostLive(host);
    await anna.page.button("Leave or end").click();
    await anna.page.button(/^Leave quietly/).click();
    await eventually(
      "the end",
      () => phaseOf(scene, room),
      (phase) => phase === "ended",
      15_000,
    );
  });
});

describe.skipIf(!scenesRun)("a server that dies", () => {
  const scene = Scene.here([]);

  it(
    "when the server is killed, a live room comes back with its people, and speech is heard within 5 s",
    async () => {
      const { room, anna, bert, cora } = await scene.talkOfTwo();
      scene.consoles.expectLostLine();
      const waits: number[] = [];
      for (let i = 0; i < RESTARTS; i++) {
        await scene.process.kill();
        await cora.page.hearsNothing(HZ.low);
        await scene.process.start();
        const answering = Date.now();
        await Promise.all([cora.page.hears(HZ.low, 20_000), cora.page.hears(HZ.high, 20_000)]);
        waits.push(Date.now() - answering);
      }
      const [p50, p95] = [percentile(waits, 0.5), percentile(waits, 0.95)];
      figure(
        "room: server killed and started again, first answer until both are heard",
        `${waits.join(", ")} ms, p50 ${p50} ms, p95 ${p95} ms`,
      );
      expect(p95).toBeLessThanOrEqual(5_000);
      expect(await phaseOf(scene, room)).toBe("live");
      await anna.page.shows("You are live");
      await bert.page.shows("You are live");
      const roles = await Promise.all(
        [anna, bert, cora].map(
          async ({ who }) => (await who.ask<RoomView>("GET", `/api/rooms/${room.id}`)).you.role,
        ),
      );
      expect(roles).toEqual(["moderator", "speaker", "listener"]);
    },
    60_000 + RESTARTS * 60_000,
  );
});
