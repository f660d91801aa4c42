import type { Recording } from "../api/types";

/** Why nothing plays from a second. */
export type Silence =
  | "loading"
  | "failed"
  | "none"
  | "soon"
  | "expired"
  | "full"
  | "nobody"
  | "refused"
  | "gap";

/** What is said of it; where nothing was ever recorded, nothing is. */
export type SaidSilence = Exclude<Silence, "none" | "loading">;

/** A voice that begins so many seconds later is worth waiting for. */
const soonSeconds = 10;

/**
 * Why a second of a room cannot be heard; null when it can. With a speaker it is that voice that must be there.
 *
 * @param recording undefined while it is unknown
 * @param failed whether asking for it went wrong
 */
export function silenceAt(
  recording: Recording | undefined,
  failed: boolean,
  second: number,
  speaker?: string,
): Silence | null {
  if (!recording) return failed ? "failed" : "loading";
  const { state, tracks, ready } = recording;
  if (state === "expired") return "expired";
  const there = tracks.filter(
    (track) => track.second - soonSeconds <= second && second < track.second + track.seconds,
  );
  if (there.some((track) => speaker === undefined || track.speaker.id === speaker)) return null;
  if (!ready) return "soon";
  if (there.length > 0) return "refused";
  if (tracks.length > 0) return "gap";
  if (state === "none") return "none";
  return state === "full" ? "full" : "nobody";
}

/** Why the recording as a whole, or the rest of it, is not there; null when it is, or when there never was one. */
export function silentWhole({ state, ready, tracks }: Recording): SaidSilence | null {
  if (!ready) return "soon";
  if (state === "expired") return "expired";
  if (state === "none") return null;
  if (state === "full") return "full";
  return tracks.length === 0 ? "nobody" : null;
}
