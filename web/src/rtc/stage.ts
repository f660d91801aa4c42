import {
  ConnectionError,
  ConnectionErrorReason,
  ConnectionQuality,
  ConnectionState,
  DisconnectReason,
  LocalAudioTrack,
  LogLevel,
  type Participant,
  type RemoteParticipant,
  type RemoteTrack,
  Room,
  RoomEvent,
  setLogLevel,
  Track,
} from "livekit-client";
import type { Ticket } from "../models/openLink";
import type { Person } from "../models/room";
import { type Closed, type Stage, StageError, type StageEvent } from "../models/stage";
import { ComeBack } from "./comeBack";
import { type AudioClock, type Gauge, loudness } from "./levels";

setLogLevel(LogLevel.warn);

const speechBitsPerSecond = 32_000;
/** The library tells no change of the count by itself. */
const countEveryMs = 1_000;

interface Heard {
  readonly element: HTMLMediaElement;
  readonly track: RemoteTrack;
  readonly gauge: Gauge | null;
}

/** A visit to a room over the LiveKit protocol. The only place that knows livekit-client. One object a visit. */
export class LiveKitStage implements Stage {
  readonly #room: Room;
  readonly #clock: AudioClock;
  readonly #sink: (event: StageEvent) => void;
  readonly #heard = new Map<string, Heard>();
  #own: LocalAudioTrack | null = null;
  #maySpeak = false;
  #signalled = false;
  #counting: ReturnType<typeof setInterval> | null = null;
  #lastCount = 0;
  #telling = false;

