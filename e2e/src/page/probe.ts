/** Runs in a blank page: joins a room with livekit-client and measures what is heard. Reached as `window.probe`. */
import {
  createLocalAudioTrack,
  DisconnectReason,
  ExternalE2EEKeyProvider,
  LocalAudioTrack,
  type RemoteTrack,
  Room,
  RoomEvent,
} from "livekit-client";
import { amplitudeAt } from "../sound.js";

/** Something that happened in the room, with the clock's time. */
export interface PageEvent {
  event: string;
  at: number;
  identity?: string;
  reason?: string;
}

/** How a browser received somebody; concealed samples are those that it made up for lost or late ones. */
export interface Reception {
  packets: number;
  /** Of payload. */
  bytes: number;
  samples: number;
  concealed: number;
  /** Times that concealing began. */
  concealments: number;
  /** Of samples added or left out to catch up. */
  stretched: number;
  /** Packets that earlier or later ones brought along (RED), and that came again when asked for. */
  redundant: number;
  repeated: number;
  /** Sum over all samples of how long they waited in the jitter buffer, in seconds, and how many those are. */
  waited: number;
  emitted: number;
}

const NOTHING: Reception = {
  packets: 0,
  bytes: 0,
  samples: 0,
  concealed: 0,
  concealments: 0,
  stretched: 0,
  redundant: 0,
  repeated: 0,
  waited: 0,
  emitted: 0,
};

/** Samples as 16 bit numbers in base64, and the clock's time of the first. */
export interface Recording {
  sampleRate: number;
  startedAt: number;
  samples: string;
}

/** Somebody's track, and what measures it, in one channel or in two. */
interface Listened {
  track: RemoteTrack;
  analyser?: AnalyserNode;
  sides?: AnalyserNode[];
}

const RECORDER = `
registerProcessor('recorder', class extends AudioWorkletProcessor {
  process([input]) {
    this.port.postMessage({ samples: input[0] ?? new Float32Array(128), frame: currentFrame, at: Date.now() });
    return true;
  }
});`;

export class Probe {
  readonly events: PageEvent[] = [];
  readonly #context = new AudioContext({ sampleRate: 48_000 });
  readonly #listened = new Map<string, Listened>();
  #room = new Room();
  #ticket: [string, string, boolean, boolean] = ["", "", true, true];
  #listens = true;
  #key: string | undefined;
  #microphone: LocalAudioTrack | undefined;

  /** Messages, streams and answers of calls that came, as short texts. */
  readonly data: string[] = [];

  /** From now on what comes as data is written down, and the call `echo` is answered. */
  takeData(): void {
    const room = this.#room;
    room.on(RoomEvent.DataReceived, (payload, participant, kind, topic) =>
      this.data.push(
        `${topic} ${kind === 0 ? "reliable" : "lossy"} ${participant?.identity} ${payload.length}`,
      ),
    );
    room.registerTextStreamHandler("text", async (reader, { identity }) => {
      const text = await reader.readAll();
      this.data.push(`stream ${identity} ${text.length} ${text.slice(-8)}`);
    });
    room.registerRpcMethod("echo", async ({ payload, callerIdentity }) => `${callerIdentity}: ${payload}`);
  }

  async publishData(bytes: number, reliable: boolean): Promise<void> {
    await this.#room.localParticipant.publishData(new Uint8Array(bytes), { reliable, topic: "data" });
  }

  async sendText(text: string): Promise<void> {
    await this.#room.localParticipant.sendText(text, { topic: "text" });
  }

  /** The answer of a call, or its error's code. */
  async call(destinationIdentity: string, method: string, payload: string): Promise<string> {
    const { localParticipant } = this.#room;
    return localParticipant
      .performRpc({ destinationIdentity, method, payload })
      .catch((error: { code?: number }) => `error ${error.code}`);
  }

  /** What this page sends from its next joining on is encrypted with a key made from this, and what it hears too. */
  encryptWith(key: string): void {
    this.#key = key;
  }

