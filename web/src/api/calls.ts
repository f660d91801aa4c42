import type { ApiClient } from "./client";
import { hosting } from "./hosting";
import { marks } from "./markCalls";
import { notes } from "./notes";
import { objections } from "./objections";
import { passes } from "./passes";
import { questions } from "./questions";
import { recordingCalls } from "./recording";
import { hats, shows, texts } from "./shows";
import type {
  Action,
  AdminPerson,
  Audience,
  Availability,
  Community,
  FloorChange,
  Hallway,
  Held,
  Invitation,
  Invitations,
  InvitationView,
  InviteStatus,
  Joining,
  Language,
  Me,
  NextTurn,
  Notice,
  Page,
  Passkey,
  PersonCard,
  Profile,
  Proposal,
  Queue,
  Report,
  ReportDecision,
  ReportKind,
  RoomCard,
  RoomRole,
  RoomView,
  Session,
  SignInLink,
  Topic,
  Visibility,
  Visitor,
} from "./types";

type Signal = AbortSignal | undefined;
type Items<T> = { readonly items: readonly T[] };
const at = encodeURIComponent;

export interface ReservationRequest {
  readonly handle: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
}

export interface SetupRequest extends ReservationRequest {
  readonly token: string;
  readonly name: string;
  readonly description: string;
  readonly rules: string;
}

/** The secret of a link; or an invitation's id, which works only for the reservation that it is bound to. */
export type InvitationKey = { readonly code: string } | { readonly id: string };

/** Options and credentials of passkeys are the browser's own JSON (WebAuthn 3, 5.1.8 to 5.1.10). */
export type WebAuthnJson = Record<string, unknown>;

const identity = (api: ApiClient) => ({
  community: (signal?: Signal) => api.get<Community>("/api/community", { signal }),
  openSetup: (token: string) => api.post<{ valid: true }>("/api/setup/open", { token }),
  setUp: (body: SetupRequest) => api.post<Me>("/api/setup", body),
  handle: (handle: string, signal?: Signal) =>
    api.get<Availability>(`/api/handles/${at(handle)}`, { signal }),
  reserve: (body: ReservationRequest) => api.post<Me>("/api/reservations", body),
  sendCode: (email: string) => api.post<{ requestId: string }>("/api/auth/codes", { email }),
  signInWithCode: (requestId: string, code: string) =>
    api.post<Me>("/api/auth/sessions", { requestId, code }),
  challengePasskey: () => api.post<WebAuthnJson & { requestId: string }>("/api/auth/passkeys/challenge"),
  signInWithPasskey: (requestId: string, credential: WebAuthnJson) =>
    api.post<Me>("/api/auth/passkeys/sessions", { requestId, credential }),
  signInWithLink: (token: string) => api.post<Me>("/api/auth/links", { token }),
  signOut: () => api.post<void>("/api/auth/sign-out"),
});

const me = (api: ApiClient) => ({
  /** Who looks at the page; nobody is an answer like any other. */
  visitor: (signal?: Signal) => api.get<Visitor>("/api/session", { signal }),
  change: (body: { displayName: string; language: Language; about: string }) => api.put<Me>("/api/me", body),
  introduce: (recording: Blob) => api.upload<void>("/api/me/introduction", recording),
  forgetIntroduction: () => api.delete<void>("/api/me/introduction"),
  sessions: (signal?: Signal) => api.get<Items<Session>>("/api/me/sessions", { signal }),
  endSession: (id: string) => api.delete<void>(`/api/me/sessions/${at(id)}`),
  endOtherSessions: () => api.delete<void>("/api/me/sessions"),
  passkeys: (signal?: Signal) => api.get<Items<Passkey>>("/api/me/passkeys", { signal }),
  challengeNewPasskey: () =>
    api.post<{ requestId: string; options: WebAuthnJson }>("/api/me/passkeys/challenge"),
  addPasskey: (body: { requestId: string; name: string; credential: WebAuthnJson }) =>
    api.post<Passkey>("/api/me/passkeys", body),
  removePasskey: (id: string) => api.delete<void>(`/api/me/passkeys/${at(id)}`),
  remove: (handle: string) => api.delete<void>("/api/me", { handle }),
  inviteStatus: (signal?: Signal) => api.get<InviteStatus>("/api/me/invite-status", { signal }),
  notices: (signal?: Signal) => api.get<Items<Notice>>("/api/me/notices", { signal }),
  readNotices: (ids: readonly string[]) => api.put<void>("/api/me/notices/read", { ids }),
  blocks: (signal?: Signal) => api.get<Items<PersonCard>>("/api/me/blocks", { signal }),
  block: (handle: string) => api.put<void>(`/api/me/blocks/${at(handle)}`),
  unblock: (handle: string) => api.delete<void>(`/api/me/blocks/${at(handle)}`),
});

