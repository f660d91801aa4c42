/** The schemas of the REST contract (api/openapi.yaml), by their names there. Times are ISO 8601 in UTC. */
export type Time = string;
export type Language = "zh" | "en";
export type AccountState = "reserved" | "active" | "suspended";

export interface PersonCard {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly pictureUrl?: string;
}

export interface Suspension {
  readonly reason: string;
  readonly until?: Time;
}

export interface Me extends PersonCard {
  readonly state: AccountState;
  readonly email: string;
  readonly emailConfirmed: boolean;
  readonly language: Language;
  readonly about?: string;
  readonly operator: boolean;
  readonly credits: number;
  readonly inviter?: PersonCard;
  readonly introductionUrl?: string;
  readonly passkeys: number;
  readonly createdAt: Time;
  readonly suspension?: Suspension;
  /** Only in the answer to a reservation: its code was mailed under this request. */
  readonly codeRequestId?: string;
}

export interface Visitor {
  readonly me?: Me;
}

export interface Community {
  readonly name: string;
  readonly description: string;
  readonly rules: string;
  readonly pictureUrl?: string;
  readonly needsSetup: boolean;
  readonly mail: boolean;
}

export interface HandleAvailability {
  readonly handle: string;
  readonly available: boolean;
  readonly reason?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Time;
  readonly usedAt?: Time;
}

export interface Session {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: Time;
  readonly usedAt: Time;
  readonly agent: string;
  readonly source: string;
}

export type DoorName = "member" | "merit" | "lottery";

export interface Door {
  readonly door: DoorName;
  /** Percent of the places. */
  readonly share: number;
  readonly missing: readonly string[];
}

export interface LedgerEntry {
  readonly at: Time;
  readonly change: number;
  readonly rule: string;
  readonly about?: PersonCard;
}

export interface InviteStatus {
  readonly state: AccountState;
  readonly credits: number;
  readonly doors: readonly Door[];
  readonly ledger: readonly LedgerEntry[];
}

export interface Profile extends PersonCard {
  readonly about: string;
  readonly joinedAt: Time;
  readonly inviter?: PersonCard;
  readonly reason?: string;
  readonly introductionUrl?: string;
  readonly invited: readonly PersonCard[];
  readonly blocked: boolean;
}

export type InvitationState = "open" | "redeemed" | "revoked" | "expired";

export interface Invitation {
  readonly id: string;
  readonly state: InvitationState;
  readonly to: { readonly handle?: string; readonly email?: string };
  readonly reason: string;
  readonly greetingUrl?: string;
  /** Only at its creation and to its maker while it is open. */
  readonly url?: string;
  /** An SVG as a data: address. */
  readonly qr?: string;
  readonly createdAt: Time;
  readonly expiresAt: Time;
  readonly redeemedBy?: PersonCard;
}

export interface Invitations {
  readonly credits: number;
  readonly items: readonly Invitation[];
}

export interface InvitationView {
  readonly inviter: PersonCard;
  readonly reason: string;
  readonly greetingUrl?: string;
  readonly expiresAt: Time;
  readonly bound: { readonly kind: "handle" | "email"; readonly hint: string };
  readonly community: Community;
  /** Absent while nobody is signed in. */
  readonly forYou?: boolean;
}

export interface Notice {
  readonly id: string;
  readonly kind: string;
  readonly at: Time;
  readonly readAt?: Time;
  readonly data: Readonly<Record<string, unknown>>;
}

export type ReportKind = "harassment" | "spam" | "illegal" | "other";

export interface Report {
  readonly id: string;
  readonly at: Time;
  readonly state: "open" | "decided";
  readonly kind: ReportKind;
  readonly note: string;
  readonly by?: PersonCard;
  readonly about: {
    readonly account?: PersonCard;
    readonly room?: { readonly id: string; readonly title: string };
  };
  readonly decision?: ReportDecision;
  readonly decidedAt?: Time;
  readonly decidedBy?: PersonCard;
  readonly reason?: string;
}

export type ReportDecision = "dismiss" | "suspend" | "end-room";

export interface AdminPerson extends PersonCard {
  readonly email: string;
  readonly state: AccountState;
  readonly emailConfirmed: boolean;
  readonly operator: boolean;
  readonly createdAt: Time;
  readonly inviter?: PersonCard;
  readonly suspension?: Suspension;
}

export interface AdminAction {
  readonly id: string;
  readonly at: Time;
  readonly actor?: PersonCard;
  readonly action: string;
  readonly about?: string;
  readonly reason: string;
}

export interface SignInLink {
  readonly url: string;
  readonly expiresAt: Time;
}

export interface Topic {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly live: number;
  readonly proposed: number;
}

export type Visibility = "public" | "members" | "private";
export type RoomPhase = "backstage" | "live" | "ended";
export type RoomRole = "moderator" | "cohost" | "speaker" | "listener" | "guest";

export interface RoomCard {
  readonly id: string;
  readonly title: string;
  readonly topic: { readonly id: string; readonly title: string };
  readonly visibility: Visibility;
  readonly language: Language;
  readonly phase: RoomPhase;
  readonly host: PersonCard;
  /** At most five. */
  readonly speakers: readonly PersonCard[];
  readonly listeners: number;
  readonly openedAt: Time;
  readonly liveAt?: Time;
  readonly endedAt?: Time;
}

export interface Proposal {
  readonly id: string;
  readonly title: string;
  readonly topic: { readonly id: string; readonly title: string };
  readonly language: Language;
  readonly by: PersonCard;
  readonly startsAt: Time;
  readonly interested: number;
  readonly needed: number;
  readonly youCome: boolean;
  readonly state: "open" | "set" | "opened" | "lapsed";
  readonly roomId?: string;
}

export interface Hallway {
  readonly live: readonly RoomCard[];
  readonly proposed: readonly Proposal[];
  readonly ended: readonly RoomCard[];
}

export interface StagePerson {
  readonly identity: string;
  readonly person: PersonCard;
  readonly role: RoomRole;
  readonly onAir: boolean;
  readonly muted: boolean;
  readonly since: Time;
}

export interface Hand {
  readonly identity: string;
  readonly person: PersonCard;
  readonly raisedAt: Time;
}

export interface You {
  readonly identity: string;
  readonly role: RoomRole;
  readonly hand: boolean;
  readonly offer: boolean;
  /** When the offer lapses. */
  readonly offerEndsAt?: Time;
  readonly seat: boolean;
  readonly muted: boolean;
}

export interface RoomView extends RoomCard {
  readonly handsLocked: boolean;
  readonly endsAt?: Time;
  /** How many of the listeners have no account. */
  readonly guests?: number;
  readonly stage: readonly StagePerson[];
  readonly hands: readonly Hand[];
  readonly you: You;
  readonly limits: { readonly stage: number; readonly audience: number };
}

export interface RoomTicket {
  readonly url: string;
  readonly token: string;
  readonly identity: string;
  readonly you: You;
}

export interface Audience {
  readonly items: readonly PersonCard[];
  readonly next?: string;
  readonly listeners: number;
  readonly guests: number;
}
