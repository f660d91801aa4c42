/** Rooms, proposals and topics as the REST contract (api/openapi.yaml) gives them: data only. */

export interface PersonCard {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly pictureUrl?: string;
}

export interface TopicName {
  readonly id: string;
  readonly title: string;
}

export interface Topic extends TopicName {
  readonly language: string;
  readonly live: number;
  readonly proposed: number;
}

export type Visibility = "public" | "members" | "private";

export interface RoomCard {
  readonly id: string;
  readonly title: string;
  readonly topic: TopicName;
  readonly visibility: Visibility;
  readonly language: string;
  readonly phase: "backstage" | "live" | "ended";
  readonly host: PersonCard;
  readonly speakers: readonly PersonCard[];
  readonly listeners: number;
  readonly openedAt: string;
  readonly liveAt?: string;
  readonly endedAt?: string;
}

export interface Proposal {
  readonly id: string;
  readonly title: string;
  readonly topic: TopicName;
  readonly language: string;
  readonly by: PersonCard;
  readonly startsAt: string;
  readonly interested: number;
  readonly needed: number;
  readonly youCome: boolean;
  readonly state: "open" | "set" | "opened" | "lapsed";
  readonly roomId?: string;
}

export interface HallwayLists {
  readonly live: readonly RoomCard[];
  readonly proposed: readonly Proposal[];
  readonly ended: readonly RoomCard[];
}

export type Role = "moderator" | "cohost" | "speaker" | "listener" | "guest";

export interface StagePerson {
  readonly identity: string;
  readonly person: PersonCard;
  readonly role: Role;
  /** Has a microphone open, as the server heard from the media plane. */
  readonly onAir: boolean;
  /** Muted by the room: nobody hears this seat, whatever its client does. */
  readonly muted: boolean;
  readonly since: string;
}

export interface Hand {
  readonly identity: string;
  readonly person: PersonCard;
  readonly raisedAt: string;
}

/** One's own standing in a room. */
export interface You {
  readonly identity: string;
  readonly role: Role;
  readonly hand: boolean;
  readonly offer: boolean;
  readonly seat: boolean;
  readonly muted: boolean;
}

export interface RoomHead extends RoomCard {
  readonly handsLocked: boolean;
  readonly endsAt?: string;
}

export interface RoomRecord extends RoomHead {
  readonly stage: readonly StagePerson[];
  readonly hands: readonly Hand[];
  readonly you: You;
  readonly limits: { readonly stage: number; readonly audience: number };
}

export interface Offer {
  readonly since: string;
  readonly expiresAt: string;
}

export interface AudienceCount {
  readonly listeners: number;
  readonly guests: number;
}

export interface AudiencePage extends AudienceCount {
  readonly items: readonly PersonCard[];
  readonly next?: string;
}

export interface RoomTicket {
  readonly url: string;
  readonly token: string;
  readonly identity: string;
  readonly you: You;
}

export interface RoomDraft {
  readonly title: string;
  readonly topicId?: string;
  readonly topic?: string;
  readonly visibility: Visibility;
  readonly language: string;
}

export interface ProposalDraft {
  readonly title: string;
  readonly topicId?: string;
  readonly topic?: string;
  readonly startsAt: string;
  readonly language: string;
}

export type ReportKind = "harassment" | "spam" | "illegal" | "other";

/** Moderators and co-hosts hold the handles of a room. */
export function hosts(role: Role): boolean {
  return role === "moderator" || role === "cohost";
}
