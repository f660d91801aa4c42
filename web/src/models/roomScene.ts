import type {
  AudienceCount,
  Hand,
  Offer,
  PersonCard,
  ReportKind,
  Role,
  RoomHead,
  StagePerson,
  You,
} from "./hall";
import { hosts } from "./hall";
import type { Announcement, Ending, EntryProblem, Person, RoomActions, RoomView } from "./room";
import type { Refusal, StageRole } from "./rooms";

/** Somebody with a seat: the room says that, the media side says how they sound. */
export interface StageMember extends Person {
  readonly role: Role;
  readonly card: PersonCard;
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

export type ToastKey =
  | "handLowered"
  | "steppedDown"
  | "offerGone"
  | "handGone"
  | "demoted"
  | "reported"
  | "blocked"
  | "removedPerson"
  | "mutedAll"
  | "letIn"
  | "refused";

/** One line about what just happened; gone after some seconds. */
export interface Toast {
  readonly key: ToastKey;
  readonly name: string;
  readonly undo: boolean;
  readonly refusal: Refusal | null;
  readonly serial: number;
}

/** All that the page of a room shows. */
export interface VisitView {
  readonly phase: VisitPhase;
  /** The microphone, the line and the devices; its people are merged into `stage`. */
  readonly media: RoomView;
  readonly head: RoomHead | null;
  readonly you: You | null;
  readonly signedIn: boolean;
  readonly stage: readonly StageMember[];
  readonly hands: readonly RaisedHand[];
  readonly invited: readonly Invited[];
  readonly audience: AudienceCount;
  /** Requests under way, by their names. */
  readonly pending: ReadonlySet<string>;
  readonly toast: Toast | null;
  readonly announcement: Announcement | null;
}

/** What the page of a room can ask for. */
export interface VisitActions extends RoomActions {
  readonly raiseHand: () => void;
  readonly lowerHand: () => void;
  readonly undo: () => void;
  readonly dismiss: () => void;
  readonly openDoors: () => void;
  readonly invite: (identity: string) => void;
  readonly decline: (identity: string) => void;
  readonly setRole: (identity: string, role: StageRole) => void;
  readonly mute: (identity: string) => void;
  readonly muteAll: () => void;
  readonly remove: (person: PersonCard, identity: string) => void;
  readonly lockHands: (locked: boolean) => void;
  readonly end: () => void;
  readonly keepOpen: () => void;
  readonly letIn: (handle: string) => void;
  readonly block: (person: PersonCard) => void;
  readonly report: (person: PersonCard | null, kind: ReportKind) => void;
}

/** The state of the channel `room:<id>`. */
export interface RoomTruth {
  readonly room: RoomHead;
  readonly stage: Readonly<Record<string, StagePerson>>;
  readonly hands: Readonly<Record<string, Hand>>;
}

const rank: Readonly<Record<Role, number>> = { moderator: 0, cohost: 1, speaker: 2, listener: 3, guest: 4 };
/** A new seat reaches the media side a moment later than the room; that is no lost line. */
const arrivesWithinMs = 4_000;

/** Who sits on the stage, moderators first, then by seniority; voices come from the media side. */
export function seat(
  truth: RoomTruth,
  media: RoomView,
  me: string | null,
  nowMs: number,
): readonly StageMember[] {
  const heard = new Map(media.people.map((person) => [person.id, person]));
  const connected = media.phase.kind === "inRoom" && (media.line === "steady" || media.line === "found");
  return Object.values(truth.stage)
    .sort((a, b) => rank[a.role] - rank[b.role] || a.since.localeCompare(b.since))
    .map((seat) => {
      const voice = heard.get(seat.identity);
      const mine = seat.identity === me;
      const away = connected && !voice && !mine && nowMs - Date.parse(seat.since) > arrivesWithinMs;
      return {
        id: seat.identity,
        name: seat.person.displayName,
        me: mine,
        live: voice ? voice.live : seat.onAir && !mine,
        muted: seat.muted || (voice ? voice.muted : false),
        speaking: !seat.muted && (voice?.speaking ?? false),
        line: away ? "lost" : (voice?.line ?? "good"),
        role: seat.role,
        card: seat.person,
        mutedByHost: seat.muted,
      };
    });
}

/** Hands in the order in which they went up. */
export function queue(truth: RoomTruth, pending: ReadonlySet<string>): readonly RaisedHand[] {
  return Object.values(truth.hands)
    .sort((a, b) => a.raisedAt.localeCompare(b.raisedAt))
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

export function isHost(view: Pick<VisitView, "you">): boolean {
  return view.you !== null && hosts(view.you.role);
}
