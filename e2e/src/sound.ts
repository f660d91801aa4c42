/** Sounds made and measured in code: tones, chirps, WAV files, energy at a frequency. Samples are -1 to 1. */

export function tone(hz: number, sampleRate: number, seconds: number, amplitude = 0.3): Float32Array {
  const samples = new Float32Array(Math.round(sampleRate * seconds));
  for (let i = 0; i < samples.length; i++) {
    samples[i] = amplitude * Math.sin((2 * Math.PI * hz * i) / sampleRate);
  }
  return samples;
}

/** A tone in syllables, four a second: a steady one is taken for noise by a browser's noise suppression. */
export function syllables(hz: number, sampleRate: number, seconds: number, amplitude = 0.5): Float32Array {
  const samples = tone(hz, sampleRate, seconds, amplitude);
  for (let i = 0; i < samples.length; i++) {
    const phase = ((i / sampleRate) * 4) % 1;
    samples[i] = phase < 0.6 ? samples[i]! * Math.sin((Math.PI * phase) / 0.6) ** 2 : 0;
  }
  return samples;
}

/** A rising sweep, loud only in its middle, so that its correlation has one sharp peak. */
export function chirp(sampleRate: number, seconds = 0.06, fromHz = 500, toHz = 3_500): Float32Array {
  const samples = new Float32Array(Math.round(sampleRate * seconds));
  for (let i = 0; i < samples.length; i++) {
    const t = i / sampleRate;
    const phase = 2 * Math.PI * (fromHz * t + ((toHz - fromHz) * t * t) / (2 * seconds));
    samples[i] = 0.6 * Math.sin(phase) * Math.sin((Math.PI * i) / samples.length) ** 2;
  }
  return samples;
}

/** Chirps at a fixed distance, silence between them. */
export function chirps(sampleRate: number, count: number, everySeconds: number): Float32Array {
  const samples = new Float32Array(Math.round(sampleRate * everySeconds * count));
  const one = chirp(sampleRate);
  for (let i = 0; i < count; i++) samples.set(one, Math.round(sampleRate * everySeconds * (i + 0.5)));
  return samples;
}

/** Amplitude of one frequency in the samples (Goertzel), 0 to 1. */
export function amplitudeAt(samples: Float32Array, sampleRate: number, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  let last = 0;
  let beforeLast = 0;
  for (const sample of samples) {
    const next = sample + coefficient * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  const power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

/** The loudest frequency, to 5 Hz, and the root mean square of all. */
export function loudest(samples: Float32Array, sampleRate: number): { hz: number; rms: number } {
  let hz = 0;
  let best = -1;
  for (let candidate = 40; candidate <= 2_000; candidate += 5) {
    const amplitude = amplitudeAt(samples, sampleRate, candidate);
    if (amplitude > best) {
      best = amplitude;
      hz = candidate;
    }
  }
  return { hz, rms: rms(samples) };
}

export function rms(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** Start times (seconds) of each chirp in a recording, by cross-correlation at a quarter of its rate. */
export function findChirps(recording: Float32Array, sampleRate: number): number[] {
  const rate = sampleRate / 4;
  const quarter = decimate(recording);
  const template = decimate(chirp(sampleRate));
  const scores = new Float32Array(Math.max(0, quarter.length - template.length));
  for (let at = 0; at < scores.length; at++) {
    let sum = 0;
    for (let i = 0; i < template.length; i++) sum += quarter[at + i]! * template[i]!;
    scores[at] = Math.abs(sum);
  }
  const threshold = 0.4 * scores.reduce((a, b) => Math.max(a, b), 0);
  const starts: number[] = [];
  const guard = Math.round(rate * 0.3);
  for (let at = 0; at < scores.length; at++) {
    if (scores[at]! < threshold) continue;
    let peak = at;
    for (let i = at; i < Math.min(scores.length, at + guard); i++) if (scores[i]! > scores[peak]!) peak = i;
    starts.push(peak / rate);
    at = peak + guard;
  }
  return starts;
}

function decimate(samples: Float32Array): Float32Array {
  const out = new Float32Array(Math.floor(samples.length / 4));
  for (let i = 0; i < out.length; i++) {
    out[i] = (samples[4 * i]! + samples[4 * i + 1]! + samples[4 * i + 2]! + samples[4 * i + 3]!) / 4;
  }
  return out;
}

/** A mono WAV file, 16 bit. */
export function wav(samples: Float32Array, sampleRate: number): Buffer {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write("RIFF", 0, "ascii");
  file.writeUInt32LE(36 + samples.length * 2, 4);
  file.write("WAVEfmt ", 8, "ascii");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "ascii");
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => {
    file.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + i * 2);
  });
  return file;
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
