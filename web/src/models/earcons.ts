/** Short sounds for one's own ears, at most 300 ms, never sent to others. */
export type Earcon = "live" | "found" | "accepted" | "timeUp";

export interface Earcons {
  play(earcon: Earcon): void;
}
