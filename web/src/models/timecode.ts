/** Seconds of a room as a clock: 0:07, 12:34, 1:02:03. */
export function timecode(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (part: number) => String(part).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Seconds between a room's beginning and an instant in it, both ISO 8601; never negative. */
export function secondsInto(liveAt: string | undefined, at: string): number {
  return liveAt === undefined ? 0 : Math.max(0, (Date.parse(at) - Date.parse(liveAt)) / 1000);
}