const people = (api: ApiClient) => ({
  profile: (handle: string, signal?: Signal) => api.get<Profile>(`/api/users/${at(handle)}`, { signal }),
  report: (body: { about: { accountId?: string; roomId?: string }; kind: ReportKind; note: string }) =>
    api.post<void>("/api/reports", body),
});

const invitations = (api: ApiClient) => ({
  list: (signal?: Signal) => api.get<Invitations>("/api/invitations", { signal }),
  make: (body: { handle?: string; email?: string; reason: string }) =>
    api.post<Invitation>("/api/invitations", body),
  greet: (id: string, recording: Blob) => api.upload<void>(`/api/invitations/${at(id)}/greeting`, recording),
  revoke: (id: string) => api.delete<void>(`/api/invitations/${at(id)}`),
  open: (key: InvitationKey) => api.post<InvitationView>("/api/invitations/open", key),
  redeem: (body: InvitationKey & { handle?: string; displayName?: string; language?: Language }) =>
    api.post<Me>("/api/invitations/redeem", body),
});

const admin = (api: ApiClient) => ({
  people: (q: string, cursor: string | undefined, signal?: Signal) =>
    api.get<Page<AdminPerson>>(`/api/admin/people${query({ q, cursor })}`, { signal }),
  suspend: (id: string, body: { reason: string; hours?: number }) =>
    api.post<void>(`/api/admin/people/${at(id)}/suspension`, body),
  liftSuspension: (id: string) => api.delete<void>(`/api/admin/people/${at(id)}/suspension`),
  signInLink: (id: string, reason: string) =>
    api.post<SignInLink>(`/api/admin/people/${at(id)}/sign-in-link`, { reason }),
  makeOperator: (id: string, operator: boolean) =>
    api.post<void>(`/api/admin/people/${at(id)}/operator`, { operator }),
  reports: (signal?: Signal) => api.get<Items<Report>>("/api/admin/reports?state=open", { signal }),
  decide: (id: string, body: { decision: ReportDecision; reason: string }) =>
    api.post<void>(`/api/admin/reports/${at(id)}/decision`, body),
  rooms: (signal?: Signal) => api.get<Items<RoomCard>>("/api/admin/rooms", { signal }),
  endRoom: (id: string, reason: string) => api.post<void>(`/api/admin/rooms/${at(id)}/end`, { reason }),
  actions: (cursor: string | undefined, signal?: Signal) =>
    api.get<Page<Action>>(`/api/admin/actions${query({ cursor })}`, { signal }),
  changeCommunity: (body: { name: string; description: string; rules: string }) =>
    api.put<Community>("/api/community", body),
  changePicture: (picture: Blob) => api.upload<void>("/api/community/picture", picture),
});

