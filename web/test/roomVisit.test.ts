import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Calls, makeCalls } from "../src/api/calls";
import { ApiClient } from "../src/api/client";
import type { RoomView, You } from "../src/api/types";
import { freeFloor } from "../src/models/floor";
import type { Json } from "../src/models/mergePatch";
import { PreferenceStore } from "../src/models/preferences";
import type { ChannelListener, ChannelView } from "../src/models/realtime";
import type { News } from "../src/models/roomScene";
import { RoomVisit } from "../src/models/roomVisit";
import { PlainMicrophone, QuietStage } from "./media";

const since = "2026-11-23T12:00:00Z";
const person = (id: string, displayName: string) => ({ id, handle: id, displayName });
const ann = person("ann", "Ann");
const bo = person("bo", "Bo");
const listener: You = {
  identity: "me",
  role: "listener",
  hand: false,
  offer: false,
  seat: false,
  muted: false,
};

const record: RoomView = {
  id: "r",
  title: "Night talk",
  topic: { id: "t", title: "Talk" },
  visibility: "public",
  language: "en",
  phase: "live",
  host: ann,
  speakers: [ann],
  listeners: 2,
  guests: 0,
  openedAt: since,
  liveAt: since,
  handsLocked: false,
  floor: freeFloor,
  stage: [{ identity: "ann", person: ann, role: "moderator", onAir: true, muted: false, since }],
  hands: [],
  you: listener,
  limits: { stage: 16, audience: 8000 },
};

const { floor: _floor, stage: _stage, hands: _hands, you: _you, limits: _limits, ...head } = record;
const truth = (part: object = {}) => ({
  room: head,
  floor: freeFloor,
  stage: Object.fromEntries(record.stage.map((one) => [one.identity, one])),
  hands: {},
  ...part,
});

/** Channels that say what the test makes them say. */
class ToldChannels {
  readonly listeners = new Map<string, Set<ChannelListener>>();
  readonly views = new Map<string, ChannelView>();
  readonly subscribe = (name: string, listener: ChannelListener) => {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  };
  readonly view = (name: string): ChannelView =>
    this.views.get(name) ?? { state: null, version: 0, live: false, problem: null };
  tell(name: string, state: object) {
    const view = { ...this.view(name), state, live: true } as ChannelView;
    this.views.set(name, view);
    for (const listener of this.listeners.get(name) ?? []) listener({ kind: "state" }, view);
  }
  hint(name: string, key: string, data: Json) {
    for (const listener of this.listeners.get(name) ?? [])
      listener({ kind: "ephemeral", key, data }, this.view(name));
  }
  watched(name: string) {
    return (this.listeners.get(name)?.size ?? 0) > 0;
  }
}

interface Asked {
  readonly deed: string;
  readonly body: unknown;
}

/** The real calls over a server that answers from a table; what is absent there is done (204). */
function server(answers: Record<string, { status?: number; body?: unknown }>) {
  const asked: Asked[] = [];
  const client = new ApiClient({
    language: () => "en",
    online: () => true,
    fetch: async (input, init) => {
      const deed = `${init?.method} ${String(input).replace("/api/rooms/r", "")}`;
      asked.push({ deed, body: init?.body ? JSON.parse(String(init.body)) : null });
      const answer = answers[deed];
      if (!answer) return new Response(null, { status: 204 });
      return Response.json(answer.body ?? {}, { status: answer.status ?? 200 });
    },
  });
  return { calls: makeCalls(client) satisfies Calls, asked };
}

async function visit(
  more: Record<string, { status?: number; body?: unknown }> = {},
  account: string | null = "me",
  accountRooms: Record<string, You> | null = null,
) {
  const answers: typeof more = {
    "GET ": { body: record },
    "POST /join": { body: { url: "ws://127.0.0.1:1", token: "t", identity: "me", you: listener } },
    ...more,
  };
  const { calls, asked } = server(answers);
  const stages: QuietStage[] = [];
  const channels = new ToldChannels();
  if (accountRooms) channels.tell("account:me", { rooms: accountRooms });
  const microphone = new PlainMicrophone();
  const news: News[] = [];
  let left = 0;
  const room = new RoomVisit("r", {
    calls,
    channels,
    account,
    tell: (one) => news.push(one),
    left: () => left++,
    now: Date.now,
    makeStage: async (sink) => {
      const stage = new QuietStage(sink, null);
      stages.push(stage);
      return stage;
    },
    microphone,
    preferences: new PreferenceStore(null, ["en"]),
    earcons: { play: () => undefined },
  });
  room.start();
  await settle();
  return {
    room,
    channels,
    asked,
    answers,
    stages,
    microphone,
    news,
    last: () => stages[stages.length - 1] as QuietStage,
    deeds: () => asked.map(({ deed }) => deed),
    you: (part: Partial<You>) => channels.tell("account:me", { rooms: { r: { ...listener, ...part } } }),
    left: () => left,
  };
}

