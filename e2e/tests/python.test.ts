import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { Peer } from "../src/peer.js";
import { type Called, noise, type Received, type Streamed, sha256 } from "../src/peer-data.js";
import { PythonPeer, pythonWithSdk } from "../src/python-peer.js";
import { Cleanup, newRoom, server, serverUnderTest } from "../src/scenario.js";
import { eventually } from "../src/wait.js";

const python = pythonWithSdk();
if (!python)
  process.stdout.write(
    "No Python here with LiveKit's SDK (e2e/python/requirements.txt): its runs are skipped.\n",
  );

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

/** Whether the scenarios run with one peer connection, or with one for each direction. */
let single = true;

async function snake(room: string, identity = "snake", grants: object = {}): Promise<PythonPeer> {
  const peer = cleanup.add(new PythonPeer(identity, python ?? ""));
  await peer.connect(serverUnderTest(), { room, identity, ...grants }, single);
  return peer;
}

async function node(room: string, identity = "node"): Promise<Peer> {
  const peer = cleanup.add(new Peer(identity));
  await peer.connect(serverUnderTest(), { room, identity }, { singlePeerConnection: single });
  return peer;
}

/** One of each, who know of each other. */
async function two(grants: object = {}): Promise<{ room: string; first: PythonPeer; second: Peer }> {
  const room = newRoom();
  const [first, second] = await Promise.all([snake(room, "snake", grants), node(room)]);
  await eventually(
    "Node seen by Python",
    () => first.ask("others"),
    (others) => JSON.stringify(others) === '["node"]',
  );
  await eventually(
    "Python seen by Node",
    () => second.others(),
    (others) => others.some(({ identity }) => identity === "snake"),
  );
  return { room, first, second };
}

const received = async (peer: Peer, topic: string, count: number): Promise<Received[]> =>
  eventually(
    `${count} messages of ${topic}`,
    () => peer.ask("received", { topic }) as Promise<Received[]>,
    (seen) => seen.length >= count,
    20_000,
  );

const streamed = async (peer: Peer, topic: string): Promise<Streamed> =>
  eventually(
    `a stream of ${topic}`,
    async () => ((await peer.ask("streams")) as Streamed[]).find((stream) => stream.topic === topic) ?? null,
    (stream) => stream !== null,
    30_000,
  ) as Promise<Streamed>;

describe.skipIf(!server || !python).each([
  ["one peer connection", true],
  ["two peer connections", false],
])("with LiveKit's Python SDK and %s", (_, one) => {
  beforeAll(() => {
    single = one;
  });

  it("a tone is heard from Python to Node and back, also after a resume and a full reconnect", async () => {
    const { first, second } = await two();
    await first.ask("publish_tone", { hz: 440 });
    await second.publishTone(700);
    await Promise.all([second.hearsTone("snake", 440), first.hearsTone("node", 700)]);
    for (const scenario of ["SIMULATE_SIGNAL_RECONNECT", "SIMULATE_FULL_RECONNECT"]) {
      const before = first.all("reconnected").length;
      await first.ask("simulate", { scenario });
      await eventually(
        `reconnected after ${scenario}`,
        () => first.all("reconnected").length,
        (times) => times > before,
        20_000,
      );
      await Promise.all([second.hearsTone("snake", 440), first.hearsTone("node", 700)]);
    }
    expect((await second.others()).flatMap(({ publications }) => publications)).toHaveLength(1);
  });

  it("participants see each other, and that one left", async () => {
    const { first, second } = await two();
    await second.end();
    expect((await first.saw("participantDisconnected")).identity).toBe("node");
  });

  it("who joins with an identity already there takes its place", async () => {
    const { room, first } = await two();
    await snake(room);
    expect((await first.saw("disconnected")).value).toBe("DUPLICATE_IDENTITY");
  });

  it("messages and calls pass both ways, in order, also around a resume", async () => {
    const { first, second } = await two();
    const sending = first.ask("publish_many", { topic: "many", count: 128, size: 4096 });
    await first.ask("simulate", { scenario: "SIMULATE_SIGNAL_RECONNECT" });
    await sending;
    expect(
      (await received(second, "many", 128)).every(({ bytes, from }) => bytes === 4096 && from === "snake"),
    ).toBe(true);
    await second.ask("publish", { topic: "back", count: 20, bytes: 4 });
    await eventually(
      "twenty back",
      () => first.all("data", "back").length,
      (count) => count === 20,
    );
    await first.ask("answer_rpc", { method: "echo" });
    await second.ask("answerCalls", { method: "echo" });
    expect(await first.ask("call", { to: "node", method: "echo", payload: "hi" })).toEqual({
      payload: "snake: hi",
    });
    expect(await first.ask("call", { to: "node", method: "missing", payload: "" })).toEqual({ code: 1400 });
    expect((await second.ask("call", { to: "snake", method: "echo", payload: "hi" })) as Called).toEqual({
      payload: "node: hi",
    });
  });

  it("text and byte streams of up to 16 MB arrive whole, both ways", async () => {
    const bytes = 16 * 1024 * 1024;
    const { first, second } = await two();
    await Promise.all([first.ask("read_streams", { topic: "s" }), second.ask("readStreams", { topic: "s" })]);
    const text = "Grüße, 你好, hello. ".repeat(4_000);
    await first.ask("send_text", { text, topic: "s" });
    expect(await streamed(second, "s")).toMatchObject({ complete: true, sha256: sha256(text) });
    await second.ask("sendText", { topic: "s", text });
    expect((await first.saw("stream", "s")).value).toBe(sha256(text));
    await Promise.all(["out", "in"].map((topic) => first.ask("read_streams", { topic })));
    await second.ask("readStreams", { topic: "out" });
    const sent = await first.ask("send_noise", { size: bytes, topic: "out", to: ["node"] });
    expect(await streamed(second, "out")).toMatchObject({ complete: true, bytes, sha256: sent });
    await second.ask("sendNoise", { topic: "in", bytes, to: "snake" });
    expect(await first.saw("stream", "in", 30_000)).toMatchObject({ bytes, value: sha256(noise(bytes)) });
  });

  it("[S17] who may not publish any more is not heard any more, and who may not send messages sends none", async () => {
    const { room, first, second } = await two();
    await first.ask("publish_tone", { hz: 440 });
    await second.hearsTone("snake", 440);
    const { httpPort, key, secret } = serverUnderTest();
    const who = { url: `http://127.0.0.1:${httpPort}`, key, secret, room, identity: "snake" };
    const program = cleanup.add(new PythonPeer("program", python ?? ""));
    await program.ask("may_publish", { ...who, may: false });
    await second.saw("trackUnpublished", { identity: "snake" });
    const listener = await snake(room, "listener", { canPublish: false });
    await listener.ask("publish_data", { text: "x", to: [], topic: "t" }).catch(() => undefined);
    await second.ask("publish", { topic: "t", count: 1, bytes: 4 });
    await listener.saw("data", "t");
    expect(await second.ask("received", { topic: "t" })).toEqual([]);
  });
});

describe.skipIf(!server || !python)("with LiveKit's Python SDK", () => {
  it("the server API makes a room, lists it and ends it", async () => {
    const { httpPort, key, secret } = serverUnderTest();
    const peer = cleanup.add(new PythonPeer("program", python ?? ""));
    const name = newRoom();
    const url = `http://127.0.0.1:${httpPort}`;
    expect(await peer.ask("rooms", { url, key, secret, name })).toEqual({
      metadata: "from Python",
      listed: [name],
      participants: [],
      after: 0,
    });
  });
});
