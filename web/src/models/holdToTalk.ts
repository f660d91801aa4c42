/** What a held microphone needs of the page. */
export interface Holding {
  /** Tells the server; resolves with the milliseconds that it counts for. */
  readonly say: () => Promise<number>;
  readonly letGo: () => Promise<unknown>;
  /** Opens and closes the microphone. */
  readonly open: (held: boolean) => void;
}

/** It is said so often within the time that it counts for, so that one lost word cuts nobody off. */
const saidTimes = 3;

/**
 * A microphone that is heard only while it is held. The server forwards nothing else, so it is told first and the
 * microphone opens with its answer; and again and again, until the hand is off.
 */
export class HoldToTalk {
  readonly #parts: Holding;
  #held = false;
  #press = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: Holding) {
    this.#parts = parts;
  }

  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    const press = ++this.#press;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (held) {
      void this.#say(press, null);
      return;
    }
    this.#parts.open(false);
    this.#parts.letGo().catch(() => undefined);
  }

  /** `before` is what the last word counted for; null is the first one. */
  async #say(press: number, before: number | null): Promise<void> {
    const leaseMs = await this.#parts.say().catch(() => before);
    if (press !== this.#press) return;
    if (leaseMs === null) {
      this.#held = false;
      return;
    }
    if (before === null) this.#parts.open(true);
    this.#timer = setTimeout(() => void this.#say(press, leaseMs), leaseMs / saidTimes);
  }
}
