import type { Hand, RoomRole, You } from "../../src/api/types";
import { type FloorScene, floorScene, freeFloor } from "../../src/models/floor";
import { emptyRoom, type Mic, type RoomView } from "../../src/models/room";
import type { Shut, StageMember, VisitView } from "../../src/models/roomScene";
import { card, minutes, roomCard } from "./hallFixtures";
import { pins } from "./markFixtures";
import { asked, beingAnswered, noteOnAir, notesWait } from "./questions";
import * as shows from "./showFixtures";

const inRoom: RoomView = {
  ...emptyRoom,
  phase: { kind: "inRoom" },
  devices: [
    { id: "a", label: "Default – MacBook Pro Microphone (Built-in)" },
    { id: "b", label: "USB 麦克风" },
  ],
  deviceId: "a",
};

function member(index: number, part: Partial<StageMember> = {}): StageMember {
  const person = card(index);
  return {
    id: person.id,
    name: person.displayName,
    me: false,
    live: true,
    muted: index % 4 === 2,
    speaking: index === 1,
    line: index === 9 ? "lost" : "good",
    role: index === 1 ? "moderator" : index === 4 ? "cohost" : "speaker",
    card: person,
    mutedByHost: false,
    guestOf: "",
    ...part,
  };
}

const stage = (count: number): StageMember[] => Array.from({ length: count }, (_, at) => member(at + 1));

function you(role: RoomRole, part: Partial<You> = {}): You {
  const seat = role !== "listener" && role !== "guest";
  return { identity: "p-0", role, hand: false, offer: false, seat, muted: false, ...part };
}

const hand = (index: number): Hand & { pending: boolean } => ({
  identity: `p-${index}`,
  person: card(index),
  raisedAt: minutes(-index),
  pending: false,
});

const base: VisitView = {
  phase: { kind: "inRoom" },
  media: { ...inRoom, mic: { kind: "listener" } },
  head: { ...roomCard(), handsLocked: false },
  you: you("listener"),
  signedIn: true,
  floor: floorScene(freeFloor, new Map(), null, { live: true, vote: null }),
  stage: stage(4),
  hands: [],
  invited: [],
  audience: { listeners: 37, guests: 4 },
  stepping: false,
  parts: {},
  told: {},
  pending: new Set(),
  announcement: null,
};

const head = base.head as NonNullable<VisitView["head"]>;
const withMic = (mic: Mic): RoomView => ({ ...inRoom, maySpeak: true, mic });
const liveMic: Mic = { kind: "live", muted: false, held: false, silence: null, mutedSpeech: false };
const me = (part: Partial<StageMember>) => member(0, { me: true, muted: false, ...part });
const host: VisitView = {
  ...base,
  you: you("moderator"),
  stage: [me({ role: "moderator", speaking: true }), ...stage(4).slice(1)],
  media: withMic(liveMic),
  hands: [hand(7), hand(9), hand(5)],
};
const crowd = (count: number, seats: number): VisitView => ({
  ...base,
  stage: stage(seats),
  audience: { listeners: count, guests: Math.floor(count / 8) },
});
const shut = (why: Shut, part: Partial<VisitView> = {}): VisitView => ({
  ...base,
  phase: { kind: "shut", why, requestId: why === "server" ? "01JC8Z6M3Q" : null },
  ...part,
});
const backstage = { ...head, phase: "backstage" as const };
const offered: VisitView = {
  ...base,
  you: you("listener", { offer: true, offerEndsAt: minutes(0.72) }),
  media: withMic({ kind: "off", trouble: null }),
};

const turnOf = (identity: string, part: Partial<FloorScene> = {}): FloorScene => ({
  mode: "balanced",
  boxSeconds: 120,
  linked: [],
  queue: [],
  next: "",
  vote: null,
  silent: false,
  pushToTalk: false,
  seated: false,
  turn: {
    identity,
    name: card(Number(identity.slice(2))).displayName,
    mine: identity === "p-0",
    offered: false,
    began: minutes(-1.75),
    endsAt: minutes(0.25),
    cutAt: minutes(0.5),
    mayExtend: true,
  },
  ...part,
});

const recorded = (answers: Readonly<Record<string, boolean>>) => ({
  recording: { on: true, full: false, answers },
});

/** Everything that a room can have, at once: still one thing at a time. */
const busy = {
  ...beingAnswered,
  ...recorded({ "p-0": true }),
  marks: { pins },
  show: {
    format: "ama",
    current: 1,
    endsAt: minutes(6.5),
    segments: [
      {
        place: 0,
        part: "opening",
        title: "",
        mode: "chair",
        boxSeconds: 120,
        plannedSeconds: 300,
        began: minutes(-9),
        ended: minutes(-4),
        actualSeconds: 300,
      },
      {
        place: 1,
        part: "questions",
        title: "",
        mode: "balanced",
        boxSeconds: 120,
        plannedSeconds: 600,
        began: minutes(-4),
      },
      { place: 2, part: "closing", title: "", mode: "chair", boxSeconds: 120, plannedSeconds: 300 },
    ],
  },
  hats: { required: false, worn: {} },
};

