import type { MicReading } from "./microphone";
import type { Silence } from "./room";

const patienceMs = 5_000;
/** About -66 dB of full scale: a quiet room with noise suppression stays above it only now and then. */
const audiblePeak = 0.0005;

/** Notices that an open microphone has been silent for five seconds, and why. Fed a few times a second. */
export class SilenceWatch {
  #since: number | null = null;
  #largest = 0;

  /** Says why nobody can hear, or null while somebody may. `nowMs` is monotonic. */
  feed(nowMs: number, open: boolean, reading: MicReading): Silence | null {
    if (!open || !reading.measuring || reading.peak > audiblePeak) {
      this.#since = null;
      this.#largest = 0;
      return null;
    }
    this.#since ??= nowMs;
    this.#largest = Math.max(this.#largest, reading.peak);
    if (nowMs - this.#since < patienceMs) return null;
    if (reading.systemMuted) return "systemMuted";
    return this.#largest === 0 ? "nothing" : "faint";
  }
}
