import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Peer } from "../src/peer.js";
import { type Called, noise, type Received, type Streamed, sha256 } from "../src/peer-data.js";
import { Cleanup, figure, newRoom, server, serverUnderTest } from "../src/scenario.js";
import { eventually } from "../src/wait.js";

/** Value of rtc-node's SimulateScenarioKind. */
const SIGNAL_RECONNECT = 0;

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

/** Whether the scenarios run with one peer connection, or with one for each direction. */
let single = true;

async function enter(room: string, identity: string, grants: object = {}): Promise<Peer> {
  const peer = cleanup.add(new Peer(identity));
  await peer.connect(serverUnderTest(), { room, identity, ...grants }, { singlePeerConnection: single });
  return peer;
}

async function two(grants: object = {}): Promise<{ room: string; sender: Peer; receiver: Peer }> {
  const room = newRoom();
  const [receiver, sender] = await Promise.all([enter(room, "receiver"), enter(room, "sender", grants)]);
  await Promise.all([sees(receiver, "sender"), sees(sender, "receiver")]);
  return { room, sender, receiver };
}

async function sees(peer: Peer, identity: string): Promise<void> {
  await eventually(
    `${peer.identity} sees ${identity}`,
    () => peer.others(),
    (others) => others.some((other) => other.identity === identity),
  );
}

const messages = async (peer: Peer, topic: string) => (await peer.ask("received", { topic })) as Received[];

async function received(peer: Peer, topic: string, count: number, withinMs = 10_000): Promise<Received[]> {
  return eventually(
    `${peer.identity} has ${count} messages of ${topic}`,
    () => messages(peer, topic),
    (seen) => seen.length >= count,
    withinMs,
  );
}

async function streamed(peer: Peer, topic: string, withinMs = 10_000): Promise<Streamed> {
  const all = await eventually(
    `${peer.identity} has read a stream of ${topic}`,
    async () => ((await peer.ask("streams")) as Streamed[]).filter((stream) => stream.topic === topic),
    (streams) => streams.length > 0,
    withinMs,
  );
  return all[0]!;
}

const call = async (peer: Peer, params: Record<string, unknown>) =>
  (await peer.ask("call", params)) as Called;

