import type { Device, Echo, MicTrouble } from "./room";

/** The person's microphone before it goes anywhere. Implemented by rtc/microphone.ts, and by tests. */
export interface Microphone {
  /** Asks the browser; rejects with MicError. Closes what was open before, once the new one is there. */
  open(wish: MicWish): Promise<MediaStreamTrack>;
  /** Gives the device back; the browser's own sign goes out. */
  close(): void;
  devices(): Promise<readonly Device[]>;
  /** The device in use, by the browser's word, or null. */
  deviceId(): string | null;
  reading(): MicReading;
  /** Records five seconds of the open microphone and plays them here only. The function returned stops it. */
  hearYourself(tell: (echo: Echo | null) => void): () => void;
  /** Tells when the device went away, and when the list of devices changed. */
  listen(sink: MicSink): () => void;
}

export interface MicWish {
  readonly deviceId: string | null;
  readonly noiseSuppression: boolean;
}

export interface MicReading {
  /** For the meter, 0 to 1 on a scale of decibels. */
  readonly level: number;
  /** Largest sample now, 0 to 1. */
  readonly peak: number;
  /** Whether level and peak say anything: a suspended audio context reads nothing. */
  readonly measuring: boolean;
  readonly systemMuted: boolean;
}

export interface MicSink {
  lost(): void;
  devicesChanged(): void;
}

export class MicError extends Error {
  readonly trouble: MicTrouble;

  constructor(trouble: MicTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}
