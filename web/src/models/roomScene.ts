import type {
  Audience,
  Floor,
  Hand,
  PersonCard,
  ReportKind,
  RoomView as RoomRecord,
  RoomRole,
  StagePerson,
  You,
} from "../api/types";
import { type FloorActions, type FloorScene, hears, turnsHold } from "./floor";
import type { Announcement, Ending, EntryProblem, Person, RoomActions, RoomView } from "./room";

/** A room's card with what only somebody inside needs. */
export type RoomHead = Omit<RoomRecord, "floor" | "stage" | "hands" | "you" | "limits" | "guests">;

export type AudienceCount = Pick<Audience, "listeners" | "guests">;

/** A seat that somebody was offered and has not taken. */
export interface Offer {
  readonly since: string;
  readonly expiresAt: string;
}

/** What a host may make of somebody. */
export type GivenRole = Exclude<RoomRole, "moderator" | "guest">;

/** Somebody with a seat: the room says that, the media side says how they sound. */
export interface StageMember extends Person {
  readonly role: RoomRole;
  readonly card: PersonCard;
  /** Of whom they are a guest who have no account; empty for everybody else. */
  readonly guestOf: string;
  /** Muted by the room, not only by themselves. */
  readonly mutedByHost: boolean;
}

export interface RaisedHand extends Hand {
  readonly pending: boolean;
}

/** Somebody who was asked onto the stage and has not answered. */
export interface Invited {
  readonly identity: string;
  readonly person: PersonCard | null;
  readonly expiresAt: string;
  readonly pending: boolean;
}

/** Why a room shows no stage: it never opened to us, or it closed again. */
export type Shut = EntryProblem | Ending | "blocked" | "left";

export type VisitPhase =
  | { readonly kind: "loading" }
  | { readonly kind: "inRoom" }
  | { readonly kind: "shut"; readonly why: Shut; readonly requestId: string | null };

/** What the visit tells in passing: the page shows it for some seconds. */
export type NewsKey =
  | "handLowered"
  | "steppedDown"
  | "offerGone"
  | "handGone"
  | "demoted"
  | "nowModerator"
  | "nowCohost"
  | "reported"
  | "blocked"
  | "removedPerson"
  | "mutedAll"
  | "letIn";

export type News =
  | {
      readonly kind: "news";
      readonly key: NewsKey;
      readonly name: string;
      /** Present while it can be taken back; without that, `commit` is called in the end. */
      readonly undo?: () => void;
      readonly commit?: () => void;
    }
  | { readonly kind: "problem"; readonly error: unknown };

/** All that the page of a room shows. */
export interface VisitView {
  readonly phase: VisitPhase;
  /** The microphone, the line and the devices; its people are merged into `stage`. */
  readonly media: RoomView;
  readonly head: RoomHead | null;
  readonly you: You | null;
  readonly signedIn: boolean;
  readonly floor: FloorScene;
  readonly stage: readonly StageMember[];
  readonly hands: readonly RaisedHand[];
  readonly invited: readonly Invited[];
  readonly audience: AudienceCount;
  /** Stepped down a moment ago; the seat is still there if one takes that back. */
  readonly stepping: boolean;
  /** The whole state of the room's channel: what other nouns add to a room is found here under their names. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** What was told in passing, the newest of each kind, under its key. */
  readonly told: Readonly<Record<string, unknown>>;
  /** Requests under way, by their names. */
  readonly pending: ReadonlySet<string>;
  readonly announcement: Announcement | null;
}

