import type { Hat } from "../api/types";

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