  constructor(clock: AudioClock, sink: (event: StageEvent) => void) {
    this.#clock = clock;
    this.#sink = sink;
    this.#room = new Room({
      adaptiveStream: false,
      dynacast: false,
      // The page owns the microphone and gives it back itself.
      stopLocalTrackOnUnpublish: false,
      // Two peer connections are what every server of this protocol speaks; trying one first costs a request.
      singlePeerConnection: false,
      disconnectOnPageLeave: true,
      reconnectPolicy: new ComeBack(),
      publishDefaults: {
        audioPreset: { maxBitrate: speechBitsPerSecond },
        dtx: true,
      },
    });
    this.#listen();
  }

  async join(ticket: Ticket): Promise<void> {
    this.#maySpeak = ticket.maySpeak;
    try {
      await this.#room.connect(ticket.url, ticket.token, { autoSubscribe: true, maxRetries: 1 });
    } catch (error) {
      throw new StageError(this.#whyNot(error));
    }
    this.#counting = setInterval(() => {
      if (this.#room.numParticipants !== this.#lastCount) this.#tell();
    }, countEveryMs);
    this.#tell();
    this.#sink({ kind: "sound", withheld: !this.#room.canPlaybackAudio });
  }

  async leave(): Promise<void> {
    this.#stopCounting();
    this.#own = null;
    for (const sid of [...this.#heard.keys()]) this.#forget(sid);
    await this.#room.disconnect(false);
  }

  async startSound(): Promise<void> {
    this.#clock.wake();
    await this.#room.startAudio();
  }

  async publish(track: MediaStreamTrack, muted: boolean): Promise<void> {
    const own = new LocalAudioTrack(track, undefined, true);
    own.source = Track.Source.Microphone;
    this.#own = own;
    if (muted) await own.mute();
    await this.#room.localParticipant.publishTrack(own, { source: Track.Source.Microphone });
  }

  async replace(track: MediaStreamTrack): Promise<void> {
    await this.#own?.replaceTrack(track, true);
  }

  async unpublish(): Promise<void> {
    const own = this.#own;
    this.#own = null;
    const { localParticipant, state } = this.#room;
    // A room that is over has nothing to negotiate any more.
    if (state === ConnectionState.Disconnected) return;
    // Whoever was taken off the stage has no publication any more.
    const published = [...localParticipant.audioTrackPublications.values()].some(
      ({ track }) => track === own,
    );
    if (own && published) await localParticipant.unpublishTrack(own, false);
  }

  async mute(muted: boolean): Promise<void> {
    if (muted) await this.#own?.mute();
    else await this.#own?.unmute();
  }

  level(personId: string): number {
    const person = this.#room.remoteParticipants.get(personId);
    const sid = person && voiceOf(person)?.trackSid;
    const heard = sid ? this.#heard.get(sid) : undefined;
    if (heard?.gauge?.measuring) return loudness(heard.gauge.samples());
    // Until the browser lets us listen, the server's word has to do.
    return person?.isSpeaking ? Math.sqrt(person.audioLevel) : 0;
  }

  #listen(): void {
    const room = this.#room;
    const tell = () => this.#tell();
    room
      .on(RoomEvent.SignalConnected, () => {
        this.#signalled = true;
      })
      .on(RoomEvent.ParticipantConnected, tell)
      .on(RoomEvent.ParticipantDisconnected, tell)
      .on(RoomEvent.ParticipantNameChanged, tell)
      .on(RoomEvent.TrackPublished, tell)
      .on(RoomEvent.TrackUnpublished, tell)
      .on(RoomEvent.LocalTrackPublished, tell)
      .on(RoomEvent.LocalTrackUnpublished, tell)
      .on(RoomEvent.TrackMuted, (publication, participant) => this.#muted(publication, participant))
      .on(RoomEvent.TrackUnmuted, tell)
      .on(RoomEvent.ActiveSpeakersChanged, tell)
      .on(RoomEvent.ConnectionQualityChanged, tell)
      .on(RoomEvent.TrackSubscribed, (track) => this.#hear(track))
      .on(RoomEvent.TrackUnsubscribed, (track) => this.#forget(track.sid ?? ""))
      .on(RoomEvent.AudioPlaybackStatusChanged, () => {
        this.#sink({ kind: "sound", withheld: !room.canPlaybackAudio });
      })
      .on(RoomEvent.ParticipantPermissionsChanged, (_before, participant) => this.#permitted(participant))
      .on(RoomEvent.SignalReconnecting, () => this.#sink({ kind: "line", line: "signal" }))
      .on(RoomEvent.Reconnecting, () => this.#sink({ kind: "line", line: "media" }))
      .on(RoomEvent.Reconnected, () => {
        this.#sink({ kind: "line", line: "steady" });
        tell();
      })
      .on(RoomEvent.Disconnected, (reason) => {
        this.#stopCounting();
        this.#sink({ kind: "closed", why: closedBy(reason) });
      });
  }

  #muted(publication: { readonly source: Track.Source }, participant: Participant): void {
    if (participant === this.#room.localParticipant && publication.source === Track.Source.Microphone) {
      this.#sink({ kind: "muted", muted: true });
    }
    this.#tell();
  }

  #permitted(participant: Participant): void {
    if (participant !== this.#room.localParticipant) return;
    this.#maySpeak = participant.permissions?.canPublish ?? this.#maySpeak;
    this.#sink({ kind: "permission", maySpeak: this.#maySpeak });
    this.#tell();
  }

  #hear(track: RemoteTrack): void {
    if (track.kind !== Track.Kind.Audio || !track.sid) return;
    // Web Audio reads silence from a remote track that no element plays, so it is always attached.
    const element = track.attach();
    element.hidden = true;
    document.body.append(element);
    this.#heard.set(track.sid, { element, track, gauge: this.#clock.gauge(track.mediaStreamTrack) });
    this.#tell();
  }

  #forget(sid: string): void {
    const heard = this.#heard.get(sid);
    if (!heard) return;
    this.#heard.delete(sid);
    heard.gauge?.close();
    heard.track.detach(heard.element);
    heard.element.remove();
    this.#tell();
  }

  /** Many events come in one burst; the page hears of them once. */
  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      const { remoteParticipants, localParticipant, numParticipants } = this.#room;
      const people = [...remoteParticipants.values()]
        .sort((a, b) => (a.joinedAt?.getTime() ?? 0) - (b.joinedAt?.getTime() ?? 0))
        .map((participant: RemoteParticipant) => personOf(participant, false));
      if (this.#maySpeak && localParticipant.identity) people.unshift(personOf(localParticipant, true));
      this.#lastCount = numParticipants;
      this.#sink({ kind: "people", people, total: numParticipants });
    });
  }

  #whyNot(error: unknown): "signal" | "refused" | "media" {
    if (error instanceof ConnectionError && error.reason === ConnectionErrorReason.NotAllowed)
      return "refused";
    return this.#signalled ? "media" : "signal";
  }

  #stopCounting(): void {
    if (this.#counting !== null) clearInterval(this.#counting);
    this.#counting = null;
  }
}

/** The microphone, or any sound of a client that does not say where its sound comes from. */
function voiceOf(participant: Participant) {
  const publication = participant.getTrackPublication(Track.Source.Microphone);
  return publication ?? [...participant.audioTrackPublications.values()][0];
}

function personOf(participant: Participant, me: boolean): Person {
  const voice = voiceOf(participant);
  const quality = participant.connectionQuality;
  return {
    id: participant.identity,
    name: participant.name || participant.identity,
    me,
    live: voice !== undefined,
    muted: voice?.isMuted ?? true,
    speaking: participant.isSpeaking && voice !== undefined && !voice.isMuted,
    line: quality === ConnectionQuality.Lost ? "lost" : quality === ConnectionQuality.Poor ? "poor" : "good",
  };
}

function closedBy(reason: DisconnectReason | undefined): Closed {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return "left";
    case DisconnectReason.DUPLICATE_IDENTITY:
      return "elsewhere";
    case DisconnectReason.PARTICIPANT_REMOVED:
      return "removed";
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return "roomEnded";
    case DisconnectReason.SERVER_SHUTDOWN:
      return "server";
    default:
      return "lost";
  }
}
