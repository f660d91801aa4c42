import { MicError } from "./microphone";
import type { MicTrouble } from "./room";

/** A finished recording, in this browser only until it is sent. */
export interface Recording {
  readonly file: Blob;
  readonly seconds: number;
}

/** One recording that is being made. */
export interface Take {
  /** Input level for the meter, 0 to 1. */
  level(): number;
  /** Ends the recording and gives the device back. */
  finish(): Promise<Blob>;
  /** Forgets the recording and gives the device back. */
  discard(): void;
}

/** The browser's recorder. Implemented by rtc/recorder.ts, and by tests. */
export interface VoiceRecorder {
  /** Asks for the microphone and starts; rejects with MicError. */
  start(lost: () => void): Promise<Take>;
}

export type RecorderState =
  | { readonly kind: "empty"; readonly trouble: MicTrouble | null }
  | { readonly kind: "asking" }
  | { readonly kind: "recording"; readonly seconds: number }
  | { readonly kind: "recorded"; readonly recording: Recording };

export interface RecorderParts {
  readonly recorder: VoiceRecorder;
  readonly maxSeconds: number;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
}

const tickMs = 200;
/** Shorter than this is a slip of the finger. */
const leastSeconds = 0.5;

/** Records a voice greeting: record, stop, listen, take again. One instance a place; ended by dispose(). */
export class RecorderSession {
  readonly #parts: RecorderParts;
  readonly #listeners = new Set<() => void>();
  #state: RecorderState = { kind: "empty", trouble: null };
  #take: Take | null = null;
  #startedAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Counts attempts: an answer to an older one is no longer wanted. */
  #attempt = 0;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  readonly state = (): RecorderState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly level = (): number => this.#take?.level() ?? 0;

  readonly record = async (): Promise<void> => {
    if (this.#state.kind === "asking" || this.#state.kind === "recording") return;
    const attempt = ++this.#attempt;
    this.#become({ kind: "asking" });
    try {
      const take = await this.#parts.recorder.start(() => this.#lost(attempt));
      if (attempt !== this.#attempt) {
        take.discard();
        return;
      }
      this.#begin(take);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#become({ kind: "empty", trouble: error instanceof MicError ? error.trouble : "busy" });
    }
  };

  readonly stop = async (): Promise<void> => {
    const take = this.#take;
    if (!take || this.#state.kind !== "recording") return;
    const attempt = this.#attempt;
    const seconds = Math.min(this.#parts.maxSeconds, (this.#parts.now() - this.#startedAt) / 1000);
    this.#release();
    if (seconds < leastSeconds) {
      take.discard();
      this.#become({ kind: "empty", trouble: null });
      return;
    }
    const file = await take.finish();
    if (attempt === this.#attempt) this.#become({ kind: "recorded", recording: { file, seconds } });
  };

  /** Forgets the recording, or gives up making one. */
  readonly clear = (): void => {
    this.#attempt++;
    this.#take?.discard();
    this.#release();
    this.#become({ kind: "empty", trouble: null });
  };

  dispose(): void {
    this.clear();
    this.#listeners.clear();
  }

  #begin(take: Take): void {
    this.#take = take;
    this.#startedAt = this.#parts.now();
    this.#become({ kind: "recording", seconds: 0 });
    this.#timer = setInterval(() => {
      const seconds = (this.#parts.now() - this.#startedAt) / 1000;
      if (seconds >= this.#parts.maxSeconds) void this.stop();
      else this.#become({ kind: "recording", seconds });
    }, tickMs);
  }

  /** The device went away in the middle: what was said until then is kept. */
  #lost(attempt: number): void {
    if (attempt === this.#attempt) void this.stop();
  }

  #release(): void {
    clearInterval(this.#timer);
    this.#take = null;
  }

  #become(state: RecorderState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Seconds as a clock of minutes and seconds. */
export function clockOf(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