const numbers = (seen: Received[]) => seen.map(({ number }) => number);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe.skipIf(!server).each([
  ["one peer connection", true],
  ["two peer connections", false],
])("data with @livekit/rtc-node on %s", (_, one) => {
  beforeAll(() => {
    single = one;
  });

  it("128 reliable packets of 4096 bytes reach the one they are for, in order, within ten seconds", async () => {
    const { room, sender, receiver } = await two();
    const other = await enter(room, "other");
    const start = Date.now();
    await sender.ask("publish", { topic: "t", count: 128, bytes: 4096, to: "receiver", everyMs: 10 });
    const seen = await received(receiver, "t", 128, 10_000 - (Date.now() - start));
    expect(numbers(seen)).toEqual(upTo(128));
    expect(seen.every(({ from, bytes }) => from === "sender" && bytes === 4096)).toBe(true);
    expect(await messages(other, "t")).toEqual([]);
    figure("128 packets of 4096 bytes, 10 ms apart", `${Date.now() - start} ms`);
  });

  it("what is for nobody by name reaches everybody else, on both kinds of channel", async () => {
    const { room, sender, receiver } = await two();
    const other = await enter(room, "other");
    await sees(sender, "other");
    await sender.ask("publish", { topic: "all", count: 20, bytes: 100 });
    for (const peer of [receiver, other]) {
      expect(numbers(await received(peer, "all", 20))).toEqual(upTo(20));
      expect((await messages(peer, "all")).every(({ reliable }) => reliable)).toBe(true);
    }
    await sender.ask("publish", { topic: "lossy", count: 20, bytes: 100, reliable: false, everyMs: 5 });
    const seen = await received(receiver, "lossy", 20);
    expect(seen.some(({ reliable }) => reliable)).toBe(false);
    expect(await messages(sender, "all")).toEqual([]);
  });

  it("[S17] who may not send data is heard by nobody, and goes on hearing others", async () => {
    const { sender, receiver } = await two({ canPublishData: false });
    const refused = sender.ask("publish", { topic: "t", count: 3, bytes: 10 }).catch(() => undefined);
    await receiver.ask("publish", { topic: "back", count: 3, bytes: 10 });
    expect(numbers(await received(sender, "back", 3))).toEqual(upTo(3));
    await refused;
    expect(await messages(receiver, "t")).toEqual([]);
  });

  it("a text stream arrives as it was written, long and in several scripts", async () => {
    const { sender, receiver } = await two();
    await receiver.ask("readStreams", { topic: "text" });
    const text = "Grüße, 你好, hello. ".repeat(4_000);
    await sender.ask("sendText", { topic: "text", text });
    const seen = await streamed(receiver, "text");
    expect(seen).toMatchObject({ from: "sender", complete: true, sha256: sha256(text) });
  });

  it("a byte stream of 16 MB arrives whole", async () => {
    const bytes = 16 * 1024 * 1024;
    const { sender, receiver } = await two();
    await receiver.ask("readStreams", { topic: "bytes" });
    const start = Date.now();
    await sender.ask("sendNoise", { topic: "bytes", bytes, to: "receiver" });
    const seen = await streamed(receiver, "bytes", 30_000);
    expect(seen).toMatchObject({ bytes, complete: true, sha256: sha256(noise(bytes)) });
    figure("16 MB byte stream", `${Date.now() - start} ms`);
  });

  it("calls are answered, and fail with the protocol's codes", async () => {
    const { sender, receiver } = await two();
    await receiver.ask("answerCalls", { method: "echo" });
    await receiver.ask("answerCalls", { method: "length" });
    expect(await call(sender, { to: "receiver", method: "echo", payload: "hi" })).toEqual({
      payload: "sender: hi",
    });
    expect(await call(sender, { to: "receiver", method: "length", size: 14_000 })).toEqual({
      payload: "14000",
    });
    expect(await call(sender, { to: "receiver", method: "missing", payload: "" })).toEqual({ code: 1400 });
    const absent = await call(sender, { to: "nobody", method: "echo", payload: "", timeoutMs: 500 });
    expect(absent.code).toBe(1501);
  });

  it("a sender that leaves in the middle of a stream leaves the others well", async () => {
    const { room, sender, receiver } = await two();
    await receiver.ask("readStreams", { topic: "text" });
    await sender.ask("beginText", { topic: "text", text: "the beginning of" });
    await receiver.saw("streamOpened", { identity: "sender" });
    await sender.end();
    await receiver.saw("participantDisconnected", { identity: "sender" });
    const next = await enter(room, "next");
    await next.ask("publish", { topic: "t", count: 5, bytes: 10 });
    expect(numbers(await received(receiver, "t", 5))).toEqual(upTo(5));
  });

  it("reliable messages around a resume arrive once and in order, whoever resumes", async () => {
    const { sender, receiver } = await two();
    let next = 0;
    for (const resuming of [sender, receiver]) {
      const sending = sender.ask("publish", { topic: "t", count: 100, bytes: 200, from: next, everyMs: 10 });
      await resuming.ask("simulate", { scenario: SIGNAL_RECONNECT });
      await sending;
      next += 100;
      await resuming.saw("reconnected", {}, 20_000);
      expect(numbers(await received(receiver, "t", next, 20_000))).toEqual(upTo(next));
    }
  });

  it("what is sent at once after both have joined is not lost", async () => {
    const room = newRoom();
    const sender = await enter(room, "sender");
    const receiver = await enter(room, "receiver");
    await sees(sender, "receiver");
    await sender.ask("publish", { topic: "early", count: 3, bytes: 50, to: "receiver" });
    expect(numbers(await received(receiver, "early", 3))).toEqual(upTo(3));
  });
});
