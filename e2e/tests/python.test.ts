import { afterEach, describe, expect, it } from "vitest";
import { Peer } from "../src/peer.js";
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

async function snake(room: string, identity = "snake"): Promise<PythonPeer> {
  const peer = cleanup.add(new PythonPeer(identity, python ?? ""));
  await peer.connect(serverUnderTest(), { room, identity });
  return peer;
}

async function node(room: string): Promise<Peer> {
  const peer = cleanup.add(new Peer("node"));
  await peer.connect(serverUnderTest(), { room, identity: "node" });
  return peer;
}

describe.skipIf(!server || !python)("with LiveKit's Python SDK", () => {
  it("a tone is heard from Python to Node and back", async () => {
    const room = newRoom();
    const [first, second] = await Promise.all([snake(room), node(room)]);
    await first.ask("publish_tone", { hz: 440 });
    await second.publishTone(700);
    await Promise.all([second.hearsTone("snake", 440), first.hearsTone("node", 700)]);
  });

  it("participants see each other, and that one left", async () => {
    const room = newRoom();
    const [first, second] = await Promise.all([snake(room), node(room)]);
    await eventually(
      "Node seen by Python",
      () => first.ask("others"),
      (others) => JSON.stringify(others) === '["node"]',
    );
    await second.end();
    expect((await first.saw("participantDisconnected")).identity).toBe("node");
  });

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
