import type { Earcons } from "./earcons";
import type { TurnScene } from "./floor";

/** Sounds once, for the speaker alone, as the time of the own turn is up. Answers how to take it back. */
export function chime(turn: TurnScene | null, earcons: Earcons, now: number): () => void {
  const left = turn?.mine && !turn.offered ? Date.parse(turn.endsAt) - now : 0;
  if (left <= 0) return () => undefined;
  const timer = setTimeout(() => earcons.play("timeUp"), left);
  return () => clearTimeout(timer);
}
