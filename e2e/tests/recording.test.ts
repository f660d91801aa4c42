import { describe, expect, it } from "vitest";
import { figure } from "../src/scenario.js";
import { HZ, Scene, scenesRun } from "../src/scene.js";
import { eventually, pause } from "../src/wait.js";

interface Recording {
  state: string;
  ready: boolean;
  tracks: { speaker: { displayName: string }; second: number; seconds: number; url: string }[];
}

/** Where in the room a tone is heard, in tenths of a second; only here is the sound decoded. */
async function tenthsWith({ hz, tracks }: { hz: number } & Pick<Recording, "tracks">): Promise<number[]> {
  const heard: number[] = [];
  for (const { url, second } of tracks) {
    const context = new OfflineAudioContext(1, 1, 48_000);
    const sound = (await context.decodeAudioData(await (await fetch(url)).arrayBuffer())).getChannelData(0);
    for (let from = 0; from + 4_800 <= sound.length; from += 4_800) {
      let [sine, cosine] = [0, 0];
      for (let i = from; i < from + 4_800; i++) {
        sine += (sound[i] ?? 0) * Math.sin((2 * Math.PI * hz * i) / 48_000);
        cosine += (sound[i] ?? 0) * Math.cos((2 * Math.PI * hz * i) / 48_000);
      }
      if (Math.hypot(sine, cosine) / 2_400 > 0.02) heard.push(Math.round(second * 10 + from / 4_800));
    }
  }
  return heard;
}

describe.skipIf(!scenesRun)("a room that is recorded", () => {
  const scene = Scene.here([]);

  it("[P5] who agreed is heard at the right second of the ended room's page, also after a kill", async () => {
    const { room, anna, bert, cora } = await scene.talkOfTwo();
    const recording = () => cora.who.ask<Recording>("GET", `/api/rooms/${room.id}/recording`);
    await anna.page.opened.page.getByRole("switch", { name: "Record this room" }).click();
    await cora.page.shows("This room is being recorded.");
    await bert.page.button("Leave me out").click();
    await bert.page.shows("Your voice is not kept.");
    await eventually("the first sound", recording, ({ ready }) => !ready);
    await pause(3_000);
    const mutedAt = Date.now();
    await anna.page.button(/^Mute$/).click();
    await cora.page.hearsNothing(HZ.low);
    await pause(2_000);
    const openAt = Date.now();
    await anna.page.button("Unmute").click();
    await cora.page.hears(HZ.low);
    const againAt = Date.now();
    await pause(3_000);

    // A voice that was taken back is gone.
    scene.consoles.expectComplaints(/status of 410 .*\/recording\/[0-9a-f-]+\)/);
    scene.consoles.expectLostLine();
    const killedAt = Date.now();
    await scene.process.kill();
    await scene.process.start();
    await cora.page.hears(HZ.low, 20_000);
    await pause(3_000);
    const { liveAt } = await cora.who.ask<{ liveAt: string }>("GET", `/api/rooms/${room.id}`);
    await anna.who.ask("POST", `/api/rooms/${room.id}/end`, { seconds: 0 });
    const endedAt = Date.now();
    await cora.page.shows("This room has ended", 20_000);
    const { tracks } = await eventually(
      "every voice",
      recording,
      ({ ready, tracks }) => ready && tracks.length > 1,
      60_000,
    );
    figure("from a room's end until everything plays", `${Date.now() - endedAt} ms`);
    expect(new Set(tracks.map(({ speaker }) => speaker.displayName))).toEqual(
      new Set([anna.who.displayName]),
    );

    const second = (at: number) => (at - Date.parse(liveAt)) / 1000;
    const low = await cora.page.opened.page.evaluate(tenthsWith, { hz: HZ.low, tracks });
    const high = await cora.page.opened.page.evaluate(tenthsWith, { hz: HZ.high, tracks });
    const inSpan = (from: number, to: number) => low.filter((tenth) => tenth / 10 > from && tenth / 10 < to);
    expect(high, "Bert said no").toEqual([]);
    expect(inSpan(second(mutedAt) + 1, second(openAt))).toEqual([]);
    // Four syllables a second, of which a browser's noise suppression leaves more or less: each half second has some.
    for (const from of [second(mutedAt) - 2, second(againAt) + 1]) {
      expect(inSpan(from, from + 0.5)).not.toEqual([]);
      expect(inSpan(from + 0.5, from + 1)).not.toEqual([]);
    }
    const lost = second(killedAt) - Math.max(...inSpan(0, second(killedAt))) / 10;
    figure("lost of a recording when the server is killed", `${lost.toFixed(1)} s`);
    expect(lost).toBeLessThanOrEqual(5);

    const from = Math.floor(second(openAt) + 1);
    await cora.page.goTo(`/r/${room.id}?t=${from}`);
    const place = cora.page.opened.page.getByRole("slider", { name: "Place in the recording" });
    expect(Number(await place.inputValue())).toBe(from);
    await cora.page.button("Play the recording").click();
    await eventually(
      "the player's place",
      async () => Number(await place.inputValue()),
      (at) => at > from + 1,
    );

    await anna.page.button("Delete my voice").click();
    await anna.page.button("Delete my voice").click();
    await eventually("the recording", recording, ({ tracks }) => tracks.length === 0);
    expect(
      await cora.page.opened.page.evaluate(async (url) => (await fetch(url)).status, tracks[0]?.url ?? ""),
    ).toBe(410);
  }, 120_000);
});