/** Every designed state of a community's room, by name. */
export const visits: Readonly<Record<string, VisitView>> = {
  "visit-loading": { ...base, phase: { kind: "loading" } },
  "visit-1": crowd(1, 1),
  "visit-3": crowd(3, 2),
  "visit-12": crowd(12, 4),
  "visit-80": crowd(80, 6),
  "visit-500": crowd(500, 11),
  "visit-5000": crowd(5000, 16),
  "visit-empty-stage": { ...base, stage: [] },
  "visit-hand-up": {
    ...base,
    you: you("listener", { hand: true }),
    hands: [hand(5), { ...hand(0), identity: "p-0" }],
  },
  "visit-floor-listener": {
    ...base,
    floor: turnOf("p-2", {
      queue: ["p-5", "p-0", "p-7"],
      next: card(5).displayName,
      vote: { more: 4, votes: 6 },
    }),
    you: you("listener", { hand: true }),
    hands: [hand(5), { ...hand(0), identity: "p-0" }, hand(7)],
  },
  "visit-lifts": {
    ...base,
    floor: turnOf("p-2", { queue: ["p-5", "p-0", "p-7"], next: card(5).displayName }),
    you: you("listener", { hand: true }),
    hands: [hand(5), { ...hand(0), identity: "p-0" }, hand(7)],
    parts: { lifts: { at: minutes(-1), count: 2, items: { "l-2": 1, "l-1": 3 } } },
  },
  "visit-floor-mine": {
    ...base,
    floor: turnOf("p-0", { queue: ["p-5"], next: card(5).displayName }),
    you: you("speaker"),
    stage: [...stage(3), me({ speaking: true })],
    media: withMic(liveMic),
  },
  "visit-floor-silent": {
    ...base,
    floor: turnOf("p-2", { queue: ["p-5"], next: card(5).displayName, silent: true }),
    you: you("speaker"),
    stage: [...stage(3), me({ muted: true })],
    media: withMic({ ...liveMic, muted: true }),
  },
  "visit-floor-host": {
    ...host,
    floor: turnOf("p-2", { queue: ["p-7", "p-9", "p-5"], next: card(7).displayName, linked: ["p-0"] }),
  },
  "visit-floor-chair": { ...host, floor: { ...turnOf("p-2"), mode: "chair", turn: null } },
  "visit-sub-rooms-host": {
    ...host,
    hands: [],
    parts: {
      subRooms: {
        "p-2": { person: card(2), subRoom: 1, everywhere: false },
        "p-3": { person: card(3), subRoom: 1, everywhere: false },
        "p-11": { person: card(11), subRoom: 2, everywhere: false },
        "p-0": { person: card(0), subRoom: 0, everywhere: true },
      },
    },
  },
  "visit-sub-room": {
    ...base,
    you: you("speaker"),
    stage: [...stage(3), me({ speaking: true })],
    media: withMic(liveMic),
    parts: {
      subRooms: {
        "p-0": { person: card(0), subRoom: 1, everywhere: false },
        "p-2": { person: card(2), subRoom: 1, everywhere: false },
        "p-1": { person: card(1), subRoom: 0, everywhere: true },
      },
    },
  },
  "visit-blocked-speaker": { ...base, stage: [member(1), member(2, { muted: false }), member(3)] },
  "visit-guest-speaker": {
    ...base,
    stage: [member(1), member(3, { card: { ...card(3), handle: "" }, guestOf: card(1).displayName })],
  },
  "visit-silence-host": {
    ...host,
    hands: [],
    parts: { quiet: { endsAt: minutes(4.6), silent: false } },
  },
  "visit-questions": { ...base, parts: asked },
  "visit-questions-answering": { ...base, parts: beingAnswered },
  "visit-questions-host": { ...host, parts: beingAnswered },
  "visit-notes-host": { ...host, hands: [], parts: { ...asked, ...notesWait } },
  "visit-note-on-air": { ...base, parts: { ...asked, ...noteOnAir } },
  "visit-questions-guest": { ...base, you: you("guest"), signedIn: false, parts: asked },
  "visit-notes": {
    ...base,
    head: { ...head, id: "r-notes" },
    you: you("speaker"),
    stage: [...stage(3), me({ muted: true })],
    media: withMic({ ...liveMic, muted: true }),
    parts: { marks: { pins } },
    told: { reactions: { second: 2400, agree: 12, unclear: 3, faster: 1 } },
  },
  "visit-late": { ...base, head: { ...head, id: "r-late" } },
  "visit-busy": {
    ...base,
    floor: turnOf("p-2", { queue: ["p-5", "p-0"], next: card(5).displayName }),
    parts: busy,
  },
  "visit-busy-host": {
    ...host,
    floor: turnOf("p-2", { queue: ["p-7", "p-9", "p-5"], next: card(7).displayName, linked: ["p-0"] }),
    parts: busy,
  },
  "visit-hands-locked": { ...base, head: { ...head, handsLocked: true } },
  "visit-offer": offered,
  "visit-offer-preview": { ...offered, media: withMic({ kind: "preview" }) },
  "visit-offer-echo": { ...offered, media: { ...withMic({ kind: "preview" }), echo: "recording" } },
  "visit-offer-refused-mic": { ...offered, media: withMic({ kind: "off", trouble: "refused" }) },
  "visit-live": {
    ...base,
    you: you("speaker"),
    stage: [...stage(3), me({ speaking: true })],
    media: withMic(liveMic),
  },
  "visit-muted-speech": {
    ...base,
    you: you("speaker"),
    stage: [...stage(3), me({ muted: true })],
    media: withMic({ ...liveMic, muted: true, mutedSpeech: true }),
  },
  "visit-seat-off": {
    ...base,
    you: you("speaker"),
    stage: [...stage(3), me({ live: false })],
    media: withMic({ kind: "off", trouble: null }),
  },
  "visit-host-muted": {
    ...base,
    you: you("speaker", { muted: true }),
    stage: [...stage(3), me({ muted: true, mutedByHost: true })],
    media: withMic({ ...liveMic, muted: true }),
  },
  "visit-guest": { ...base, you: you("guest"), signedIn: false },
  "visit-tap-to-hear": { ...base, media: { ...base.media, soundWithheld: true } },
  "visit-offline": { ...base, media: { ...base.media, line: "offline" } },
  "visit-restart": { ...host, media: { ...host.media, line: "server" } },
  "visit-host": host,
  "visit-host-quiet": { ...host, hands: [], audience: { listeners: 2, guests: 0 } },
  "visit-host-invited": {
    ...host,
    hands: [hand(7)],
    invited: [{ identity: "p-9", person: card(9), expiresAt: minutes(1), pending: false }],
  },
  "visit-host-locked": { ...host, hands: [], head: { ...head, handsLocked: true } },
  "visit-backstage-host": {
    ...host,
    head: backstage,
    hands: [],
    stage: [me({ role: "moderator", live: false })],
    media: withMic({ kind: "off", trouble: null }),
    audience: { listeners: 3, guests: 0 },
  },
  "visit-backstage-audience": {
    ...base,
    head: backstage,
    stage: [member(1, { speaking: false })],
  },
  "visit-ending-host": { ...host, head: { ...head, endsAt: minutes(0.15) } },
  "visit-ending": { ...base, head: { ...head, endsAt: minutes(0.15) } },
  "visit-recorded": { ...base, parts: recorded({}) },
  "visit-recorded-ask": { ...offered, parts: recorded({}) },
  "visit-recorded-host": { ...host, parts: recorded({ "p-0": true }) },
  "visit-recorded-full": { ...base, parts: { recording: { on: false, full: true, answers: {} } } },
  "visit-balance": {
    ...base,
    floor: turnOf("p-2", { queue: ["p-5"], next: card(5).displayName }),
    told: { talk: { "p-1": 0.22, "p-2": 0.61, "p-3": 0.17 } },
  },
  "visit-agenda": {
    ...base,
    you: you("listener", { hand: true }),
    hands: [hand(5), { ...hand(0), identity: "p-0" }],
    floor: turnOf("p-1", { mode: "queue", queue: ["p-5", "p-0"], next: card(5).displayName }),
    parts: { show: shows.show, hats: shows.hats },
  },
  "visit-ama": {
    ...base,
    floor: turnOf("p-1", { mode: "chair" }),
    parts: { show: shows.ama, hats: shows.hats },
  },
  "visit-ama-host": {
    ...host,
    floor: turnOf("p-1", { mode: "chair" }),
    parts: { show: shows.ama, hats: shows.hats },
  },
  "visit-agenda-host": { ...host, floor: turnOf("p-2"), parts: { show: shows.show, hats: shows.hats } },
  "visit-text-turn": {
    ...base,
    floor: turnOf("p-5", { mode: "queue" }),
    parts: { show: { ...shows.show, current: 2, endsAt: minutes(11) }, text: shows.text },
  },
  "visit-private": { ...host, head: { ...head, visibility: "private" } },
  "shut-ended": shut("roomEnded", {
    head: { ...head, phase: "ended", endedAt: minutes(-1) },
  }),
  "shut-ended-minutes": shut("roomEnded", {
    head: { ...head, id: "r-notes", phase: "ended", endedAt: minutes(-1) },
  }),
  "shut-ended-report": shut("roomEnded", {
    head: { ...head, id: "r-report", phase: "ended", endedAt: minutes(-1) },
    you: you("speaker"),
  }),
  "shut-elsewhere": shut("elsewhere"),
  "shut-removed": shut("removed"),
  "shut-full": shut("full"),
  "shut-not-found": shut("notFound", { head: null }),
  "shut-not-found-guest": shut("notFound", { head: null, signedIn: false }),
  "shut-suspended": shut("suspended", { head: null }),
  "shut-left": shut("left", { signedIn: false }),
  "shut-lost": shut("lost"),
  "shut-unreachable": shut("unreachable", { head: null }),
  "shut-offline": shut("offline", { head: null }),
  "shut-server": shut("server", { head: null }),
};
