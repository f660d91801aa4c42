/**
 * A participant on `@livekit/rtc-node`, alone in its process: when the native library aborts, only this ends.
 * Started by `peer.ts`; takes commands over IPC and reports what it sees.
 */
import { FfiRequest, livekitFfiRequest } from "@livekit/rtc-ffi-bindings";
import {
  AudioFrame,
  AudioSource,
  AudioStream,
  DisconnectReason,
  dispose,
  LocalAudioTrack,
  type RemoteTrack,
  Room,
  RoomEvent,
  type SimulateScenarioKind,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
} from "@livekit/rtc-node";
import { dataCommands } from "./peer-data.js";
import { loudest } from "./sound.js";

/** A window of what one participant's track sounds like: each channel's loudest frequency and its RMS. */
export interface Heard {
  channels: { hz: number; rms: number }[];
}

/** Something that happened, with the clock's time. */
export interface PeerEvent {
  event: string;
  at: number;
  identity?: string;
  name?: string;
  sid?: string;
  reason?: string;
  publications?: number;
  value?: string;
}

type Params = Record<string, unknown>;

const room = new Room();
const tracks = new Map<string, LocalAudioTrack>();
const sources: AudioSource[] = [];
const heard = new Map<string, RemoteTrack>();

const commands: Record<string, (params: Params) => Promise<unknown>> = {
  async connect({ url, token, autoSubscribe, singlePeerConnection, key }) {
    const options = {
      autoSubscribe: autoSubscribe !== false,
      dynacast: false,
      // An option of the native library that the package's own type does not name.
      singlePeerConnection: singlePeerConnection !== false,
      ...(key === undefined ? {} : encryption(key as string)),
    };
    await room.connect(url as string, token as string, options);
    return { identity: room.localParticipant?.identity, sid: room.localParticipant?.sid, room: room.name };
  },
  async publishTone({ hz, hzRight, sampleRate }) {
    const channels = hzRight === undefined ? 1 : 2;
    const rate = (sampleRate as number | undefined) ?? 48_000;
    const source = new AudioSource(rate, channels);
    const track = LocalAudioTrack.createAudioTrack("tone", source);
    const options = new TrackPublishOptions({
      source: TrackSource.SOURCE_MICROPHONE,
      dtx: false,
      red: false,
    });
    const publication = await room.localParticipant!.publishTrack(track, options);
    tracks.set(publication.sid!, track);
    sources.push(source);
    void feed(source, [hz as number, ...(channels === 2 ? [hzRight as number] : [])]);
    return publication.sid;
  },
  async mute({ sid, muted }) {
    const track = tracks.get(sid as string) ?? [...tracks.values()].at(-1)!;
    const trackHandle = track.ffi_handle.handle;
    const value = { trackHandle, mute: muted as boolean };
    livekitFfiRequest(new FfiRequest({ message: { case: "localTrackMute", value } }).toBinary());
  },
  async unpublish({ sid }) {
    await room.localParticipant!.unpublishTrack(sid as string);
  },
  async subscribe({ identity, subscribed }) {
    for (const publication of room.remoteParticipants.get(identity as string)?.trackPublications.values() ??
      []) {
      publication.setSubscribed(subscribed as boolean);
    }
  },
  async hear({ identity, ms, channels, sampleRate }) {
    return hear(
      identity as string,
      ms as number,
      (channels as number) ?? 1,
      (sampleRate as number) ?? 48_000,
    );
  },
  async others() {
    return [...room.remoteParticipants.values()].map((other) => ({
      identity: other.identity,
      name: other.name,
      metadata: other.metadata,
      attributes: other.attributes,
      publications: [...other.trackPublications.values()].map(({ sid, muted }) => ({ sid, muted })),
    }));
  },
  async roomSids() {
    return Promise.all([room.getSid(), room.getSid(), room.getSid()]);
  },
  async update({ metadata, attributes, name }) {
    if (metadata !== undefined) await room.localParticipant!.updateMetadata(metadata as string);
    if (name !== undefined) await room.localParticipant!.updateName(name as string);
    if (attributes !== undefined)
      await room.localParticipant!.setAttributes(attributes as Record<string, string>);
  },
  async simulate({ scenario }) {
    await room.simulateScenario(scenario as SimulateScenarioKind);
  },
  async disconnect() {
    await room.disconnect();
  },
  ...dataCommands(room, (event, detail) => report(event, detail)),
};

