/** One stretch of one voice, as the player needs it. */
export interface Voice {
  readonly id: string;
  readonly url: string;
  /** Of the room, at which it begins. */
  readonly second: number;
  readonly seconds: number;
}

/** What plays one file; the browser's audio element, or what stands for it. */
export interface Sound {
  /** Seconds into the file. */
  position: number;
  rate: number;
  readonly playing: boolean;
  /** Whether it could go on at once. */
  readonly ready: boolean;
  play(): Promise<void>;
  pause(): void;
  close(): void;
}

export interface ReplayParts {
  readonly voices: readonly Voice[];
  /** How long the room was, in seconds. */
  readonly whole: number;
  readonly open: (url: string) => Sound;
  /** Milliseconds, never going back. */
  readonly now: () => number;
}

export interface ReplayView {
  /** The second of the room that is heard. */
  readonly at: number;
  readonly playing: boolean;
  /** Sound is on its way. */
  readonly waiting: boolean;
  readonly failed: boolean;
  readonly rate: number;
}

/** Voices may be this far apart, in seconds; less is heard as together. */
const tolerance = 0.12;
/** A voice is fetched this long before it is heard. */
const aheadSeconds = 8;
const tickMs = 100;
/** Of a file's last moments a browser may not say that they are there. */
const lastSeconds = 0.5;

/**
 * Plays all voices of a room in step from any second. One clock counts; each file is held to it. While a file that
 * should be heard is not there yet, the clock waits for it. Not React.
 */
export class ReplayPlayer {
  readonly #parts: ReplayParts;
  readonly #sounds = new Map<string, Sound>();
  readonly #listeners = new Set<() => void>();
  #from = 0;
  #sinceMs = 0;
  #timer: ReturnType<typeof setInterval> | null = null;
  #view: ReplayView = { at: 0, playing: false, waiting: false, failed: false, rate: 1 };

  constructor(parts: ReplayParts) {
    this.#parts = parts;
  }

  /** How long the room was, in seconds. */
  get whole(): number {
    return this.#parts.whole;
  }

  readonly view = (): ReplayView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Plays from a second, or from where it is; from the beginning when it was at the end. */
  readonly play = (at?: number): void => {
    const over = this.#view.at >= this.#parts.whole;
    this.#go(at ?? (over ? 0 : this.#view.at));
    this.#set({ playing: true, failed: false });
    this.#timer ??= setInterval(this.tick, tickMs);
    this.tick();
  };

  readonly pause = (): void => {
    this.#stop();
    this.#go(this.#view.at);
    this.#set({ playing: false, waiting: false });
  };

  readonly seek = (at: number): void => {
    this.#go(at);
    if (this.#view.playing) this.tick();
  };

  readonly setRate = (rate: number): void => {
    this.#go(this.#view.at);
    this.#set({ rate });
    for (const sound of this.#sounds.values()) sound.rate = rate;
  };

  dispose(): void {
    this.#stop();
    for (const sound of this.#sounds.values()) sound.close();
    this.#sounds.clear();
    this.#listeners.clear();
  }

  /** Holds every voice to the clock; public for tests, else it runs by itself. */
  readonly tick = (): void => {
    if (!this.#view.playing) return;
    const at = this.#clock();
    if (at >= this.#parts.whole) {
      this.#stop();
      this.#go(this.#parts.whole);
      this.#set({ playing: false, waiting: false });
      return;
    }
    const due = this.#parts.voices.filter((voice) => heardAt(voice, at));
    for (const [id, sound] of this.#sounds)
      if (sound.playing && !due.some((voice) => voice.id === id)) sound.pause();
    for (const voice of this.#parts.voices)
      if (voice.second > at && voice.second - at < aheadSeconds) this.#sound(voice);
    for (const voice of due) this.#place(voice, at);
    const waiting = due.some(
      (voice) => voice.second + voice.seconds - at > lastSeconds && !this.#sound(voice).ready,
    );
    for (const voice of due) this.#let(this.#sound(voice), !waiting);
    // The clock stands still while a voice is missing.
    if (waiting) {
      this.#from = at;
      this.#sinceMs = this.#parts.now();
    }
    this.#set({ at, waiting });
  };

  #place(voice: Voice, at: number): void {
    const sound = this.#sound(voice);
    const position = at - voice.second;
    if (Math.abs(sound.position - position) > tolerance * Math.max(1, this.#view.rate))
      sound.position = position;
  }

  #let(sound: Sound, play: boolean): void {
    if (!play) sound.pause();
    else if (!sound.playing) sound.play().catch(() => this.#fail());
  }

  #sound(voice: Voice): Sound {
    const open = this.#sounds.get(voice.id);
    if (open) return open;
    const sound = this.#parts.open(voice.url);
    sound.rate = this.#view.rate;
    this.#sounds.set(voice.id, sound);
    return sound;
  }

  #fail(): void {
    if (!this.#view.playing) return;
    this.pause();
    this.#set({ failed: true });
  }

  #clock(): number {
    if (!this.#view.playing || this.#view.waiting) return this.#from;
    return this.#from + ((this.#parts.now() - this.#sinceMs) / 1000) * this.#view.rate;
  }

  #go(at: number): void {
    this.#from = Math.min(Math.max(0, at), this.#parts.whole);
    this.#sinceMs = this.#parts.now();
    this.#set({ at: this.#from, waiting: false });
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    for (const sound of this.#sounds.values()) sound.pause();
  }

  #set(part: Partial<ReplayView>): void {
    this.#view = { ...this.#view, ...part };
    for (const listener of this.#listeners) listener();
  }
}

function heardAt(voice: Voice, at: number): boolean {
  return at >= voice.second && at < voice.second + voice.seconds;
}

/** The second that a link names with `?t=`; null when it names none. */
export function secondOf(search: string): number | null {
  const told = new URLSearchParams(search).get("t");
  return told !== null && /^\d{1,6}$/.test(told) ? Number(told) : null;
}
