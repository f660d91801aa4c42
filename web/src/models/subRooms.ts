import type { PersonCard } from "../api/types";

/** Most sub-rooms that the page offers. */
const subRoomsAtMost = 8;

/** Somebody who is in a sub-room, or is heard in all of them. */
export interface Place {
  readonly person: PersonCard;
  /** 0 is the room itself. */
  readonly subRoom: number;
  readonly everywhere: boolean;
}

/** Who is where, by identity; whoever is absent is in the room and heard only there. */
export type Places = Readonly<Record<string, Place>>;

export function placesOf(part: unknown): Places {
  return part !== null && typeof part === "object" ? (part as Places) : {};
}

/** Somebody on the board. */
export interface Piece {
  readonly identity: string;
  readonly person: PersonCard;
  readonly everywhere: boolean;
}

/** One field of the board: the room itself (0), or a sub-room. */
export interface Field {
  readonly subRoom: number;
  readonly pieces: readonly Piece[];
}

/** The stage and whoever was moved, as a board: the room first, then each sub-room, and an empty one to begin with. */
export function boardOf(
  places: Places,
  stage: readonly { readonly id: string; readonly card: PersonCard }[],
): readonly Field[] {
  const everybody = new Map<string, PersonCard>(stage.map(({ id, card }) => [id, card]));
  for (const [identity, { person }] of Object.entries(places)) everybody.set(identity, person);
  const highest = Math.max(0, ...Object.values(places).map(({ subRoom }) => subRoom));
  const fields = Math.min(subRoomsAtMost, highest + 1) + 1;
  return Array.from({ length: fields }, (_, subRoom) => ({
    subRoom,
    pieces: [...everybody]
      .filter(([identity]) => (places[identity]?.subRoom ?? 0) === subRoom)
      .map(([identity, person]) => ({
        identity,
        person,
        everywhere: places[identity]?.everywhere === true,
      })),
  }));
}

/** Whether there are sub-rooms now. */
export function divided(places: Places): boolean {
  return Object.values(places).some(({ subRoom }) => subRoom > 0);
}