/** What the page of a room can ask for. */
export interface VisitActions extends RoomActions {
  readonly raiseHand: () => void;
  readonly lowerHand: () => void;
  readonly leaveStage: () => void;
  readonly openDoors: () => void;
  readonly invite: (identity: string) => void;
  readonly decline: (identity: string) => void;
  readonly setRole: (identity: string, role: GivenRole) => void;
  readonly mute: (identity: string) => void;
  readonly muteAll: () => void;
  readonly remove: (person: PersonCard, identity: string) => void;
  readonly lockHands: (locked: boolean) => void;
  readonly end: () => void;
  readonly keepOpen: () => void;
  readonly letIn: (handle: string) => void;
  readonly block: (person: PersonCard) => void;
  readonly report: (person: PersonCard | null, kind: ReportKind) => void;
  readonly floor: FloorActions;
  /** Runs one request, once at a time by its name, and tells a refusal; says whether it was done. */
  readonly run: (name: string, request: () => Promise<unknown>) => Promise<boolean>;
  /** A page of those who listen by name; rejects with ApiProblem. */
  readonly listAudience: (cursor: string | undefined) => Promise<Audience>;
}

/** The state of the channel `room:<id>`. */
export interface RoomTruth {
  readonly room: RoomHead;
  readonly floor: Floor;
  readonly stage: Readonly<Record<string, StagePerson>>;
  readonly hands: Readonly<Record<string, Hand>>;
  /** What other nouns add. */
  readonly [part: string]: unknown;
}

const rank: Readonly<Record<RoomRole, number>> = {
  moderator: 0,
  cohost: 1,
  speaker: 2,
  listener: 3,
  guest: 4,
};
/** A new seat reaches the media side a moment later than the room; that is no lost line. */
const arrivesWithinMs = 4_000;

/** Who sits on the stage, moderators first, then by seniority; voices come from the media side. */
export function seat(
  truth: RoomTruth,
  media: RoomView,
  you: You | null,
  nowMs: number,
): readonly StageMember[] {
  const heard = new Map(media.people.map((person) => [person.id, person]));
  // Backstage is heard by the stage alone: the audience sees nobody speak whom it cannot hear.
  const audible = truth.room.phase !== "backstage" || you?.seat === true;
  const connected = media.phase.kind === "inRoom" && (media.line === "steady" || media.line === "found");
  return Object.values(truth.stage)
    .sort((a, b) => rank[a.role] - rank[b.role] || a.since.localeCompare(b.since))
    .map((seat) => {
      const voice = heard.get(seat.identity);
      const mine = seat.identity === you?.identity;
      const away = connected && !voice && !mine && nowMs - Date.parse(seat.since) > arrivesWithinMs;
      return {
        id: seat.identity,
        name: seat.person.displayName,
        me: mine,
        live: voice ? voice.live : seat.onAir && !mine,
        muted: seat.muted || (voice ? voice.muted : false),
        speaking: audible && !seat.muted && (voice?.speaking ?? false),
        pictureUrl: seat.person.pictureUrl,
        line: away ? "lost" : (voice?.line ?? "good"),
        role: seat.role,
        card: seat.person,
        guestOf: seat.guestOf ?? "",
        mutedByHost: seat.muted,
      };
    });
}

/** Hands in the order of the queue where there is one, else in that in which they went up. */
export function queue(truth: RoomTruth, pending: ReadonlySet<string>): readonly RaisedHand[] {
  const places = new Map(truth.floor.queue.map((identity, place) => [identity, place]));
  const place = ({ identity }: Hand) => places.get(identity) ?? places.size;
  return Object.values(truth.hands)
    .sort((a, b) => place(a) - place(b) || a.raisedAt.localeCompare(b.raisedAt))
    .map((hand) => ({
      ...hand,
      pending: pending.has(`invite:${hand.identity}`) || pending.has(`decline:${hand.identity}`),
    }));
}

export function waiting(
  offers: Readonly<Record<string, Offer>>,
  known: ReadonlyMap<string, PersonCard>,
  pending: ReadonlySet<string>,
): readonly Invited[] {
  return Object.entries(offers)
    .sort(([, a], [, b]) => a.since.localeCompare(b.since))
    .map(([identity, { expiresAt }]) => ({
      identity,
      person: known.get(identity) ?? null,
      expiresAt,
      pending: pending.has(`decline:${identity}`),
    }));
}

