import { afterEach, describe, expect, it } from "vitest";
import { Peer } from "../src/peer.js";
import type { Received } from "../src/peer-data.js";
import { Cleanup, newRoom, server, serverUnderTest } from "../src/scenario.js";
import { mintToken } from "../src/token.js";
import { eventually } from "../src/wait.js";

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

async function enter(room: string, identity: string): Promise<Peer> {
  const peer = cleanup.add(new Peer(identity));
  await peer.connect(serverUnderTest(), { room, identity });
  return peer;
}

/** Calls the server API as a program that manages the room. */
async function call(method: string, room: string, more: object): Promise<{ status: number; body: unknown }> {
  const { httpPort, key, secret } = serverUnderTest();
  const token = mintToken(key, secret, { room, identity: "program", roomAdmin: true });
  const answer = await fetch(`http://127.0.0.1:${httpPort}/twirp/livekit.RoomService/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ room, ...more }),
  });
  return { status: answer.status, body: await answer.json() };
}

const base64 = (bytes: number[]) => Buffer.from(bytes).toString("base64");
const received = async (peer: Peer) => (await peer.ask("received", { topic: "news" })) as Received[];

describe.skipIf(!server)("a program with the server API", () => {
  it("sends a message to one participant, and one to all, which come from nobody", async () => {
    const room = newRoom();
    const [first, second] = await Promise.all([enter(room, "first"), enter(room, "second")]);
    const toOne = { data: base64([0, 0, 0, 1]), topic: "news", destination_identities: ["first"] };
    const toAll = { data: base64([0, 0, 0, 2]), topic: "news", kind: "RELIABLE" };
    expect((await call("SendData", room, toOne)).status).toBe(200);
    expect((await call("SendData", room, toAll)).status).toBe(200);
    await eventually(
      "the message to all",
      () => received(second),
      (seen) => seen.length > 0,
    );
    await eventually(
      "both messages",
      () => received(first),
      (seen) => seen.length === 2,
    );
    expect((await received(second)).map(({ number, from }) => [number, from])).toEqual([[2, ""]]);
    expect((await received(first)).map(({ number }) => number)).toEqual([1, 2]);
  });

  it("calls a procedure of a participant and gets its answer, or why there is none", async () => {
    const room = newRoom();
    const peer = await enter(room, "callee");
    await peer.ask("answerCalls", { method: "length" });
    const asked = { destination_identity: "callee", method: "length", payload: "12345" };
    expect(await call("PerformRpc", room, asked)).toEqual({ status: 200, body: { payload: "5" } });
    expect((await call("PerformRpc", room, { ...asked, method: "unheard-of" })).status).toBe(501);
    expect((await call("PerformRpc", room, { ...asked, destination_identity: "nobody" })).status).toBe(404);
  });
});
