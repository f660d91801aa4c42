import type { Hat, HatSpan } from "../api/types";

/** As what the people of a room speak. */
export interface Hats {
  /** Nobody takes a seat without saying so. */
  readonly required: boolean;
  readonly worn: Readonly<Record<string, Hat>>;
}

const none: Hats = { required: false, worn: {} };

export function hatsOf(parts: Readonly<Record<string, unknown>>): Hats {
  return (parts.hats as Hats | undefined) ?? none;
}

/** The hat that somebody wore at a second of the room; undefined for none. */
export function hatAt(spans: readonly HatSpan[], identity: string, second: number): HatSpan | undefined {
  return spans.findLast(
    ({ identity: owner, from, to = Number.POSITIVE_INFINITY }) =>
      // Who begins to speak has just put it on: a second's fraction is no difference.
      owner === identity && from < second + 1 && second < to,
  );
}