/** Whoever listens counts at least oneself: the room's number is up to a second old. */
export function audienceOf(
  told: AudienceCount | null,
  head: RoomHead | null,
  you: You | null,
): AudienceCount {
  const { listeners, guests } = told ?? { listeners: head?.listeners ?? 0, guests: 0 };
  return { listeners: Math.max(listeners, you && !you.seat ? 1 : 0), guests };
}

/** What the visit as a whole has come to. */
export function phaseOf(media: RoomView, head: RoomHead | null): VisitPhase {
  if (head?.phase === "ended") return { kind: "shut", why: "roomEnded", requestId: null };
  const { phase } = media;
  switch (phase.kind) {
    case "opening":
    case "joining":
      return { kind: "loading" };
    case "inRoom":
      return head === null ? { kind: "loading" } : { kind: "inRoom" };
    case "refused":
      return { kind: "shut", why: phase.why, requestId: phase.requestId };
    case "blocked":
    case "left":
      return { kind: "shut", why: phase.kind, requestId: null };
    case "ended":
      return { kind: "shut", why: phase.why, requestId: null };
  }
}

/** Moderators and co-hosts hold the handles of a room. */
export function hosts(role: RoomRole): boolean {
  return role === "moderator" || role === "cohost";
}

export function isHost(view: Pick<VisitView, "you">): boolean {
  return view.you !== null && hosts(view.you.role);
}

/** What somebody should be told aloud of what changed in the room. */
export function newsOf(before: RoomTruth, now: RoomTruth, you: You | null): readonly Said[] {
  const host = you !== null && hosts(you.role);
  const hand = Object.values(now.hands).find(({ identity }) => before.hands[identity] === undefined);
  const said: Said[] = [];
  if (host && hand && hand.identity !== you.identity)
    said.push({ key: "handUp", name: hand.person.displayName });
  if (before.room.phase === "backstage" && now.room.phase === "live")
    said.push({ key: "doorsOpen", name: "" });
  if (!before.room.endsAt && now.room.endsAt) said.push({ key: "ending", name: "" });
  if (before.room.endsAt && !now.room.endsAt && now.room.phase !== "ended")
    said.push({ key: "staysOpen", name: "" });
  const own = you?.identity ?? "";
  if (before.stage[own]?.muted === false && now.stage[own]?.muted)
    said.push({ key: "mutedByHost", name: "" });
  const turn = now.floor.turn;
  const mine = turn !== undefined && !turn.offered && turn.identity === you?.identity;
  if (mine && turn.began !== before.floor.turn?.began) said.push({ key: "yourTurn", name: "" });
  if (before.floor.mode !== now.floor.mode)
    said.push({ key: closes(before, now, you) ? "floorCloses" : "floorMode", name: "" });
  return said;
}

/** Whether a change of the floor keeps somebody silent who was heard before. */
function closes(before: RoomTruth, now: RoomTruth, you: You | null): boolean {
  if (!you?.seat || !turnsHold(now, you.identity)) return false;
  return hears(before.floor, you.identity) && !hears(now.floor, you.identity);
}

/** A sentence for screen readers. */
export type Said = Omit<Announcement, "serial">;

/** What a request answered, in the shape of the channel. */
export function truthOf(record: RoomRecord): RoomTruth {
  const byIdentity = <T extends { readonly identity: string }>(items: readonly T[]) =>
    Object.fromEntries(items.map((item) => [item.identity, item]));
  return {
    room: record,
    floor: record.floor,
    stage: byIdentity(record.stage),
    hands: byIdentity(record.hands),
  };
}

/** What a guest is, whom no account's channel tells: on the stage by a pass, or in the audience. */
export function guestIn({ stage }: RoomTruth, you: You): You {
  const seat = stage[you.identity];
  if (seat === undefined) return { ...listening(you), role: "guest" };
  return { ...you, role: seat.role, seat: true, muted: seat.muted };
}

/** Somebody of whom the account's channel says nothing. */
export function listening(you: You): You {
  const role = you.role === "guest" ? "guest" : "listener";
  return { identity: you.identity, role, hand: false, offer: false, seat: false, muted: false };
}
