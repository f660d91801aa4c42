const floorDb = -58;
const topDb = -18;
/** 21 ms at 48 kHz: short enough to follow syllables. */
const windowSamples = 1024;

/** Loudness of samples on a scale that the eye finds even: 0 at -58 dB of full scale, 1 at -18 dB. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 10 * Math.log10(sum / Math.max(samples.length, 1) + 1e-12);
  return Math.min(Math.max((db - floorDb) / (topDb - floorDb), 0), 1);
}

/** Largest absolute sample, 0 to 1. */
export function peak(samples: Float32Array): number {
  let largest = 0;
  for (const sample of samples) largest = Math.max(largest, Math.abs(sample));
  return largest;
}

/** One stream being listened to; reads nothing while the audio context sleeps. */
export class Gauge {
  readonly #context: AudioContext;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples = new Float32Array(windowSamples);

  constructor(context: AudioContext, track: MediaStreamTrack) {
    this.#context = context;
    this.#source = context.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = windowSamples;
    this.#source.connect(this.#analyser);
  }

  get measuring(): boolean {
    return this.#context.state === "running";
  }

  samples(): Float32Array {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples;
  }

  close(): void {
    this.#source.disconnect();
    this.#analyser.disconnect();
  }
}

/** The page's one audio context: made late, woken by any tap or key since browsers let it sleep until then. */
export class AudioClock {
  #context: AudioContext | null = null;

  context(): AudioContext | null {
    if (this.#context === null && typeof AudioContext !== "undefined") {
      this.#context = new AudioContext({ latencyHint: "interactive" });
    }
    return this.#context;
  }

  wakeWith(target: Document): void {
    const wake = () => {
      if (this.#context?.state === "suspended") void this.#context.resume().catch(() => undefined);
    };
    for (const kind of ["pointerup", "keydown"] as const)
      target.addEventListener(kind, wake, { passive: true });
  }

  wake(): void {
    const context = this.context();
    if (context?.state === "suspended") void context.resume().catch(() => undefined);
  }

  /** A gauge for a track, or null where there is no Web Audio. */
  gauge(track: MediaStreamTrack): Gauge | null {
    const context = this.context();
    return context ? new Gauge(context, track) : null;
  }
}
