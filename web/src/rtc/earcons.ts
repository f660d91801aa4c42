import type { Earcon, Earcons } from "../models/earcons";
import type { PreferenceStore } from "../models/preferences";
import type { AudioClock } from "./levels";

interface Note {
  readonly hertz: number;
  readonly atS: number;
}

const notes: Record<Earcon, readonly Note[]> = {
  live: [
    { hertz: 523.25, atS: 0 },
    { hertz: 783.99, atS: 0.11 },
  ],
  found: [
    { hertz: 587.33, atS: 0 },
    { hertz: 587.33, atS: 0.14 },
  ],
  accepted: [
    { hertz: 659.25, atS: 0 },
    { hertz: 880, atS: 0.14 },
  ],
  timeUp: [
    { hertz: 698.46, atS: 0 },
    { hertz: 523.25, atS: 0.14 },
  ],
};
const noteS = 0.15;
const loudest = 0.07;

/** Soft tones from the page's own audio context; silent when switched off or while the context sleeps. */
export class ToneEarcons implements Earcons {
  readonly #clock: AudioClock;
  readonly #preferences: PreferenceStore;

  constructor(clock: AudioClock, preferences: PreferenceStore) {
    this.#clock = clock;
    this.#preferences = preferences;
  }

  play(earcon: Earcon): void {
    const context = this.#clock.context();
    if (!this.#preferences.current().earcons || context?.state !== "running") return;
    for (const note of notes[earcon]) {
      const start = context.currentTime + note.atS;
      const tone = new OscillatorNode(context, { type: "sine", frequency: note.hertz });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(loudest, start + 0.015);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + noteS);
      tone.connect(gain).connect(context.destination);
      tone.start(start);
      tone.stop(start + noteS);
      tone.onended = () => gain.disconnect();
    }
  }
}
