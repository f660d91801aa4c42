// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Json, type JsonObject, mergePatch } from "../src/models/mergePatch";
import { type ChannelNews, Realtime } from "../src/models/realtime";
import { type DoubleSocket, RealtimeServer } from "./realtimeServer";

/** Chance that repeats itself (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

let server: RealtimeServer;
let network: EventTarget;
let online: boolean;
const pages: Realtime[] = [];

function page(random: () => number = () => 0.5): Realtime {
  const realtime = new Realtime({ open: server.open, network, online: () => online, random });
  pages.push(realtime);
  return realtime;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function newest(): DoubleSocket {
  const socket = server.opened.at(-1);
  if (!socket) throw new Error("nobody connected");
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new RealtimeServer();
  network = new EventTarget();
  online = true;
});

afterEach(() => {
  for (const realtime of pages.splice(0)) realtime.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("a merge patch", () => {
  const cases: [Json, Json, Json][] = [
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [
      ["a", "b"],
      ["c", "d"],
      ["c", "d"],
    ],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  it.each(cases)("of %j with %j is %j (RFC 7396 appendix A)", (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });

  it("leaves what does not change the same object, and never touches a prototype", () => {
    const before = { stage: { anna: { muted: false } }, hands: { ben: 1 } };
    const after = mergePatch(before, { hands: { cleo: 2 } }) as typeof before;
    expect(after.stage).toBe(before.stage);
    expect(before.hands).toEqual({ ben: 1 });
    const evil = mergePatch({}, JSON.parse('{"__proto__": {"admin": true}}')) as { admin?: boolean };
    expect(evil.admin).toBeUndefined();
  });
});

describe("a page's connection", () => {
  it("connects when somebody listens, shares one subscription, and ends it a moment after the last left", async () => {
    const realtime = page();
    await pass(10_000);
    expect(server.opened).toHaveLength(0);
    const news: ChannelNews["kind"][] = [];
    const leave = [0, 1].map(() => realtime.subscribe("hallway", ({ kind }) => news.push(kind)));
    await pass(10);
    server.commit("hallway", { changed: 1 });
    await pass(10);
    expect(news).toEqual(["state", "state", "event", "event"]);
    expect(realtime.view("hallway")).toEqual({
      state: { changed: 1 },
      version: 1,
      live: true,
      problem: null,
    });
    for (const done of leave) done();
    const back = realtime.subscribe("hallway", () => undefined);
    await pass(5_000);
    expect(newest().heard).toHaveLength(1);
    expect(realtime.line()).toBe("open");
    back();
    await pass(5_000);
    expect(newest().heard.at(-1)).toEqual({ op: "unsubscribe", channel: "hallway" });
    expect(realtime.line()).toBe("idle");
  });

  it("keeps showing what it knew while away, and takes it up from there", async () => {
    const realtime = page();
    server.commit("room:a", { title: "Moon" });
    realtime.subscribe("room:a", () => undefined);
    await pass(10);
    server.restart(false);
    server.commit("room:a", { title: "Sun" });
    expect(realtime.view("room:a")).toMatchObject({ state: { title: "Moon" }, live: false });
    expect(realtime.line()).toBe("waiting");
    await pass(1_000);
    expect(realtime.view("room:a")).toMatchObject({ state: { title: "Sun" }, version: 2, live: true });
    expect(newest().heard).toEqual([{ op: "subscribe", channel: "room:a", since: 1 }]);
  });

  it("takes several events and counts in one message that nobody asked for", async () => {
    const realtime = page();
    const news: string[] = [];
    realtime.subscribe("room:a", (one) => news.push(one.kind === "ephemeral" ? one.key : one.kind));
    await pass(10);
    const patches: JsonObject[] = [{ hands: { ann: 1 } }, { hands: { ben: 2 } }];
    server.together("room:a", patches, { vote: { votes: 7 } });
    await pass(10);
    expect(realtime.view("room:a")).toEqual({
      state: { hands: { ann: 1, ben: 2 } },
      version: 2,
      live: true,
      problem: null,
    });
    expect(news).toEqual(["state", "event", "event", "vote"]);
    expect(newest().heard).toHaveLength(1);
  });

  it("asks again when an event or its own version shows that something was missed", async () => {
    const realtime = page();
    realtime.subscribe("room:a", () => undefined);
    await pass(10);
    newest().lose = 1;
    server.commit("room:a", { one: 1 });
    await pass(10);
    server.commit("room:a", { two: 2 });
    await pass(10);
    expect(realtime.view("room:a").state).toEqual({ one: 1, two: 2 });
    newest().lose = 1;
    server.commit("room:a", { three: 3 });
    await pass(10);
    expect(realtime.view("room:a").version).toBe(2);
    server.heads();
    await pass(10);
    expect(realtime.view("room:a")).toMatchObject({ state: { one: 1, two: 2, three: 3 }, live: true });
  });

  it("takes a whole state even when it is older than what it had: the server knows better", async () => {
    const realtime = page();
    for (let i = 0; i < 5; i++) server.commit("room:a", { n: i });
    realtime.subscribe("room:a", () => undefined);
    await pass(10);
    Object.assign(server.truth("room:a"), { version: 2, state: { n: 1 }, ring: [] });
    server.restart(true);
    await pass(1_000);
    expect(realtime.view("room:a")).toMatchObject({ state: { n: 1 }, version: 2, live: true });
  });

  it("leaves a socket that says nothing for 40 s", async () => {
    const realtime = page();
    realtime.subscribe("room:a", () => undefined);
    for (let i = 0; i < 4; i++) {
      await pass(15_000);
      server.heads();
    }
    await pass(10);
    expect(server.opened).toHaveLength(1);
    await pass(41_000);
    expect(server.opened).toHaveLength(2);
    expect(realtime.line()).toBe("open");
  });

  it("looks after its connection at once when somebody looks at the page after a sleep", async () => {
    const realtime = page();
    realtime.subscribe("room:a", () => undefined);
    await pass(10);
    network.dispatchEvent(new Event("visibilitychange"));
    await pass(10);
    expect(server.opened).toHaveLength(1);
    await pass(25_000);
    network.dispatchEvent(new Event("visibilitychange"));
    await pass(10);
    expect(server.opened).toHaveLength(2);
    expect(realtime.view("room:a").live).toBe(true);
  });

  it("tries ever later while the server is away, and at once when the network comes back", async () => {
    const realtime = page();
    server.up = false;
    realtime.subscribe("room:a", () => undefined);
    const times: number[] = [];
    let seen = 0;
    for (let ms = 0; ms < 120_000; ms += 100) {
      await pass(100);
      if (server.opened.length > seen) times.push(ms);
      seen = server.opened.length;
    }
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    expect(gaps.slice(0, 8)).toEqual([500, 1_000, 1_000, 1_000, 1_000, 2_000, 2_000, 2_000]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_100);
    online = false;
    network.dispatchEvent(new Event("offline"));
    expect(realtime.line()).toBe("offline");
    server.up = true;
    online = true;
    network.dispatchEvent(new Event("online"));
    await pass(10);
    expect(realtime.line()).toBe("open");
  });

  it("forgets what another person saw: on 4001 and on restart it begins anew at once", async () => {
    const realtime = page();
    server.commit("account:1", { me: "anna" });
    realtime.subscribe("account:1", () => undefined);
    await pass(10);
    newest().end(4001);
    expect(realtime.view("account:1").state).toBeNull();
    await pass(10);
    expect(newest().heard).toEqual([{ op: "subscribe", channel: "account:1" }]);
    realtime.restart();
    await pass(10);
    expect(server.opened).toHaveLength(3);
    expect(realtime.view("account:1").live).toBe(true);
  });

  it("shows a refusal, asks again after a passing one, and hears of a channel that is taken away", async () => {
    const realtime = page();
    server.refusals.set("room:a", "not-found").set("room:b", "internal");
    const news: string[] = [];
    realtime.subscribe("room:a", ({ kind }) => news.push(kind));
    realtime.subscribe("room:b", () => undefined);
    await pass(10);
    expect(news).toEqual(["refused"]);
    expect(realtime.view("room:a").problem?.slug).toBe("not-found");
    expect(realtime.view("room:b").problem).toBeNull();
    server.refusals.clear();
    await pass(6_000);
    expect(realtime.view("room:b").live).toBe(true);
    expect(realtime.view("room:a").live).toBe(false);
    newest().push({ op: "closed", channel: "room:b", problem: { slug: "access-withdrawn" } });
    await pass(10);
    expect(realtime.view("room:b")).toMatchObject({ state: null, problem: { slug: "access-withdrawn" } });
  });

  it("tells ephemeral values without touching the state", async () => {
    const realtime = page();
    const heard: ChannelNews[] = [];
    realtime.subscribe("room:a", (news) => heard.push(news));
    await pass(10);
    const view = realtime.view("room:a");
    server.ephemeral("room:a", "audience", { listeners: 7 });
    await pass(10);
    expect(heard.at(-1)).toEqual({ kind: "ephemeral", key: "audience", data: { listeners: 7 } });
    expect(realtime.view("room:a")).toBe(view);
  });

  it("survives messages that nobody should send", async () => {
    const realtime = page();
    realtime.subscribe("room:a", () => undefined);
    await pass(10);
    for (const text of [
      "",
      "null",
      "[]",
      "{",
      '{"op":"state","channel":"room:a"}',
      '{"op":"event","channel":"room:a"}',
    ])
      newest().onmessage?.({ data: text });
    newest().onmessage?.({ data: new ArrayBuffer(3) });
    expect(realtime.view("room:a").live).toBe(true);
  });

  it.each(Array.from({ length: 30 }, (_, i) => i + 1))(
    "converges through losses, delays, restarts and sleep (seed %i)",
    async (seed) => {
      const random = seeded(seed);
      const below = (bound: number) => Math.floor(random() * bound);
      const realtimes = [0, 1, 2].map(() => page(random));
      const names = ["room:a", "room:b"];
      server.ringSize = 12;
      for (const realtime of realtimes) for (const name of names) realtime.subscribe(name, () => undefined);
      for (let step = 0; step < 600; step++) {
        const sockets = [...server.sockets];
        const socket = sockets[below(sockets.length)];
        switch (below(30)) {
          case 0:
            socket?.end(1006);
            break;
          case 1:
            server.restart(below(2) === 0);
            break;
          case 2:
            if (socket) socket.lose = 1 + below(4);
            break;
          case 3:
            server.up = !server.up;
            break;
          case 4:
            network.dispatchEvent(new Event(below(2) === 0 ? "offline" : "online"));
            break;
          case 5:
            server.heads();
            break;
          case 6:
            await pass(below(3_000));
            break;
          default: {
            const key = `k${below(5)}`;
            const value = below(3) === 0 ? null : below(1_000);
            server.commit(
              below(2) === 0 ? "room:a" : "room:b",
              below(2) === 0 ? { [key]: value } : { in: { [key]: value } },
            );
          }
        }
        await pass(below(4));
      }
      server.up = true;
      for (const socket of server.sockets) socket.lose = 0;
      for (let i = 0; i < 6; i++) {
        await pass(15_000);
        server.heads();
      }
      await pass(100);
      for (const realtime of realtimes)
        for (const name of names) {
          const { state, version } = server.truth(name);
          expect(realtime.view(name)).toEqual({ state, version, live: true, problem: null });
        }
    },
  );
});
