import type {
  AudiencePage,
  HallwayLists,
  PersonCard,
  Proposal,
  ProposalDraft,
  ReportKind,
  RoomDraft,
  RoomRecord,
  RoomTicket,
  Topic,
} from "./hall";
import type { Opened } from "./openLink";
import type { EntryProblem } from "./room";

/** Why the server refused, in words that it wrote itself in the page's language. */
export interface Refusal {
  readonly slug: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** One request to the server's API. Never throws: no network is a refusal with status 0. */
export type Ask = <T>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
) => Promise<Answer<T>>;

/** What may be set about somebody on the stage. */
export type StageRole = "cohost" | "speaker" | "listener";

/** The verbs of rooms, proposals and topics, one request each (api/openapi.yaml). Stateless. */
export class Rooms {
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  hallway(): Promise<Answer<HallwayLists>> {
    return this.#ask("GET", "/api/hallway");
  }

  topics(): Promise<Answer<{ readonly items: readonly Topic[] }>> {
    return this.#ask("GET", "/api/topics");
  }

  open(draft: RoomDraft): Promise<Answer<RoomRecord>> {
    return this.#ask("POST", "/api/rooms", draft);
  }

  propose(draft: ProposalDraft): Promise<Answer<Proposal>> {
    return this.#ask("POST", "/api/proposals", draft);
  }

  come(proposal: string, coming: boolean): Promise<Answer<unknown>> {
    return this.#ask(coming ? "PUT" : "DELETE", `/api/proposals/${proposal}/interest`);
  }

  withdraw(proposal: string): Promise<Answer<unknown>> {
    return this.#ask("DELETE", `/api/proposals/${proposal}`);
  }

  room(id: string): Promise<Answer<RoomRecord>> {
    return this.#ask("GET", room(id));
  }

  async join(id: string, signal: AbortSignal): Promise<Answer<RoomTicket>> {
    return this.#ask("POST", `${room(id)}/join`, {}, signal);
  }

  leave(id: string): Promise<Answer<unknown>> {
    return this.#ask("POST", `${room(id)}/leave`);
  }

  hand(id: string, raised: boolean): Promise<Answer<unknown>> {
    return this.#ask(raised ? "PUT" : "DELETE", `${room(id)}/hand`);
  }

  offer(id: string, identity: string): Promise<Answer<unknown>> {
    return this.#ask("POST", `${room(id)}/offers`, { identity });
  }

  /** Takes an offer back, or declines the hand that asked for one. */
  decline(id: string, identity: string): Promise<Answer<unknown>> {
    return this.#ask("DELETE", `${room(id)}/offers/${encodeURIComponent(identity)}`);
  }

  takeSeat(id: string): Promise<Answer<unknown>> {
    return this.#ask("POST", `${room(id)}/seat`);
  }

  leaveSeat(id: string): Promise<Answer<unknown>> {
    return this.#ask("DELETE", `${room(id)}/seat`);
  }

  refuseOffer(id: string): Promise<Answer<unknown>> {
    return this.#ask("DELETE", `${room(id)}/offer`);
  }

  goLive(id: string): Promise<Answer<unknown>> {
    return this.#ask("POST", `${room(id)}/live`);
  }

  role(id: string, identity: string, role: StageRole): Promise<Answer<unknown>> {
    return this.#ask("PUT", `${person(id, identity)}/role`, { role });
  }

  mute(id: string, identity: string, muted: boolean): Promise<Answer<unknown>> {
    return this.#ask(muted ? "PUT" : "DELETE", `${person(id, identity)}/mute`);
  }

  muteAll(id: string): Promise<Answer<unknown>> {
    return this.#ask("POST", `${room(id)}/mute-all`);
  }

  remove(id: string, identity: string): Promise<Answer<unknown>> {
    return this.#ask("DELETE", person(id, identity));
  }

  lockHands(id: string, locked: boolean): Promise<Answer<unknown>> {
    return this.#ask("PUT", `${room(id)}/hands-lock`, { locked });
  }

  end(id: string): Promise<Answer<unknown>> {
    return this.#ask("POST", `${room(id)}/end`, {});
  }

  keepOpen(id: string): Promise<Answer<unknown>> {
    return this.#ask("DELETE", `${room(id)}/end`);
  }

  letIn(id: string, handle: string): Promise<Answer<unknown>> {
    return this.#ask("PUT", `${room(id)}/guests/${encodeURIComponent(handle)}`);
  }

  audience(id: string, cursor: string | null): Promise<Answer<AudiencePage>> {
    const from = cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    return this.#ask("GET", `${room(id)}/audience${from}`);
  }

  block(handle: PersonCard["handle"], blocked: boolean): Promise<Answer<unknown>> {
    return this.#ask(blocked ? "PUT" : "DELETE", `/api/me/blocks/${encodeURIComponent(handle)}`);
  }

  report(
    about: { readonly accountId?: string; readonly roomId?: string },
    kind: ReportKind,
    note = "",
  ): Promise<Answer<unknown>> {
    return this.#ask("POST", "/api/reports", { about, kind, note });
  }
}

/** What the door of a room answered, in the media visit's words. */
export function openedBy(answer: Answer<RoomTicket>, title: string): Opened {
  if (answer.ok) {
    const { url, token, you } = answer.value;
    return { kind: "ticket", ticket: { url, token, room: title, name: "", maySpeak: you.seat } };
  }
  const { refusal } = answer;
  return { kind: "problem", why: whyClosed(refusal), requestId: refusal.requestId };
}

export function whyClosed({ slug, status }: Refusal): EntryProblem {
  switch (slug) {
    case "not-found":
      return "notFound";
    case "room-full":
      return "full";
    case "room-ended":
      return "roomEnded";
    case "removed-from-room":
      return "removed";
    case "suspended":
      return "suspended";
  }
  if (status === 0) return navigator.onLine ? "unreachable" : "offline";
  // A gateway without a living server behind it answers with one of these.
  return status === 502 || status === 503 || status === 504 ? "unreachable" : "server";
}

function room(id: string): string {
  return `/api/rooms/${encodeURIComponent(id)}`;
}

function person(id: string, identity: string): string {
  return `${room(id)}/people/${encodeURIComponent(identity)}`;
}
