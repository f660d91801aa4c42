import { describe, expect, it } from "vitest";
import type { StagePerson, You } from "../src/api/types";
import { freeFloor } from "../src/models/floor";
import { guestIn, newsOf, type RoomHead, type RoomTruth } from "../src/models/roomScene";

const since = "2026-11-23T12:00:00Z";
const seat = (identity: string): StagePerson => ({
  identity,
  person: { id: identity, handle: "", displayName: identity },
  role: "speaker",
  onAir: true,
  muted: false,
  since,
});
const truth = (part: Partial<RoomTruth> = {}): RoomTruth => ({
  room: { phase: "live" } as RoomHead,
  floor: freeFloor,
  stage: { lei: seat("lei") },
  hands: {},
  ...part,
});
const you: You = { identity: "lei", role: "speaker", hand: false, offer: false, seat: true, muted: false };

describe("a guest on the stage", () => {
  it("learns from the room's channel that a host muted them, and that the seat is gone", () => {
    expect(guestIn(truth(), you)).toEqual(you);
    const muted = truth({ stage: { lei: { ...seat("lei"), muted: true } } });
    expect(guestIn(muted, you)).toEqual({ ...you, muted: true });
    expect(guestIn(truth({ stage: {} }), you)).toEqual({ ...you, role: "guest", seat: false });
  });
});

describe("a microphone that is silent", () => {
  it("is told to be muted by a host only where the room says so", () => {
    const muted = truth({ stage: { lei: { ...seat("lei"), muted: true } } });
    expect(newsOf(truth(), muted, you).map(({ key }) => key)).toEqual(["mutedByHost"]);
    expect(newsOf(muted, muted, you)).toEqual([]);
    expect(newsOf(truth(), muted, { ...you, identity: "bo" })).toEqual([]);
  });
});

describe("another rule for the floor", () => {
  const queued = { ...freeFloor, mode: "queue" } as const;
  const said = (after: RoomTruth, who: You | null) => newsOf(truth(), after, who).map(({ key }) => key);

  it("is told to whose microphone it closes in other words than to the rest", () => {
    expect(said(truth({ floor: queued }), you)).toEqual(["floorCloses"]);
    expect(said(truth({ floor: { ...queued, linked: ["lei"] } }), you)).toEqual(["floorMode"]);
    expect(said(truth({ floor: queued }), { ...you, seat: false })).toEqual(["floorMode"]);
    const elsewhere = { lei: { person: seat("lei").person, subRoom: 1, everywhere: false } };
    expect(said(truth({ floor: queued, subRooms: elsewhere }), you)).toEqual(["floorMode"]);
    expect(said(truth(), you)).toEqual([]);
  });
});