  /** Once more, with the token of the time before. */
  rejoin(): Promise<number> {
    return this.join(...this.#ticket);
  }

  /**
   * Joins with one peer connection or with two; returns how long that took, in ms. A page that does not listen counts
   * what it receives and knows no frequencies: many such pages fit on one machine.
   */
  async join(url: string, token: string, singlePeerConnection = true, listens = true): Promise<number> {
    this.#ticket = [url, token, singlePeerConnection, listens];
    this.#listens = listens;
    const start = performance.now();
    const room = new Room({ singlePeerConnection, ...(await this.#encryption()) });
    this.#room = room;
    room.on(RoomEvent.ParticipantConnected, ({ identity }) =>
      this.#note("participantConnected", { identity }),
    );
    room.on(RoomEvent.ParticipantDisconnected, ({ identity }) =>
      this.#note("participantDisconnected", { identity }),
    );
    room.on(RoomEvent.TrackPublished, (_, { identity }) => this.#note("trackPublished", { identity }));
    room.on(RoomEvent.Reconnecting, () => this.#note("reconnecting"));
    room.on(RoomEvent.SignalReconnecting, () => this.#note("signalReconnecting"));
    room.on(RoomEvent.Reconnected, () => this.#note("reconnected"));
    room.on(RoomEvent.Disconnected, (reason) =>
      this.#note("disconnected", { reason: reason === undefined ? "" : DisconnectReason[reason] }),
    );
    room.on(RoomEvent.TrackSubscribed, (track, _, { identity }) => this.#listen(identity, track));
    if (this.#key !== undefined) await room.setE2EEEnabled(true);
    await room.connect(url, token);
    return performance.now() - start;
  }

  /** Publishes the microphone and returns the clock's time just before. */
  async goLive(red = false): Promise<number> {
    const track = await createLocalAudioTrack({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    });
    this.#microphone = track;
    const at = Date.now();
    await this.#room.localParticipant.publishTrack(track, { dtx: false, red });
    return at;
  }

  /** Publishes one tone on the left and another on the right. */
  async publishStereo(leftHz: number, rightHz: number): Promise<void> {
    const merger = this.#context.createChannelMerger(2);
    const out = this.#context.createMediaStreamDestination();
    out.channelCount = 2;
    for (const [channel, frequency] of [leftHz, rightHz].entries()) {
      const oscillator = new OscillatorNode(this.#context, { frequency });
      oscillator.connect(new GainNode(this.#context, { gain: 0.3 })).connect(merger, 0, channel);
      oscillator.start();
    }
    merger.connect(out);
    await this.#context.resume();
    const track = new LocalAudioTrack(out.stream.getAudioTracks()[0]!, undefined, true);
    await this.#room.localParticipant.publishTrack(track, { dtx: false, forceStereo: true });
  }

  /** Amplitudes of a frequency on the left and on the right of what comes from a participant. */
  sides(identity: string, hz: number): number[] {
    const listened = this.#listened.get(identity);
    if (!listened) return [0, 0];
    listened.sides ??= this.#split(listened.track);
    return listened.sides.map((analyser) => this.#amplitudeIn(analyser, hz));
  }

  async mute(muted: boolean): Promise<void> {
    const microphone = this.#microphone;
    if (microphone) await (muted ? microphone.mute() : microphone.unmute());
  }

  /** Tells the server that the track is muted and goes on sending it; the SDK may not put that right. */
  async pretendMuted(muted: boolean): Promise<number> {
    const client = this.#room.engine.client as {
      sendMuteTrack(sid: string, muted: boolean): Promise<unknown>;
    };
    const sdkOwn = Object.getPrototypeOf(client).sendMuteTrack;
    client.sendMuteTrack = muted ? async () => undefined : sdkOwn;
    await sdkOwn.call(client, this.#microphone?.sid, muted);
    return Date.now();
  }

  /** From now on no word of the server closes this microphone. */
  obeyNobody(): void {
    const engine = this.#room.engine as unknown as { removeAllListeners(event: string): void };
    engine.removeAllListeners("remoteMute");
    engine.removeAllListeners("localTrackUnpublished");
  }

  /** Whether the server has told this client that it may publish. */
  mayPublish(): boolean {
    return this.#room.localParticipant.permissions?.canPublish ?? false;
  }

  /** Bytes of sound sent so far. */
  async sentBytes(): Promise<number> {
    const report = await this.#microphone?.sender?.getStats();
    for (const entry of report?.values() ?? []) if (entry.type === "outbound-rtp") return entry.bytesSent;
    return 0;
  }

  /** Publishes whatever the server said about permissions: by the book, and by a bare section of an offer. */
  async publishAnyway(): Promise<void> {
    const local = this.#room.localParticipant;
    local.setPermissions(Object.assign(local.permissions!.clone(), { canPublish: true }));
    void this.goLive().catch(() => undefined);
    const raw = await navigator.mediaDevices.getUserMedia({ audio: true });
    const engine = this.#room.engine as unknown as {
      pcManager: { publisher: { addTransceiver(track: MediaStreamTrack, init: object): unknown } };
      negotiate(): Promise<void>;
    };
    engine.pcManager.publisher.addTransceiver(raw.getAudioTracks()[0]!, { direction: "sendonly" });
    void engine.negotiate().catch(() => undefined);
  }

  /** Amplitude of a frequency in what comes from a participant right now; 0 while nothing does. */
  amplitude(identity: string, hz: number): number {
    const analyser = this.#listened.get(identity)?.analyser;
    return analyser ? this.#amplitudeIn(analyser, hz) : 0;
  }

  #amplitudeIn(analyser: AnalyserNode, hz: number): number {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return amplitudeAt(samples, this.#context.sampleRate, hz);
  }

  #split(track: RemoteTrack): AnalyserNode[] {
    const splitter = this.#context.createChannelSplitter(2);
    this.#context.createMediaStreamSource(new MediaStream([track.mediaStreamTrack])).connect(splitter);
    return [0, 1].map((channel) => {
      const analyser = new AnalyserNode(this.#context, { fftSize: 4096 });
      splitter.connect(analyser, channel);
      return analyser;
    });
  }

  /** How loud a participant's sound came in by the browser's own count, which needs no output device; 0 to 1. */
  async loudness(identity: string): Promise<number> {
    const report = await this.#listened.get(identity)?.track.receiver?.getStats();
    for (const entry of report?.values() ?? [])
      if (entry.type === "inbound-rtp") return entry.audioLevel ?? 0;
    return 0;
  }

  /** Participants and their publications, as this page sees them. */
  others(): { identity: string; publications: number }[] {
    return [...this.#room.remoteParticipants.values()].map(({ identity, trackPublications }) => ({
      identity,
      publications: trackPublications.size,
    }));
  }

  /** RTP packets received from a participant so far. */
  async packetsFrom(identity: string): Promise<number> {
    const report = await this.#listened.get(identity)?.track.receiver?.getStats();
    for (const entry of report?.values() ?? [])
      if (entry.type === "inbound-rtp") return entry.packetsReceived;
    return 0;
  }

  /** What the browser counted of a participant's sound since it began, in packets and samples. */
  async reception(identity: string): Promise<Reception> {
    const report = await this.#listened.get(identity)?.track.receiver?.getStats();
    for (const entry of report?.values() ?? []) {
      if (entry.type !== "inbound-rtp") continue;
      return {
        packets: entry.packetsReceived,
        bytes: entry.bytesReceived,
        samples: entry.totalSamplesReceived,
        concealed: entry.concealedSamples - (entry.silentConcealedSamples ?? 0),
        concealments: entry.concealmentEvents,
        stretched: entry.insertedSamplesForDeceleration + entry.removedSamplesForAcceleration,
        redundant: entry.fecPacketsReceived ?? 0,
        repeated: entry.retransmittedPacketsReceived ?? 0,
        waited: entry.jitterBufferDelay,
        emitted: entry.jitterBufferEmittedCount,
      };
    }
    return NOTHING;
  }

  /** The protocol and address of the server's end of each connection's pair. */
  async ways(): Promise<string[]> {
    const manager = (this.#room.engine as unknown as { pcManager: Record<string, unknown> }).pcManager;
    const found = [];
    for (const name of ["publisher", "subscriber"]) {
      const transport = manager[name] as { pc: RTCPeerConnection } | undefined;
      if (transport) found.push(...selectedPairs(await transport.pc.getStats()));
    }
    return found;
  }

  /** Payload bytes that this page sent of its microphone in a packet, on average. */
  async sentPacketSize(): Promise<number> {
    const report = await this.#microphone?.sender?.getStats();
    for (const entry of report?.values() ?? [])
      if (entry.type === "outbound-rtp") return entry.bytesSent / entry.packetsSent;
    return 0;
  }

  /** Records a participant, or this page's own microphone, for so long. */
  async record(identity: string | null, seconds: number): Promise<Recording> {
    const track = identity === null ? this.#microphone : this.#listened.get(identity)?.track;
    const module = URL.createObjectURL(new Blob([RECORDER], { type: "text/javascript" }));
    await this.#context.audioWorklet.addModule(module).catch(() => undefined);
    const source = this.#context.createMediaStreamSource(new MediaStream([track!.mediaStreamTrack]));
    const recorder = new AudioWorkletNode(this.#context, "recorder");
    const rate = this.#context.sampleRate;
    const wanted = Math.round(rate * seconds);
    const samples = new Int16Array(wanted);
    let filled = 0;
    let firstFrame = -1;
    let offsetMs = Number.POSITIVE_INFINITY;
    const done = new Promise<void>((resolve) => {
      recorder.port.onmessage = ({ data }) => {
        if (firstFrame < 0) firstFrame = data.frame;
        // The earliest arrival of any block tells how frames map to the clock: later ones only waited.
        offsetMs = Math.min(offsetMs, data.at - ((data.frame - firstFrame) * 1000) / rate);
        for (let i = 0; i < data.samples.length && filled < wanted; i++)
          samples[filled++] = data.samples[i] * 32_767;
        if (filled >= wanted) resolve();
      };
    });
    source.connect(recorder).connect(this.#context.destination);
    await done;
    source.disconnect();
    recorder.disconnect();
    return { sampleRate: rate, startedAt: offsetMs, samples: base64(new Uint8Array(samples.buffer)) };
  }

  async #encryption() {
    if (this.#key === undefined) return {};
    const keyProvider = new ExternalE2EEKeyProvider();
    await keyProvider.setKey(this.#key);
    const worker = new Worker("/livekit-client.e2ee.worker.mjs", { type: "module" });
    return { encryption: { keyProvider, worker } };
  }

  #listen(identity: string, track: RemoteTrack): void {
    // WebAudio hears nothing of a remote track unless it also plays in an element.
    document.body.append(track.attach());
    this.#note("trackSubscribed", { identity });
    if (!this.#listens) {
      this.#listened.set(identity, { track });
      return;
    }
    void this.#context.resume();
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 4096;
    this.#context.createMediaStreamSource(new MediaStream([track.mediaStreamTrack])).connect(analyser);
    this.#listened.set(identity, { analyser, track });
  }

  #note(event: string, detail: { identity?: string; reason?: string } = {}): void {
    this.events.push({ event, at: Date.now(), ...detail });
  }
}

function selectedPairs(report: RTCStatsReport): string[] {
  const found = [];
  for (const entry of report.values()) {
    if (entry.type !== "transport" || !entry.selectedCandidatePairId) continue;
    const remote = report.get(report.get(entry.selectedCandidatePairId)?.remoteCandidateId);
    found.push(`${remote?.protocol} ${remote?.address}`);
  }
  return found;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

declare global {
  interface Window {
    probe: Probe;
  }
}

window.probe = new Probe();