const rooms = (api: ApiClient) => {
  const room = (id: string, rest = "") => `/api/rooms/${at(id)}${rest}`;
  const person = (id: string, identity: string, rest = "") => room(id, `/people/${at(identity)}${rest}`);
  return {
    hallway: (signal?: Signal) => api.get<Hallway>("/api/hallway", { signal }),
    topics: (signal?: Signal) => api.get<Items<Topic>>("/api/topics", { signal }),
    makeTopic: (title: string) => api.post<Topic>("/api/topics", { title }),
    open: (body: {
      title: string;
      topicId?: string;
      topic?: string;
      visibility: Visibility;
      language: Language;
    }) => api.post<RoomView>("/api/rooms", body),
    propose: (body: {
      title: string;
      topicId?: string;
      topic?: string;
      startsAt: string;
      language: Language;
    }) => api.post<Proposal>("/api/proposals", body),
    come: (id: string) => api.put<void>(`/api/proposals/${at(id)}/interest`),
    notCome: (id: string) => api.delete<void>(`/api/proposals/${at(id)}/interest`),
    withdrawProposal: (id: string) => api.delete<void>(`/api/proposals/${at(id)}`),
    view: (id: string, signal?: Signal) => api.get<RoomView>(room(id), { signal }),
    join: (id: string, signal?: Signal) => api.post<Joining>(room(id, "/join"), {}, { signal }),
    leave: (id: string) => api.post<void>(room(id, "/leave")),
    raiseHand: (id: string) => api.put<RoomView | undefined>(room(id, "/hand")),
    lowerHand: (id: string) => api.delete<RoomView | undefined>(room(id, "/hand")),
    offer: (id: string, identity: string) =>
      api.post<RoomView | undefined>(room(id, "/offers"), { identity }),
    withdrawOffer: (id: string, identity: string) =>
      api.delete<RoomView | undefined>(room(id, `/offers/${at(identity)}`)),
    takeSeat: (id: string) => api.post<RoomView | undefined>(room(id, "/seat")),
    notNow: (id: string) => api.delete<RoomView | undefined>(room(id, "/offer")),
    stepDown: (id: string) => api.delete<RoomView | undefined>(room(id, "/seat")),
    goLive: (id: string) => api.post<RoomView | undefined>(room(id, "/live")),
    giveRole: (id: string, identity: string, role: Exclude<RoomRole, "moderator" | "guest">) =>
      api.put<RoomView | undefined>(person(id, identity, "/role"), { role }),
    mute: (id: string, identity: string) => api.put<RoomView | undefined>(person(id, identity, "/mute")),
    unmute: (id: string, identity: string) => api.delete<RoomView | undefined>(person(id, identity, "/mute")),
    muteAll: (id: string) => api.post<RoomView | undefined>(room(id, "/mute-all")),
    remove: (id: string, identity: string, reason?: string) =>
      api.delete<RoomView | undefined>(person(id, identity), reason === undefined ? {} : { reason }),
    lockHands: (id: string, locked: boolean) =>
      api.put<RoomView | undefined>(room(id, "/hands-lock"), { locked }),
    setFloor: (id: string, change: FloorChange) => api.put<RoomView | undefined>(room(id, "/floor"), change),
    link: (id: string, identity: string) =>
      api.put<RoomView | undefined>(room(id, `/floor/linked/${at(identity)}`)),
    unlink: (id: string, identity: string) =>
      api.delete<RoomView | undefined>(room(id, `/floor/linked/${at(identity)}`)),
    queue: (id: string, signal?: Signal) => api.get<Queue>(room(id, "/queue"), { signal }),
    lift: (id: string, identity: string, reason: string) =>
      api.put<RoomView | undefined>(room(id, `/queue/${at(identity)}/lift`), { reason }),
    nextTurn: (id: string, next: NextTurn) => api.post<RoomView | undefined>(room(id, "/turn"), next),
    endTurn: (id: string) => api.delete<RoomView | undefined>(room(id, "/turn")),
    /** For how many milliseconds the microphone counts as held. */
    hold: async (id: string) => (await api.put<Held>(room(id, "/hold"))).leaseMs,
    letGo: (id: string) => api.delete<void>(room(id, "/hold")),
    voteTurn: (id: string, more: boolean) => api.post<void>(room(id, "/turn/votes"), { more }),
    end: (id: string, seconds?: number) =>
      api.post<RoomView | undefined>(room(id, "/end"), seconds === undefined ? {} : { seconds }),
    stopEnding: (id: string) => api.delete<RoomView | undefined>(room(id, "/end")),
    letIn: (id: string, handle: string) => api.put<RoomView | undefined>(room(id, `/guests/${at(handle)}`)),
    letOut: (id: string, handle: string) =>
      api.delete<RoomView | undefined>(room(id, `/guests/${at(handle)}`)),
    audience: (id: string, cursor?: string, signal?: Signal) =>
      api.get<Audience>(room(id, `/audience${query({ cursor })}`), { signal }),
  };
};

/** Every route of the contract, typed, by noun. */
export function makeCalls(api: ApiClient) {
  return {
    identity: identity(api),
    me: me(api),
    people: people(api),
    invitations: invitations(api),
    admin: admin(api),
    rooms: rooms(api),
    hosting: hosting(api),
    recording: recordingCalls(api),
    passes: passes(api),
    questions: questions(api),
    marks: marks(api),
    shows: shows(api),
    hats: hats(api),
    texts: texts(api),
    notes: notes(api),
    objections: objections(api),
  };
}

export type Calls = ReturnType<typeof makeCalls>;

function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => !!entry[1]);
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
