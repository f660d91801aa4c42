import type { Note } from "../api/types";

/** The notes of a room as everybody sees them. */
export interface NoteScene {
  /** How many wait for a host's decision. */
  readonly waiting: number;
  readonly onAir: Note | null;
}

/** What the room's channel says of notes. */
export function noteScene(parts: Readonly<Record<string, unknown>>): NoteScene {
  const { waiting = 0, onAir = null } = (parts.notes ?? {}) as Partial<NoteScene>;
  return { waiting, onAir };
}

/**
 * From which second of a note somebody hears it who comes late, so that all hear the same; from its beginning where
 * that is now, or where this device's clock cannot say.
 */
export function lateSeconds(note: Note, nowMs: number): number {
  const late = note.airedAt ? (nowMs - Date.parse(note.airedAt)) / 1000 : 0;
  return late < 2 || late > (note.voiceSeconds ?? 0) ? 0 : late;
}
