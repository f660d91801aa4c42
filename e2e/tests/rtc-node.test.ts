import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { isTone, Peer } from "../src/peer.js";
import { Cleanup, figure, newRoom, server, serverUnderTest } from "../src/scenario.js";
import { eventually, pause } from "../src/wait.js";

/** Values of rtc-node's SimulateScenarioKind. */
const SIGNAL_RECONNECT = 0;
const FULL_RECONNECT = 7;

/** Whether the scenarios run with one peer connection, or with one for each direction. */
let single = true;

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

async function enter(
  room: string,
  identity: string,
  grants: object = {},
  options: { autoSubscribe?: boolean } = {},
) {
  const peer = cleanup.add(new Peer(identity));
  const all = { room, identity, name: `Name of ${identity}`, ...grants };
  await peer.connect(serverUnderTest(), all, { singlePeerConnection: single, ...options });
  return peer;
}

/** A publisher of a tone and a subscriber that hears it. */
async function talk(hz: number) {
  const room = newRoom();
  const [speaker, listener] = await Promise.all([enter(room, "speaker"), enter(room, "listener")]);
  const sid = await speaker.publishTone(hz);
  await listener.hearsTone("speaker", hz);
  return { room, speaker, listener, sid };
}

describe.skipIf(!server).each([
  ["one peer connection", true],
  ["two peer connections", false],
])("with @livekit/rtc-node and %s", (_, one) => {
  beforeAll(() => {
    single = one;
  });

  it("one process publishes a tone in mono and another receives it within 20 Hz", async () => {
    const { speaker, sid } = await talk(440);
    await speaker.saw("localTrackSubscribed", { sid });
  });

  it("what is published in stereo, which this client mixes itself, is heard on both sides", async () => {
    const room = newRoom();
    const [speaker, listener] = await Promise.all([enter(room, "speaker"), enter(room, "listener")]);
    await speaker.publishTone(300, { hzRight: 300 });
    await eventually(
      "300 Hz left and right",
      () => listener.hear("speaker", 400, { channels: 2 }),
      (heard) => heard !== null && isTone(heard, 0, 300) && isTone(heard, 1, 300),
    );
  });

  it("a tone of 24 kHz is heard at 48 kHz", async () => {
    const room = newRoom();
    const [speaker, listener] = await Promise.all([enter(room, "speaker"), enter(room, "listener")]);
    await speaker.publishTone(500, { sampleRate: 24_000 });
    await listener.hearsTone("speaker", 500);
  });

  it("two participants see each other", async () => {
    const room = newRoom();
    const first = await enter(room, "first");
    const second = await enter(room, "second");
    const joined = Date.now();
    const seen = await first.saw("participantConnected", { identity: "second" });
    expect(seen.name).toBe("Name of second");
    expect((await second.others()).map(({ identity }) => identity)).toEqual(["first"]);
    figure("a participant without a track appears to the others after its connect", `${seen.at - joined} ms`);
  });

  it("who leaves is reported with identity and name, after its publications were removed", async () => {
    const { speaker, listener, sid } = await talk(440);
    await speaker.end();
    const left = await listener.saw("participantDisconnected", { identity: "speaker" });
    expect(left.name).toBe("Name of speaker");
    expect(left.publications).toBe(0);
    const order = listener.events.map(({ event }) => event);
    expect(order.indexOf("trackUnpublished")).toBeGreaterThan(-1);
    expect(order.indexOf("trackUnpublished")).toBeLessThan(order.indexOf("participantDisconnected"));
    expect(listener.events.find(({ event }) => event === "trackUnpublished")?.sid).toBe(sid);
  });

  it("a muted track is silent, and sounds again when unmuted", async () => {
    const { speaker, listener, sid } = await talk(440);
    await speaker.ask("mute", { sid, muted: true });
    await listener.saw("trackMuted", { sid });
    await listener.hearsNothing("speaker");
    await speaker.ask("mute", { sid, muted: false });
    await listener.saw("trackUnmuted", { sid });
    await listener.hearsTone("speaker", 440);
  });

  it("an unsubscribed track falls silent, and sounds again each time it is subscribed to", async () => {
    const { listener } = await talk(440);
    // At once and after a while: the section of the first time is then in use, or free.
    for (const rest of [0, 0, 500]) {
      await listener.ask("subscribe", { identity: "speaker", subscribed: false });
      await listener.saw("trackUnsubscribed", { identity: "speaker" });
      await listener.hearsNothing("speaker");
      await pause(rest);
      await listener.ask("subscribe", { identity: "speaker", subscribed: true });
      await listener.hearsTone("speaker", 440);
    }
  });

  it("a track unpublished and another published is heard in its place", async () => {
    const { speaker, listener, sid } = await talk(440);
    await speaker.ask("unpublish", { sid });
    await listener.saw("trackUnpublished", { sid });
    await speaker.publishTone(700);
    await listener.hearsTone("speaker", 700);
  });

  it("without auto-subscribe nothing is heard until one asks", async () => {
    const room = newRoom();
    const speaker = await enter(room, "speaker");
    const listener = await enter(room, "listener", {}, { autoSubscribe: false });
    const sid = await speaker.publishTone(440);
    await listener.saw("trackPublished", { sid });
    expect(await listener.hear("speaker")).toBeNull();
    await listener.ask("subscribe", { identity: "speaker", subscribed: true });
    await listener.hearsTone("speaker", 440);
  });

  it("a resume after a lost signal connection keeps the tone and the one publication", async () => {
    const { speaker, listener, sid } = await talk(440);
    await speaker.ask("simulate", { scenario: SIGNAL_RECONNECT });
    await speaker.saw("reconnected", {}, 15_000);
    await listener.hearsTone("speaker", 440);
    expect((await listener.others())[0]?.publications.map((publication) => publication.sid)).toEqual([sid]);
    expect(listener.events.some(({ event }) => event === "participantDisconnected")).toBe(false);
  });

  it("a resume of the listener keeps the speaker's tone", async () => {
    const { listener } = await talk(440);
    await listener.ask("simulate", { scenario: SIGNAL_RECONNECT });
    await listener.saw("reconnected", {}, 15_000);
    await listener.hearsTone("speaker", 440);
    expect(listener.events.some(({ event }) => event === "participantDisconnected")).toBe(false);
  });

  it("a full reconnect keeps the tone and leaves exactly one publication", async () => {
    const { speaker, listener, sid } = await talk(440);
    await speaker.ask("simulate", { scenario: FULL_RECONNECT });
    await listener.saw("trackUnpublished", { sid }, 15_000);
    await listener.hearsTone("speaker", 440, 20_000);
    const publications = await eventually(
      "one publication",
      async () => (await listener.others()).flatMap((other) => other.publications),
      (all) => all.length === 1,
    );
    expect(publications[0]?.sid).not.toBe(sid);
  });

  it("four publishers see each other, and all are told within 3 s when they leave at once", async () => {
    const room = newRoom();
    const names = ["p0", "p1", "p2", "p3"];
    const peers = await Promise.all(names.map((name) => enter(room, name)));
    await Promise.all(peers.map((peer, i) => peer.publishTone(300 + 100 * i)));
    await Promise.all(
      peers.map((peer) =>
        eventually(
          `${peer.identity} sees three with a publication`,
          () => peer.others(),
          (others) => others.length === 3 && others.every(({ publications }) => publications.length === 1),
          5_000,
        ),
      ),
    );
    const start = Date.now();
    await Promise.all(peers.map((peer) => peer.ask("disconnect")));
    await Promise.all(peers.map((peer) => peer.saw("disconnected", {}, 3_000)));
    expect(Date.now() - start).toBeLessThanOrEqual(3_000);
  });

  it("who joins with an identity already there takes its place", async () => {
    const { room, speaker, listener } = await talk(440);
    const second = await enter(room, "speaker");
    const gone = await speaker.saw("disconnected");
    expect(gone.reason).toBe("DUPLICATE_IDENTITY");
    await second.publishTone(700);
    await listener.hearsTone("speaker", 700);
  });

  it("three questions at once for the room id get one answer", async () => {
    const peer = await enter(newRoom(), "asker");
    const sids = (await peer.ask("roomSids")) as string[];
    expect(sids[0]).toMatch(/^RM_\w+$/);
    expect(new Set(sids).size).toBe(1);
  });

  it("name, metadata and attributes set by a participant reach the others", async () => {
    const room = newRoom();
    const first = await enter(room, "first", { canUpdateOwnMetadata: true });
    const second = await enter(room, "second");
    await first.ask("update", {
      metadata: "from here",
      name: "New name",
      attributes: { hat: "host", hand: "up" },
    });
    await eventually(
      "second sees the changes",
      async () => (await second.others())[0],
      (seen) => seen?.metadata === "from here" && seen.name === "New name" && seen.attributes.hand === "up",
    );
  });

  it("[S17] a participant without the right to change its metadata is refused", async () => {
    const room = newRoom();
    const first = await enter(room, "first", { metadata: "as issued", canUpdateOwnMetadata: false });
    const second = await enter(room, "second");
    await first.ask("update", { metadata: "forged" });
    // Requests of one participant are handled in order: what comes later carries what the first one changed.
    const sid = await first.publishTone(440);
    await second.saw("trackPublished", { sid });
    expect((await second.others())[0]?.metadata).toBe("as issued");
  });

  it("[S17] a participant without the right to publish that publishes anyway is not heard", async () => {
    const room = newRoom();
    const listener = await enter(room, "listener");
    const intruder = await enter(room, "intruder", { canPublish: false });
    const outcome = await intruder.publishTone(440).then(
      () => "published",
      () => "refused",
    );
    expect(outcome).toBe("refused");
    expect(await listener.hear("intruder")).toBeNull();
    expect(listener.events.some(({ event }) => event === "trackPublished")).toBe(false);
  });

  it("who may not subscribe hears nobody", async () => {
    const room = newRoom();
    const speaker = await enter(room, "speaker");
    const deaf = await enter(room, "deaf", { canSubscribe: false });
    const witness = await enter(room, "witness");
    await speaker.publishTone(440);
    await witness.hearsTone("speaker", 440);
    expect(await deaf.hear("speaker")).toBeNull();
  });

  it("a hidden participant hears the others and is seen by nobody", async () => {
    const room = newRoom();
    const speaker = await enter(room, "speaker");
    const hidden = await enter(room, "hidden", { hidden: true, canPublish: false });
    const witness = await enter(room, "witness");
    await speaker.publishTone(440);
    await Promise.all([hidden.hearsTone("speaker", 440), witness.hearsTone("speaker", 440)]);
    expect((await witness.others()).map(({ identity }) => identity)).toEqual(["speaker"]);
    expect(speaker.events.some(({ identity }) => identity === "hidden")).toBe(false);
  });

  it("who speaks is told to the others", async () => {
    const { listener } = await talk(440);
    await listener.saw("speakers", { value: "speaker" });
  });

  it("a token of another secret is refused", async () => {
    const peer = cleanup.add(new Peer("stranger"));
    const server = { ...serverUnderTest(), secret: "not-the-secret-of-this-key-0123456789" };
    await expect(peer.connect(server, { room: newRoom(), identity: "stranger" })).rejects.toThrow();
  });
});
