import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Opened } from "../src/models/openLink";
import { PreferenceStore } from "../src/models/preferences";
import { RoomSession } from "../src/models/roomSession";
import type { JoinFailure } from "../src/models/stage";
import { PlainMicrophone, QuietStage } from "./media";

const ticket = (maySpeak: boolean): Opened => ({
  kind: "ticket",
  ticket: { url: "ws://127.0.0.1:1", token: "t", room: "Night talk", name: "Ann", maySpeak },
});

function visit(answers: Opened[], failures: (JoinFailure | null)[] = []) {
  const stages: QuietStage[] = [];
  const microphone = new PlainMicrophone();
  const session = new RoomSession({
    open: async () => answers.shift() ?? ticket(true),
    makeStage: async (sink) => {
      const stage = new QuietStage(sink, failures.shift() ?? null);
      stages.push(stage);
      return stage;
    },
    microphone,
    preferences: new PreferenceStore(null, ["en"]),
    earcons: { play: () => undefined },
  });
  const last = () => stages[stages.length - 1] as QuietStage;
  return { session, stages, microphone, last, track: () => microphone.tracks[microphone.tracks.length - 1] };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

async function inside(maySpeak = true) {
  const all = visit([ticket(maySpeak)]);
  all.session.start();
  await settle();
  return all;
}

async function live() {
  const all = await inside();
  all.session.prepareMic();
  await settle();
  all.session.goLive();
  await settle();
  return all;
}

describe("a visit to a room", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("opens the link, joins, and never asks a listener for the microphone", async () => {
    const { session, microphone } = await inside(false);
    expect(session.view().phase.kind).toBe("inRoom");
    session.prepareMic();
    session.toggleMute();
    await settle();
    expect(session.view().mic.kind).toBe("listener");
    expect(microphone.asked).toBe(0);
  });

  it("publishes nothing before Go live, and gives the device back after Stop speaking", async () => {
    const { session, last, track } = await inside();
    session.prepareMic();
    await settle();
    expect(session.view().mic.kind).toBe("preview");
    expect(last().deeds).toEqual(["join"]);
    session.goLive();
    await settle();
    expect(last().deeds).toEqual(["join", "publish"]);
    session.stepDown();
    await settle();
    expect(last().deeds).toEqual(["join", "publish", "unpublish"]);
    expect(track()?.stopped).toBe(true);
  });

  it("silences the track at once on mute, opens it only while a key is held, and latches", async () => {
    const { session, track } = await live();
    session.toggleMute();
    expect(track()?.enabled).toBe(false);
    session.hold(true);
    expect(track()?.enabled).toBe(true);
    session.hold(false);
    expect(track()?.enabled).toBe(false);
    session.hold(true);
    session.toggleMute();
    session.hold(false);
    expect(session.view().mic).toMatchObject({ kind: "live", muted: false, held: false });
  });

  it("obeys a mute by the host", async () => {
    const { session, last, track } = await live();
    last().sink({ kind: "muted", muted: true });
    expect(session.view().mic).toMatchObject({ muted: true });
    expect(session.view().announcement?.key).toBe("mutedByHost");
    expect(track()?.enabled).toBe(false);
  });

  it("says after five silent seconds that nobody hears, and stops saying it with the first sound", async () => {
    const { session, microphone } = await live();
    microphone.peak = 0;
    await vi.advanceTimersByTimeAsync(4_500);
    expect(session.view().mic).toMatchObject({ silence: null });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(session.view().mic).toMatchObject({ silence: "nothing" });
    microphone.peak = 0.1;
    await vi.advanceTimersByTimeAsync(300);
    expect(session.view().mic).toMatchObject({ silence: null });
  });

  it("hints that one talks while muted, and only after some words", async () => {
    const { session, microphone } = await live();
    session.toggleMute();
    microphone.level = 0.8;
    await vi.advanceTimersByTimeAsync(500);
    expect(session.view().mic).toMatchObject({ mutedSpeech: false });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.view().mic).toMatchObject({ muted: true, mutedSpeech: true });
    microphone.level = 0;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(session.view().mic).toMatchObject({ mutedSpeech: false });
  });

  it("stays off with the reason when the browser gives no microphone", async () => {
    const { session, microphone } = await inside();
    microphone.trouble = "refused";
    session.prepareMic();
    await settle();
    expect(session.view().mic).toEqual({ kind: "off", trouble: "refused" });
    microphone.trouble = null;
    session.prepareMic();
    await settle();
    expect(session.view().mic.kind).toBe("preview");
  });

  it("comes back by itself after a lost connection, muted if it was muted", async () => {
    const { session, stages, last } = await live();
    session.toggleMute();
    last().sink({ kind: "closed", why: "server" });
    expect(session.view()).toMatchObject({ phase: { kind: "inRoom" }, line: "server" });
    await vi.advanceTimersByTimeAsync(10);
    expect(stages).toHaveLength(2);
    expect(last().deeds).toEqual(["join", "publish muted"]);
    expect(session.view().line).toBe("found");
    await vi.advanceTimersByTimeAsync(3_100);
    expect(session.view().line).toBe("steady");
  });

  it("gives up after two minutes, switches the microphone off, and can be asked again", async () => {
    const refused: Opened = { kind: "problem", why: "unreachable", requestId: null };
    const { session, last, track } = await live();
    const all = visit([ticket(true), ...Array<Opened>(30).fill(refused)]);
    all.session.start();
    await settle();
    all.last().sink({ kind: "closed", why: "lost" });
    await vi.advanceTimersByTimeAsync(150_000);
    expect(all.session.view().phase).toEqual({ kind: "ended", why: "lost" });
    last().sink({ kind: "closed", why: "elsewhere" });
    expect(session.view().phase).toEqual({ kind: "ended", why: "elsewhere" });
    expect(track()?.stopped).toBe(true);
    session.comeBack();
    await settle();
    expect(session.view().phase.kind).toBe("inRoom");
    expect(session.view().mic).toEqual({ kind: "off", trouble: null });
  });

  it("tells a network without UDP from a server that is away", async () => {
    const blocked = visit([ticket(true)], ["media"]);
    blocked.session.start();
    await settle();
    expect(blocked.session.view().phase.kind).toBe("blocked");
    const away = visit([ticket(true)], ["signal"]);
    away.session.start();
    await settle();
    expect(away.session.view().phase).toMatchObject({ kind: "refused", why: "unreachable" });
  });

  it("counts everybody whom it does not name", async () => {
    const { session, last } = await inside(false);
    last().sink({ kind: "people", people: [], total: 0 });
    expect(session.view().listeners).toBe(1);
    last().sink({ kind: "people", people: [], total: 41 });
    expect(session.view().listeners).toBe(41);
  });
});
