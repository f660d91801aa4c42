import type { MicReading } from "./microphone";

/** On the meter's scale: well above a room's noise, below quiet speech. */
const speechLevel = 0.45;
const speechForMs = 750;
const hintForMs = 4_000;

/** Notices that somebody talks into a muted microphone. Fed a few times a second. */
export class MutedSpeechWatch {
  #since: number | null = null;
  #lastMs = 0;
  #hint = false;

  /** True while the hint should stand. `nowMs` is monotonic. */
  feed(nowMs: number, muted: boolean, reading: MicReading): boolean {
    if (!muted) {
      this.#since = null;
      this.#hint = false;
      return false;
    }
    if (reading.measuring && reading.level > speechLevel) {
      this.#since ??= nowMs;
      this.#lastMs = nowMs;
      if (nowMs - this.#since >= speechForMs) this.#hint = true;
    } else if (this.#since !== null && nowMs - this.#lastMs > speechForMs) {
      // A pause between two words is no end of talking.
      this.#since = null;
    }
    if (this.#hint && nowMs - this.#lastMs > hintForMs) this.#hint = false;
    return this.#hint;
  }
}
