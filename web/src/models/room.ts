/** What the room page shows: data only. Made by RoomSession, drawn by features/room. */

/** Somebody whom the room names: whoever may speak. Listeners are only counted. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly me: boolean;
  /** Has a microphone open in the room, muted or not. */
  readonly live: boolean;
  readonly muted: boolean;
  /** By the server's list of active speakers. */
  readonly speaking: boolean;
  readonly line: "good" | "poor" | "lost";
  readonly pictureUrl?: string | undefined;
}

/** Why a room's door did not open: to a link, or to whoever asked to join. */
export type EntryProblem =
  | "invalid"
  | "expired"
  | "unreachable"
  | "offline"
  | "server"
  | "noWebRtc"
  | "notFound"
  | "full"
  | "removed"
  | "roomEnded"
  | "suspended";

/** Why a room that had been joined is closed to this page now. */
export type Ending = "elsewhere" | "removed" | "roomEnded" | "lost";

export type Phase =
  | { readonly kind: "opening" }
  | { readonly kind: "refused"; readonly why: EntryProblem; readonly requestId: string | null }
  | { readonly kind: "joining" }
  | { readonly kind: "blocked" }
  | { readonly kind: "inRoom" }
  | { readonly kind: "left" }
  | { readonly kind: "ended"; readonly why: Ending };

/** The line to the room: steady, being restored (signalling or media), server restarting, offline, or just back. */
export type Line = "steady" | "signal" | "media" | "server" | "offline" | "found";

/** Why the microphone cannot be used. */
export type MicTrouble =
  | "refused"
  | "system"
  | "absent"
  | "busy"
  | "unsupported"
  | "insecure"
  | "lost"
  | "notAllowed";

/** Why nobody can hear an open microphone: the system muted it, it gives exact silence, or hardly any sound. */
export type Silence = "systemMuted" | "nothing" | "faint";

export type Mic =
  | { readonly kind: "listener" }
  | { readonly kind: "off"; readonly trouble: MicTrouble | null }
  | { readonly kind: "asking" }
  | { readonly kind: "preview" }
  | { readonly kind: "starting" }
  | {
      readonly kind: "live";
      readonly muted: boolean;
      /** Open only as long as a key or the button is held. */
      readonly held: boolean;
      readonly silence: Silence | null;
      /** Talks while muted, and may not know. */
      readonly mutedSpeech: boolean;
    };

/** Hearing oneself before others do: five seconds are recorded on this device and played back. */
export type Echo = "recording" | "playing";

export interface Device {
  readonly id: string;
  readonly label: string;
}

/** A sentence for screen readers: a key of the language files and its values. */
export interface Announcement {
  readonly key: AnnouncementKey;
  readonly name: string;
  readonly serial: number;
}

export type AnnouncementKey =
  | "joined"
  | "live"
  | "notLive"
  | "muted"
  | "unmuted"
  | "mutedByHost"
  | "personLive"
  | "personGone"
  | "reconnecting"
  | "offline"
  | "found"
  | "deviceChanged"
  | "offered"
  | "handUp"
  | "doorsOpen"
  | "ending"
  | "staysOpen"
  | "yourTurn"
  | "floorMode"
  | "floorCloses";

export interface RoomView {
  readonly phase: Phase;
  readonly room: string;
  readonly name: string;
  readonly maySpeak: boolean;
  readonly people: readonly Person[];
  /** Everybody in the room who is not named in people; includes oneself when one only listens. */
  readonly listeners: number;
  readonly mic: Mic;
  readonly devices: readonly Device[];
  readonly deviceId: string | null;
  readonly noiseSuppression: boolean;
  readonly echo: Echo | null;
  readonly line: Line;
  /** The browser withholds sound until the person taps. */
  readonly soundWithheld: boolean;
  readonly announcement: Announcement | null;
}

export const emptyRoom: RoomView = {
  phase: { kind: "opening" },
  room: "",
  name: "",
  maySpeak: false,
  people: [],
  listeners: 0,
  mic: { kind: "listener" },
  devices: [],
  deviceId: null,
  noiseSuppression: true,
  echo: null,
  line: "steady",
  soundWithheld: false,
  announcement: null,
};

/** What the page can ask for; RoomSession implements it, the gallery of fixtures answers with nothing. */
export interface RoomActions {
  readonly retry: () => void;
  readonly tapToHear: () => void;
  readonly prepareMic: () => void;
  readonly notNow: () => void;
  readonly goLive: () => void;
  readonly stepDown: () => void;
  readonly toggleMute: () => void;
  readonly hold: (held: boolean) => void;
  readonly chooseDevice: (id: string) => void;
  readonly suppressNoise: (on: boolean) => void;
  readonly hearYourself: () => void;
  readonly leave: () => void;
  readonly comeBack: () => void;
  /** The loudness now, 0 to 1, of a person's received track; of one's own microphone for `null`. */
  readonly level: (personId: string | null) => number;
}
