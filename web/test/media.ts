import { MicError, type Microphone, type MicSink } from "../src/models/microphone";
import type { MicTrouble } from "../src/models/room";
import { type JoinFailure, type Stage, StageError, type StageEvent } from "../src/models/stage";

export class PlainTrack {
  enabled = true;
  stopped = false;
  stop() {
    this.stopped = true;
  }
}

/** A stage that remembers what was asked of it; no network. */
export class QuietStage implements Stage {
  readonly deeds: string[] = [];
  readonly sink: (event: StageEvent) => void;
  readonly failure: JoinFailure | null;
  constructor(sink: (event: StageEvent) => void, failure: JoinFailure | null) {
    this.sink = sink;
    this.failure = failure;
  }
  async join() {
    this.deeds.push("join");
    if (this.failure) throw new StageError(this.failure);
  }
  async leave() {
    this.deeds.push("leave");
  }
  async startSound() {
    this.deeds.push("sound");
  }
  async publish(_track: MediaStreamTrack, muted: boolean) {
    this.deeds.push(muted ? "publish muted" : "publish");
  }
  async replace() {
    this.deeds.push("replace");
  }
  async unpublish() {
    this.deeds.push("unpublish");
  }
  async mute(muted: boolean) {
    this.deeds.push(muted ? "mute" : "unmute");
  }
  level() {
    return 0;
  }
}

export class PlainMicrophone implements Microphone {
  tracks: PlainTrack[] = [];
  asked = 0;
  trouble: MicTrouble | null = null;
  peak = 0.2;
  level = 0.5;
  sink: MicSink | null = null;
  async open() {
    this.asked++;
    if (this.trouble) throw new MicError(this.trouble);
    const track = new PlainTrack();
    this.tracks.push(track);
    return track as unknown as MediaStreamTrack;
  }
  close() {
    for (const track of this.tracks) track.stop();
  }
  async devices() {
    return [{ id: "a", label: "A" }];
  }
  deviceId() {
    return "a";
  }
  reading() {
    return { level: this.level, peak: this.peak, measuring: true, systemMuted: false };
  }
  hearYourself() {
    return () => undefined;
  }
  listen(sink: MicSink) {
    this.sink = sink;
    return () => undefined;
  }
}