function encryption(key: string) {
  const sharedKey = new TextEncoder().encode(key);
  return { encryption: { keyProviderOptions: { sharedKey } } };
}

/** Feeds a tone in frames of 10 ms, without a seam, until the source is closed with the process. */
async function feed(source: AudioSource, hz: number[]): Promise<void> {
  const samples = source.sampleRate / 100;
  for (let start = 0; ; start += samples) {
    const data = new Int16Array(samples * hz.length);
    for (let i = 0; i < data.length; i++) {
      const at = start + Math.floor(i / hz.length);
      data[i] = 10_000 * Math.sin((2 * Math.PI * hz[i % hz.length]! * at) / source.sampleRate);
    }
    await source.captureFrame(new AudioFrame(data, source.sampleRate, hz.length, samples));
  }
}

/** Listens to the newest track of a participant for so long, from now on. */
async function hear(
  identity: string,
  ms: number,
  channels: number,
  sampleRate: number,
): Promise<Heard | null> {
  const track = heard.get(identity);
  if (!track) return null;
  const stream = new AudioStream(track, { sampleRate, numChannels: channels });
  const reader = stream.getReader();
  const wanted = Math.round((sampleRate * ms) / 1000);
  const sound = Array.from({ length: channels }, () => new Float32Array(wanted));
  let filled = 0;
  const end = setTimeout(() => void reader.cancel(), ms + 2_000);
  while (filled < wanted) {
    const { value, done } = await reader.read();
    if (done) break;
    for (let i = 0; i < value.samplesPerChannel && filled < wanted; i++, filled++) {
      for (let c = 0; c < channels; c++) sound[c]![filled] = value.data[i * channels + c]! / 32_768;
    }
  }
  clearTimeout(end);
  if (filled === wanted) await reader.cancel();
  return { channels: sound.map((samples) => loudest(samples.subarray(0, Math.max(1, filled)), sampleRate)) };
}

function report(event: string, detail: Omit<PeerEvent, "event" | "at"> = {}): void {
  process.send?.({ event, at: Date.now(), ...detail });
}

room.on(RoomEvent.ParticipantConnected, ({ identity, name }) =>
  report("participantConnected", { identity, name }),
);
room.on(RoomEvent.ParticipantDisconnected, ({ identity, name, trackPublications }) =>
  report("participantDisconnected", { identity, name, publications: trackPublications.size }),
);
room.on(RoomEvent.TrackPublished, ({ sid }, { identity }) => report("trackPublished", { sid, identity }));
room.on(RoomEvent.TrackUnpublished, ({ sid }, { identity }) => report("trackUnpublished", { sid, identity }));
room.on(RoomEvent.TrackMuted, ({ sid }, { identity }) => report("trackMuted", { sid, identity }));
room.on(RoomEvent.TrackUnmuted, ({ sid }, { identity }) => report("trackUnmuted", { sid, identity }));
room.on(RoomEvent.LocalTrackSubscribed, ({ sid }) => report("localTrackSubscribed", { sid }));
room.on(RoomEvent.Reconnecting, () => report("reconnecting"));
room.on(RoomEvent.Reconnected, () => report("reconnected"));
room.on(RoomEvent.Disconnected, (reason) => report("disconnected", { reason: DisconnectReason[reason] }));
room.on(RoomEvent.TrackSubscribed, (track, { sid }, { identity }) => {
  if (track.kind === TrackKind.KIND_AUDIO) heard.set(identity, track);
  report("trackSubscribed", { sid, identity });
});
room.on(RoomEvent.TrackUnsubscribed, (track, { sid }, { identity }) => {
  if (heard.get(identity) === track) heard.delete(identity);
  report("trackUnsubscribed", { sid, identity });
});
room.on(RoomEvent.ActiveSpeakersChanged, (speakers) =>
  report("speakers", { value: speakers.map(({ identity }) => identity).join(",") }),
);

process.on("message", (message: { id: number; command: string; params: Params }) => {
  commands[message.command]!(message.params).then(
    (value) => process.send?.({ id: message.id, value }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  );
});
process.on("disconnect", () => void dispose().finally(() => process.exit(0)));
