import { MicError } from "../models/microphone";
import type { Take, VoiceRecorder } from "../models/recorder";
import { type AudioClock, loudness } from "./levels";
import { troubleOf } from "./microphone";

/** What the server takes: Opus in Ogg or WebM. */
const types = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus"];
const bitsPerSecond = 48_000;

/** Records the microphone with MediaRecorder. The device is open only while recording. */
export class BrowserRecorder implements VoiceRecorder {
  readonly #clock: AudioClock;

  constructor(clock: AudioClock) {
    this.#clock = clock;
  }

  async start(lost: () => void): Promise<Take> {
    if (!window.isSecureContext) throw new MicError("insecure");
    const type = typeof MediaRecorder === "undefined" ? undefined : types.find(MediaRecorder.isTypeSupported);
    if (type === undefined || !navigator.mediaDevices?.getUserMedia) throw new MicError("unsupported");
    this.#clock.wake();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, autoGainControl: true, noiseSuppression: true, channelCount: 1 },
      });
      const track = stream.getAudioTracks()[0];
      if (!track) throw new MicError("absent");
      return this.#take(stream, track, type, lost);
    } catch (error) {
      throw new MicError(troubleOf(error));
    }
  }

  #take(stream: MediaStream, track: MediaStreamTrack, type: string, lost: () => void): Take {
    const gauge = this.#clock.gauge(track);
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: bitsPerSecond });
    const parts: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    track.addEventListener("ended", lost);
    recorder.start();
    const release = () => {
      gauge?.close();
      track.stop();
    };
    return {
      level: () => (gauge ? loudness(gauge.samples()) : 0),
      finish: () =>
        new Promise((resolve) => {
          const done = () => {
            release();
            resolve(new Blob(parts, { type: type.split(";")[0] ?? type }));
          };
          // A recorder whose track has ended has stopped by itself.
          if (recorder.state === "inactive") {
            done();
            return;
          }
          recorder.addEventListener("stop", done, { once: true });
          recorder.stop();
        }),
      discard: () => {
        if (recorder.state !== "inactive") recorder.stop();
        release();
      },
    };
  }
}