const settle = () => vi.advanceTimersByTimeAsync(5);

async function offered() {
  const all = await visit();
  all.channels.tell("room:r", truth());
  all.you({ offer: true });
  return all;
}

describe("a visit to a room of the community", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("shows the room from one request, then follows its channel", async () => {
    const { room, channels } = await visit();
    expect(room.view()).toMatchObject({ phase: { kind: "inRoom" }, audience: { listeners: 2 } });
    expect(room.view().stage.map(({ name }) => name)).toEqual(["Ann"]);
    const bos = { identity: "bo", person: bo, role: "cohost", onAir: false, muted: true, since };
    channels.tell("room:r", truth({ stage: { bo: bos, ...truth().stage }, room: { ...head, listeners: 9 } }));
    expect(room.view().stage.map(({ name }) => name)).toEqual(["Ann", "Bo"]);
    expect(room.view().stage[1]).toMatchObject({ mutedByHost: true, muted: true, role: "cohost" });
    expect(room.view().audience.listeners).toBe(9);
  });

  it("takes seats from the room and voices from the media side", async () => {
    const { room, channels, last } = await visit();
    channels.tell("room:r", truth());
    const voice = {
      id: "ann",
      name: "x",
      me: false,
      live: true,
      muted: false,
      speaking: true,
      line: "poor" as const,
    };
    last().sink({ kind: "people", people: [voice, { ...voice, id: "stranger" }], total: 2 });
    expect(room.view().stage).toHaveLength(1);
    expect(room.view().stage[0]).toMatchObject({ name: "Ann", speaking: true, line: "poor" });
    channels.tell("room:r", truth({ stage: { ann: { ...record.stage[0], muted: true } } }));
    expect(room.view().stage[0]).toMatchObject({ speaking: false, muted: true });
  });

  it("waits honestly when raising a hand, and shows a lowered one at once with a way back", async () => {
    const { room, deeds, you, news } = await visit();
    you({});
    room.raiseHand();
    expect(room.view().pending.has("hand")).toBe(true);
    await settle();
    expect(room.view().you?.hand).toBe(true);
    you({ hand: true });
    room.lowerHand();
    expect(room.view().you?.hand).toBe(false);
    await settle();
    you({});
    expect(news).toMatchObject([{ key: "handLowered" }]);
    const taken = news[0];
    if (taken?.kind === "news") taken.undo?.();
    await settle();
    expect(deeds().filter((deed) => deed.endsWith("/hand"))).toEqual([
      "PUT /hand",
      "DELETE /hand",
      "PUT /hand",
    ]);
  });

  it("tells in the server's words why a hand was refused, and takes nothing for done", async () => {
    const { room, news, you } = await visit({
      "PUT /hand": {
        status: 409,
        body: { slug: "hands-locked", title: "Hands are locked", detail: "Later." },
      },
    });
    you({});
    room.raiseHand();
    await settle();
    expect(room.view().you?.hand).toBe(false);
    expect(news).toMatchObject([{ kind: "problem", error: { slug: "hands-locked", detail: "Later." } }]);
  });

  it("sends nothing before Go live: an offer opens no microphone and takes no seat", async () => {
    const { room, deeds, last, microphone } = await offered();
    expect(room.view()).toMatchObject({ you: { offer: true }, media: { mic: { kind: "off" } } });
    expect(room.view().announcement?.key).toBe("offered");
    room.prepareMic();
    await settle();
    expect(room.view().media.mic.kind).toBe("preview");
    expect(microphone.asked).toBe(1);
    expect(last().deeds).toEqual(["join"]);
    expect(deeds()).not.toContain("POST /seat");
  });

  it("goes live in one tap: seat first, then the media side's word, then sound", async () => {
    const { room, deeds, last, you } = await offered();
    room.goLive();
    await settle();
    expect(deeds()).toContain("POST /seat");
    expect(last().deeds).toEqual(["join"]);
    you({ role: "speaker", seat: true });
    last().sink({ kind: "permission", maySpeak: true });
    await settle();
    expect(last().deeds).toEqual(["join", "publish"]);
    expect(room.view().media.mic).toMatchObject({ kind: "live", muted: false });
  });

  it("puts the microphone away when the offer ended while its owner hesitated", async () => {
    const { room, microphone, you, news } = await offered();
    room.prepareMic();
    await settle();
    you({});
    expect(room.view().media.mic.kind).toBe("listener");
    expect(microphone.tracks[0]?.stopped).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(news).toMatchObject([{ key: "offerGone" }]);
  });

  it("declines privately with Not now", async () => {
    const { room, deeds, news, last } = await offered();
    room.prepareMic();
    await settle();
    room.notNow();
    await settle();
    expect(deeds()).toContain("DELETE /offer");
    expect(room.view()).toMatchObject({ you: { offer: false }, media: { mic: { kind: "listener" } } });
    expect(news).toEqual([]);
    expect(last().deeds).toEqual(["join"]);
  });

  it("steps down with the microphone off at once, and gives the seat back only when nobody undoes it", async () => {
    const { room, deeds, last, you, news } = await offered();
    room.goLive();
    await settle();
    you({ role: "speaker", seat: true });
    last().sink({ kind: "permission", maySpeak: true });
    await settle();
    room.stepDown();
    expect(last().deeds).toContain("unpublish");
    expect(deeds()).not.toContain("DELETE /seat");
    const stepped = news[0];
    if (stepped?.kind !== "news") throw new ReferenceError("no news");
    stepped.undo?.();
    stepped.commit?.();
    await settle();
    expect(deeds()).not.toContain("DELETE /seat");
    room.leaveStage();
    const again = news[1];
    if (again?.kind === "news") again.commit?.();
    await settle();
    expect(deeds()).toContain("DELETE /seat");
  });

  it("asks the room before unmuting what a host muted", async () => {
    const { room, channels, deeds, last, you } = await offered();
    room.goLive();
    await settle();
    you({ role: "speaker", seat: true });
    last().sink({ kind: "permission", maySpeak: true });
    await settle();
    const mine = { identity: "me", person: person("me", "Me"), role: "speaker", onAir: true, since };
    channels.tell("room:r", truth({ stage: { me: { ...mine, muted: true } } }));
    last().sink({ kind: "muted", muted: true });
    room.hold(true);
    expect(room.view().media.mic).toMatchObject({ muted: true, held: false });
    room.toggleMute();
    await settle();
    expect(deeds()).toContain("DELETE /people/me/mute");
    expect(room.view().media.mic).toMatchObject({ muted: false });
  });

  it("tells a demoted speaker, switches the microphone off, and keeps the room", async () => {
    const { room, last, you, channels, news } = await offered();
    room.goLive();
    await settle();
    you({ role: "speaker", seat: true });
    last().sink({ kind: "permission", maySpeak: true });
    await settle();
    channels.tell("account:me", { rooms: {} });
    last().sink({ kind: "permission", maySpeak: false });
    expect(room.view()).toMatchObject({
      phase: { kind: "inRoom" },
      you: { role: "listener", seat: false },
      media: { mic: { kind: "listener" } },
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(news.at(-1)).toMatchObject({ key: "demoted" });
  });

  it("tells who was removed only that, not that a hand was lowered as well", async () => {
    const { room, you, last, news } = await visit();
    you({ hand: true });
    you({});
    last().sink({ kind: "closed", why: "removed" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(room.view().phase).toMatchObject({ kind: "shut", why: "removed" });
    expect(news).toEqual([]);
  });

  it("knows a plain listener, whom the account's channel does not name, from the first answer", async () => {
    const { room, you, news } = await visit({}, "me", {});
    expect(room.view().you).toEqual(listener);
    you({ role: "moderator", seat: true });
    expect(news).toMatchObject([{ key: "nowModerator" }]);
  });

  it("gives the handles and the offers to hosts only", async () => {
    const { room, channels, you, deeds } = await visit();
    channels.tell("room:r", truth());
    expect(channels.watched("host:r")).toBe(false);
    you({ role: "moderator", seat: true });
    expect(channels.watched("host:r")).toBe(true);
    channels.tell("room:r", truth({ hands: { bo: { identity: "bo", person: bo, raisedAt: since } } }));
    expect(room.view().announcement).toMatchObject({ key: "handUp", name: "Bo" });
    room.invite("bo");
    expect(room.view().hands[0]?.pending).toBe(true);
    room.invite("bo");
    await settle();
    expect(deeds().filter((deed) => deed === "POST /offers")).toHaveLength(1);
    channels.tell("room:r", truth());
    channels.tell("host:r", { offers: { bo: { since, expiresAt: since } } });
    expect(room.view().invited).toMatchObject([{ identity: "bo", person: { displayName: "Bo" } }]);
    you({});
    expect(channels.watched("host:r")).toBe(false);
    expect(room.view().invited).toEqual([]);
  });

  it("keeps a speaker silent before the turn: the microphone's button queues, and the turn is said aloud", async () => {
    const { room, channels, you, deeds } = await visit();
    const mine = {
      identity: "me",
      person: person("me", "Me"),
      role: "speaker",
      onAir: true,
      muted: false,
      since,
    };
    const stage = { ...truth().stage, me: mine };
    you({ role: "speaker", seat: true });
    const floor = { mode: "queue", boxSeconds: 120, linked: ["ann"], queue: ["bo", "me"] };
    const hands = { bo: { identity: "bo", person: bo, raisedAt: since } };
    channels.tell("room:r", truth({ stage, floor, hands }));
    expect(room.view().floor).toMatchObject({ silent: true, turn: null, next: "Bo" });
    room.toggleMute();
    await settle();
    expect(deeds()).toContain("PUT /hand");
    const turn = {
      identity: "me",
      offered: false,
      began: since,
      endsAt: since,
      cutAt: since,
      mayExtend: true,
    };
    channels.tell("room:r", truth({ stage, floor: { ...floor, queue: ["bo"], turn } }));
    expect(room.view().floor).toMatchObject({ silent: false, turn: { mine: true, name: "Me" } });
    expect(room.view().announcement).toMatchObject({ key: "yourTurn" });
    room.floor.endTurn();
    await settle();
    expect(deeds()).toContain("DELETE /turn");
  });

  it("orders hands as the server queues them, and shows how a vote stands only while one runs", async () => {
    const { room, channels } = await visit();
    const hand = (one: typeof bo, raisedAt: string) => ({ identity: one.id, person: one, raisedAt });
    const cy = person("cy", "Cy");
    const hands = { bo: hand(bo, "2026-11-23T12:00:01Z"), cy: hand(cy, "2026-11-23T12:00:02Z") };
    const floor = { mode: "balanced", boxSeconds: 120, linked: [], queue: ["cy", "bo"], voteEndsAt: since };
    channels.tell("room:r", truth({ floor, hands }));
    expect(room.view().hands.map(({ identity }) => identity)).toEqual(["cy", "bo"]);
    channels.hint("room:r", "vote", { more: 2, votes: 3 });
    expect(room.view().floor.vote).toEqual({ more: 2, votes: 3 });
    const { voteEndsAt: _over, ...counted } = floor;
    channels.tell("room:r", truth({ floor: counted, hands }));
    expect(room.view().floor.vote).toBeNull();
  });

  it("says why a door is closed", async () => {
    const doors = [
      [404, "not-found", "notFound"],
      [409, "room-full", "full"],
      [403, "removed-from-room", "removed"],
      [403, "suspended", "suspended"],
      [410, "room-ended", "roomEnded"],
    ] as const;
    for (const [status, slug, why] of doors) {
      for (const deed of ["GET ", "POST /join"]) {
        const { room } = await visit({ [deed]: { status, body: { slug, title: "x", requestId: "q" } } });
        expect(room.view().phase).toEqual({ kind: "shut", why, requestId: "q" });
      }
    }
  });

  it("does not ask to be let into a room that is over", async () => {
    const over = { ...record, phase: "ended", endedAt: since, stage: [] };
    const { room, deeds } = await visit({ "GET ": { body: over } });
    expect(room.view()).toMatchObject({
      phase: { kind: "shut", why: "roomEnded" },
      head: { title: "Night talk" },
    });
    expect(deeds()).toEqual(["GET "]);
  });

  it("shows what an ended room was, and stops the microphone", async () => {
    const { room, channels, last } = await visit();
    channels.tell("room:r", truth({ room: { ...head, phase: "ended", endedAt: since } }));
    expect(room.view()).toMatchObject({
      phase: { kind: "shut", why: "roomEnded" },
      head: { title: "Night talk" },
    });
    last().sink({ kind: "closed", why: "roomEnded" });
    expect(room.view().phase).toMatchObject({ why: "roomEnded" });
  });

  it("comes back by itself after a restart of the server, and says which device took over", async () => {
    const { room, stages, last, deeds } = await visit();
    last().sink({ kind: "closed", why: "server" });
    expect(room.view()).toMatchObject({ phase: { kind: "inRoom" }, media: { line: "server" } });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(stages).toHaveLength(2);
    expect(deeds().filter((deed) => deed === "POST /join")).toHaveLength(2);
    last().sink({ kind: "closed", why: "elsewhere" });
    expect(room.view().phase).toMatchObject({ kind: "shut", why: "elsewhere" });
    room.retry();
    await settle();
    expect(room.view().phase.kind).toBe("inRoom");
  });

  it("leaves quietly: the media side, then the room, then the page", async () => {
    const { room, deeds, last, left } = await visit();
    room.leave();
    await settle();
    expect(last().deeds).toContain("leave");
    expect(deeds()).toContain("POST /leave");
    expect(left()).toBe(1);
  });

  it("lets a guest listen without asking for an account's channel", async () => {
    const guest: You = { ...listener, identity: "guest_1", role: "guest" };
    const { room, channels } = await visit(
      { "POST /join": { body: { url: "ws://x", token: "t", identity: "guest_1", you: guest } } },
      null,
    );
    expect([...channels.listeners.keys()]).toEqual(["room:r"]);
    expect(room.view()).toMatchObject({ phase: { kind: "inRoom" }, signedIn: false });
  });
});
