import type { Calls } from "../api/calls";
import type { Floor, FloorMode, PersonCard } from "../api/types";
import { placesOf } from "./subRooms";

/** Whose turn it is, for the page. */
export interface TurnScene {
  readonly identity: string;
  readonly name: string;
  readonly mine: boolean;
  /** Waits for the holder's tap. */
  readonly offered: boolean;
  /** ISO 8601. */
  readonly began: string;
  readonly endsAt: string;
  readonly cutAt: string;
  readonly mayExtend: boolean;
}

/** How the votes on more time stand. */
export interface VoteCount {
  readonly more: number;
  readonly votes: number;
}

/** What was told in passing of a vote; nothing where none runs. */
export function voteOf(told: unknown): VoteCount | null {
  const { more = 0, votes = 0 } = (told ?? {}) as Partial<VoteCount>;
  return told ? { more, votes } : null;
}

/** Who may be heard now, who is next, and until when. */
export interface FloorScene {
  readonly mode: FloorMode;
  readonly boxSeconds: number;
  readonly turn: TurnScene | null;
  readonly linked: readonly string[];
  /** Who waits, the next one first. */
  readonly queue: readonly string[];
  /** The name of who is next; empty where nobody waits or nobody knows the name. */
  readonly next: string;
  readonly vote: VoteCount | null;
  /** On the stage, and not heard before one's turn. */
  readonly silent: boolean;
  /** Microphones are open only while they are held. */
  readonly pushToTalk: boolean;
  /** So few seats that nobody raises a hand for one: the audience asks in other ways. */
  readonly seated: boolean;
}

/** A floor on which everybody on the stage is heard. */
export const freeFloor: Floor = { mode: "free", boxSeconds: 120, linked: [], queue: [] };

/** Whether hands become turns by themselves. */
export function queues(mode: FloorMode): boolean {
  return mode === "queue" || mode === "balanced";
}

/** Whether somebody on the stage may be heard. */
export function hears(floor: Floor, identity: string): boolean {
  const { mode, linked, turn } = floor;
  const speaks = turn !== undefined && !turn.offered && turn.identity === identity;
  return mode === "free" || speaks || linked.includes(identity);
}

/** Whether turns decide if this person is heard: not backstage, not in a sub-room, not while speaking to all. */
export function turnsHold(
  truth: { readonly room: { readonly phase: string }; readonly subRooms?: unknown } | null,
  identity: string | undefined,
): boolean {
  return truth?.room.phase === "live" && placesOf(truth.subRooms)[identity ?? ""] === undefined;
}

/** The floor as one person sees it; `live` is false backstage, where everybody is heard. */
export function floorScene(
  floor: Floor,
  known: ReadonlyMap<string, PersonCard>,
  me: { readonly identity: string; readonly seat: boolean } | null,
  now: { readonly live: boolean; readonly vote: VoteCount | null },
): FloorScene {
  const { turn, queue } = floor;
  const [first] = queue;
  return {
    mode: floor.mode,
    boxSeconds: floor.boxSeconds,
    turn: turn
      ? { ...turn, name: known.get(turn.identity)?.displayName ?? "", mine: turn.identity === me?.identity }
      : null,
    linked: floor.linked,
    queue,
    next: first === undefined ? "" : (known.get(first)?.displayName ?? ""),
    vote: floor.voteEndsAt === undefined ? null : now.vote,
    pushToTalk: floor.pushToTalk === true,
    seated: (floor.mics ?? 0) > 0,
    silent: now.live && me?.seat === true && !hears(floor, me.identity),
  };
}

/** What can be asked of a floor. */
export interface FloorActions {
  readonly setMode: (mode: FloorMode, boxSeconds: number) => void;
  readonly setPushToTalk: (mode: FloorMode, only: boolean) => void;
  /** Goes on to the next, or to who is named where no queue decides. */
  readonly next: (identity?: string) => void;
  readonly endTurn: () => void;
  readonly vote: (more: boolean) => void;
  readonly lift: (identity: string, reason: string) => void;
  readonly link: (identity: string, heard: boolean) => void;
}

/** The verbs; `request` carries out one request at a time by its name and tells a refusal. */
export function floorActions(
  rooms: Calls["rooms"],
  id: string,
  request: (name: string, send: () => Promise<unknown>) => Promise<unknown>,
): FloorActions {
  const run = (name: string, send: () => Promise<unknown>): void => void request(name, send);
  return {
    setMode: (mode, boxSeconds) => run("floor", () => rooms.setFloor(id, { mode, boxSeconds })),
    setPushToTalk: (mode, pushToTalk) => run("floor", () => rooms.setFloor(id, { mode, pushToTalk })),
    next: (identity) => run("turn", () => rooms.nextTurn(id, identity === undefined ? {} : { identity })),
    endTurn: () => run("turn", () => rooms.endTurn(id)),
    vote: (more) => run("vote", () => rooms.voteTurn(id, more)),
    lift: (identity, reason) => run(`lift:${identity}`, () => rooms.lift(id, identity, reason)),
    link: (identity, heard) =>
      run(`link:${identity}`, () => (heard ? rooms.link(id, identity) : rooms.unlink(id, identity))),
  };
}
