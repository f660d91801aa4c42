import type { Ticket } from "./openLink";
import type { Person } from "./room";

/** Why a stage is closed for good, as far as the media side knows. */
export type Closed = "elsewhere" | "removed" | "roomEnded" | "server" | "lost" | "left";

/** Why joining failed: the signalling was not reached, the token was refused, or media found no way. */
export type JoinFailure = "signal" | "refused" | "media";

export type StageEvent =
  | { readonly kind: "people"; readonly people: readonly Person[]; readonly total: number }
  | { readonly kind: "line"; readonly line: "steady" | "signal" | "media" }
  | { readonly kind: "sound"; readonly withheld: boolean }
  | { readonly kind: "muted"; readonly muted: boolean }
  | { readonly kind: "permission"; readonly maySpeak: boolean }
  | { readonly kind: "closed"; readonly why: Closed };

/** One visit to a room's media. Implemented by rtc/stage.ts over livekit-client, and by tests. */
export interface Stage {
  /** Resolves when media can flow; rejects with StageError. */
  join(ticket: Ticket): Promise<void>;
  leave(): Promise<void>;
  /** To be called within a tap: lets the browser play what it withheld. */
  startSound(): Promise<void>;
  /** Publishes the microphone; a muted one arrives muted. */
  publish(track: MediaStreamTrack, muted: boolean): Promise<void>;
  replace(track: MediaStreamTrack): Promise<void>;
  unpublish(): Promise<void>;
  mute(muted: boolean): Promise<void>;
  /** Loudness now, 0 to 1, of a person's received track. */
  level(personId: string): number;
}

export class StageError extends Error {
  readonly why: JoinFailure;

  constructor(why: JoinFailure) {
    super(why);
    this.why = why;
  }
}
