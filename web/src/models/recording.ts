/** The part `recording` of a room's channel. */
export interface RecordingPart {
  readonly on: boolean;
  /** Stopped because the server's disk had no room. */
  readonly full: boolean;
  /** What people said to being recorded, by identity. */
  readonly answers: Readonly<Record<string, boolean>>;
}

/** What everybody in the room may know of its recording; nothing where none was ever begun. */
export function recordingOf(parts: Readonly<Record<string, unknown>>): RecordingPart | null {
  const part = parts.recording as Partial<RecordingPart> | undefined;
  if (!part) return null;
  return { on: part.on === true, full: part.full === true, answers: part.answers ?? {} };
}

/** Whether somebody is to be asked now: they are on the stage or about to be, and have said nothing. */
export function mustAsk(
  recording: RecordingPart,
  you: { readonly identity: string; readonly seat: boolean; readonly offer: boolean } | null,
): boolean {
  if (!recording.on || you === null || !(you.seat || you.offer)) return false;
  return recording.answers[you.identity] === undefined;
}
