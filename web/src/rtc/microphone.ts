import { MicError, type MicReading, type Microphone, type MicSink, type MicWish } from "../models/microphone";
import type { Device, Echo, MicTrouble } from "../models/room";
import { type AudioClock, type Gauge, loudness, peak } from "./levels";

const nothing: MicReading = { level: 0, peak: 0, measuring: false, systemMuted: false };

/** The browser's microphone. One a page; asks for permission only in open(). */
export class BrowserMicrophone implements Microphone {
  readonly #clock: AudioClock;
  readonly #sinks = new Set<MicSink>();
  #track: MediaStreamTrack | null = null;
  #gauge: Gauge | null = null;
  /** A copy of the track that stays open while the first is muted, so that the page notices who talks unheard. */
  #ear: MediaStreamTrack | null = null;

  constructor(clock: AudioClock) {
    this.#clock = clock;
    navigator.mediaDevices?.addEventListener?.("devicechange", () => {
      for (const sink of this.#sinks) sink.devicesChanged();
    });
  }

  async open(wish: MicWish): Promise<MediaStreamTrack> {
    if (!window.isSecureContext) throw new MicError("insecure");
    if (!navigator.mediaDevices?.getUserMedia) throw new MicError("unsupported");
    this.#clock.wake();
    const track = await this.#ask(wish);
    this.#closeEar();
    this.#track = track;
    this.#ear = track.clone();
    this.#gauge = this.#clock.gauge(this.#ear);
    // "ended" comes only when the device or the permission went away, not from our own stop().
    track.addEventListener("ended", () => {
      if (this.#track !== track) return;
      for (const sink of this.#sinks) sink.lost();
    });
    return track;
  }

  close(): void {
    this.#closeEar();
    this.#track?.stop();
    this.#track = null;
  }

  hearYourself(tell: (echo: Echo | null) => void): () => void {
    const context = this.#clock.context();
    if (!this.#track || !context || typeof MediaRecorder === "undefined") {
      tell(null);
      return () => undefined;
    }
    return playBack(context, this.#track.clone(), tell);
  }

  #closeEar(): void {
    this.#gauge?.close();
    this.#gauge = null;
    this.#ear?.stop();
    this.#ear = null;
  }

  async devices(): Promise<readonly Device[]> {
    const all = await (navigator.mediaDevices?.enumerateDevices?.() ?? Promise.resolve([])).catch(() => []);
    return all
      .filter((device) => device.kind === "audioinput" && device.deviceId !== "")
      .map((device) => ({ id: device.deviceId, label: device.label }));
  }

  deviceId(): string | null {
    return this.#track?.getSettings().deviceId ?? null;
  }

  reading(): MicReading {
    const gauge = this.#gauge;
    const track = this.#track;
    if (!gauge || !track) return nothing;
    const samples = gauge.samples();
    return {
      level: loudness(samples),
      peak: peak(samples),
      measuring: gauge.measuring,
      systemMuted: track.muted,
    };
  }

  listen(sink: MicSink): () => void {
    this.#sinks.add(sink);
    return () => this.#sinks.delete(sink);
  }

  async #ask(wish: MicWish): Promise<MediaStreamTrack> {
    try {
      return await get(wish, wish.deviceId);
    } catch (error) {
      // A remembered device that is no longer there must not stand in the way of the others.
      const gone = nameOf(error) === "OverconstrainedError" || nameOf(error) === "NotFoundError";
      if (wish.deviceId === null || !gone) throw new MicError(troubleOf(error));
    }
    try {
      return await get(wish, null);
    } catch (error) {
      throw new MicError(troubleOf(error));
    }
  }
}

const echoMs = 5_000;

/** Records a track for five seconds and plays that here; both stay on this device. Stops the track. */
function playBack(
  context: AudioContext,
  track: MediaStreamTrack,
  tell: (echo: Echo | null) => void,
): () => void {
  const recorder = new MediaRecorder(new MediaStream([track]));
  let source: AudioBufferSourceNode | null = null;
  let stopped = false;
  const end = () => {
    if (stopped) return;
    stopped = true;
    clearTimeout(timer);
    if (recorder.state !== "inactive") recorder.stop();
    track.stop();
    source?.stop();
    tell(null);
  };
  recorder.ondataavailable = async ({ data }) => {
    track.stop();
    if (stopped) return;
    try {
      const sound = await context.decodeAudioData(await data.arrayBuffer());
      if (stopped) return;
      source = new AudioBufferSourceNode(context, { buffer: sound });
      source.connect(context.destination);
      source.onended = end;
      source.start();
      tell("playing");
    } catch {
      end();
    }
  };
  const timer = setTimeout(() => recorder.stop(), echoMs);
  recorder.start();
  tell("recording");
  return end;
}

async function get(wish: MicWish, deviceId: string | null): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: {
      echoCancellation: true,
      autoGainControl: true,
      noiseSuppression: wish.noiseSuppression,
      channelCount: 1,
      ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
    },
  });
  const track = stream.getAudioTracks()[0];
  if (!track) throw new MicError("absent");
  return track;
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}

/** What the browser's refusal means to a person (W3C Media Capture and Streams, 10.2). */
export function troubleOf(error: unknown): MicTrouble {
  if (error instanceof MicError) return error.trouble;
  switch (nameOf(error)) {
    case "NotAllowedError":
      return /system/i.test(String((error as Error).message)) ? "system" : "refused";
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "absent";
    case "TypeError":
      return "unsupported";
    default:
      return "busy";
  }
}
