import type { Earcons } from "./earcons";
import { MicError, type Microphone } from "./microphone";
import { MutedSpeechWatch } from "./mutedSpeechWatch";
import type { PreferenceStore } from "./preferences";
import type { AnnouncementKey, Device, Echo, Mic, MicTrouble } from "./room";
import { SilenceWatch } from "./silenceWatch";
import type { Stage } from "./stage";

const watchEveryMs = 250;

export interface MicHost {
  /** The stage to publish to, or null while there is none. */
  stage(): Stage | null;
  /** Asks for leave to speak right before the first sound goes out; false keeps it here. */
  clear(): Promise<boolean>;
  show(mic: Mic): void;
  showDevices(devices: readonly Device[], deviceId: string | null): void;
  showEcho(echo: Echo | null): void;
  announce(key: AnnouncementKey): void;
}

/**
 * The microphone's life in one room: off, asking, preview, live. Nothing is published before goLive().
 * The device stays open while muted, so that holding a key to talk cuts no syllable; stepping down gives it back.
 */
export class MicControl {
  readonly #microphone: Microphone;
  readonly #preferences: PreferenceStore;
  readonly #earcons: Earcons;
  readonly #host: MicHost;
  readonly #watch = new SilenceWatch();
  readonly #mutedSpeech = new MutedSpeechWatch();
  readonly #stopListening: () => void;
  #mic: Mic = { kind: "listener" };
  #track: MediaStreamTrack | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  /** Rises whenever what is under way must not continue. */
  #turn = 0;
  #stopEcho: (() => void) | null = null;

  constructor(microphone: Microphone, preferences: PreferenceStore, earcons: Earcons, host: MicHost) {
    this.#microphone = microphone;
    this.#preferences = preferences;
    this.#earcons = earcons;
    this.#host = host;
    this.#stopListening = microphone.listen({
      lost: () => void this.#lost(),
      devicesChanged: () => void this.#refreshDevices(),
    });
  }

  get live(): boolean {
    return this.#mic.kind === "live";
  }

  /** Takes or gives the right to speak, by the link or by the server. */
  permit(maySpeak: boolean): void {
    if (maySpeak && this.#mic.kind === "listener") this.#set({ kind: "off", trouble: null });
    if (!maySpeak && this.#mic.kind !== "listener") {
      const wasLive = this.live;
      this.#release();
      this.#set({ kind: "listener" });
      if (wasLive) {
        void this.#host.stage()?.unpublish();
        this.#host.announce("notLive");
      }
    }
  }

  async prepare(): Promise<void> {
    if (this.#mic.kind !== "off") return;
    const turn = ++this.#turn;
    this.#set({ kind: "asking" });
    const track = await this.#open(turn);
    if (!track) return;
    this.#set({ kind: "preview" });
    await this.#refreshDevices();
  }

  notNow(): void {
    if (this.#mic.kind !== "preview" && this.#mic.kind !== "asking") return;
    this.#release();
    this.#set({ kind: "off", trouble: null });
  }

  /** Publishes what the preview let one hear; from off, it opens the microphone first. */
  async goLive(): Promise<void> {
    if (this.#mic.kind === "off") await this.prepare();
    if (this.#mic.kind !== "preview" || !this.#track || !this.#host.stage()) return;
    const turn = this.#turn;
    this.#endEcho();
    this.#set({ kind: "starting" });
    const cleared = await this.#host.clear();
    if (turn !== this.#turn) return;
    if (!cleared) {
      this.#fail("notAllowed");
      return;
    }
    const stage = this.#host.stage();
    if (!stage) {
      // The line was lost in between; the preview stays, so that one tap tries again.
      this.#set({ kind: "preview" });
      return;
    }
    if (!(await this.#publish(stage, this.#track, false)) || turn !== this.#turn) return;
    this.#set({ kind: "live", muted: false, held: false, silence: null, mutedSpeech: false });
    this.#startWatch();
    this.#earcons.play("live");
    this.#host.announce("live");
  }

  /** Publishes again after a new stage was joined, as it was: live or muted. */
  async resume(): Promise<void> {
    const stage = this.#host.stage();
    if (!stage || this.#mic.kind !== "live" || !this.#track) return;
    await this.#publish(stage, this.#track, this.#mic.muted);
  }

  async stepDown(): Promise<void> {
    if (this.#mic.kind !== "live" && this.#mic.kind !== "starting") return;
    this.#release();
    this.#set({ kind: "off", trouble: null });
    this.#host.announce("notLive");
    await this.#host.stage()?.unpublish();
  }

  toggleMute(): void {
    if (this.#mic.kind !== "live") return;
    if (this.#mic.held) this.#set({ ...this.#mic, held: false });
    else this.#mute(!this.#mic.muted, false);
  }

  hold(held: boolean): void {
    if (this.#mic.kind !== "live") return;
    if (held && this.#mic.muted) this.#mute(false, true);
    if (!held && this.#mic.held) this.#mute(true, false);
  }

  /** The server's word on our track: a host may mute, nobody else can open it. */
  mutedByServer(muted: boolean): void {
    if (this.#mic.kind !== "live" || !muted || this.#mic.muted) return;
    if (this.#track) this.#track.enabled = false;
    this.#set({ ...this.#mic, muted: true, held: false, silence: null, mutedSpeech: false });
    this.#host.announce("mutedByHost");
  }

  async chooseDevice(id: string): Promise<void> {
    this.#preferences.change({ deviceId: id });
    await this.#reopen();
  }

  async suppressNoise(on: boolean): Promise<void> {
    this.#preferences.change({ noiseSuppression: on });
    await this.#reopen();
  }

  hearYourself(): void {
    if (this.#mic.kind !== "preview") return;
    this.#endEcho();
    this.#stopEcho = this.#microphone.hearYourself((echo) => this.#host.showEcho(echo));
  }

  level(): number {
    return this.#mic.kind === "live" && this.#mic.muted ? 0 : this.#microphone.reading().level;
  }

  /** Gives everything back; the room is being left. */
  close(): void {
    this.#release();
    this.#set({ kind: "listener" });
  }

  dispose(): void {
    this.close();
    this.#stopListening();
  }

  #mute(muted: boolean, held: boolean): void {
    if (this.#mic.kind !== "live") return;
    // At once and here: the network hears of it later.
    if (this.#track) this.#track.enabled = !muted;
    this.#set({ ...this.#mic, muted, held, silence: null, mutedSpeech: false });
    this.#host.announce(muted ? "muted" : "unmuted");
    void this.#host
      .stage()
      ?.mute(muted)
      .catch(() => undefined);
  }

  async #publish(stage: Stage, track: MediaStreamTrack, muted: boolean): Promise<boolean> {
    track.enabled = !muted;
    try {
      await stage.publish(track, muted);
      return true;
    } catch {
      // While the stage is being left or restored this is no verdict: resume() tries again on the next one.
      if (this.#host.stage() === stage && this.#mic.kind === "starting") this.#fail("notAllowed");
      return this.#mic.kind === "starting" && this.#host.stage() !== stage;
    }
  }

  async #open(turn: number): Promise<MediaStreamTrack | null> {
    const { deviceId, noiseSuppression } = this.#preferences.current();
    try {
      const track = await this.#microphone.open({ deviceId, noiseSuppression });
      if (turn !== this.#turn) {
        this.#microphone.close();
        return null;
      }
      this.#track = track;
      return track;
    } catch (error) {
      if (turn === this.#turn) this.#fail(error instanceof MicError ? error.trouble : "busy");
      return null;
    }
  }

  async #reopen(): Promise<void> {
    const mic = this.#mic;
    if (mic.kind !== "preview" && mic.kind !== "live") return;
    this.#endEcho();
    const before = this.#track;
    const track = await this.#open(this.#turn);
    if (!track) return;
    const now = this.#mic;
    if (now.kind === "live") {
      track.enabled = !now.muted;
      await this.#host
        .stage()
        ?.replace(track)
        .catch(() => undefined);
    }
    before?.stop();
    await this.#refreshDevices();
  }

  async #lost(): Promise<void> {
    if (this.#mic.kind !== "preview" && this.#mic.kind !== "live") return;
    this.#preferences.change({ deviceId: null });
    await this.#reopen();
    if (this.#track) this.#host.announce("deviceChanged");
  }

  #fail(trouble: MicTrouble): void {
    const wasLive = this.live;
    this.#release();
    this.#set({ kind: "off", trouble: wasLive && trouble === "absent" ? "lost" : trouble });
    if (wasLive) {
      this.#host.announce("notLive");
      void this.#host.stage()?.unpublish();
    }
  }

  #release(): void {
    this.#turn++;
    this.#endEcho();
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#track?.stop();
    this.#track = null;
    this.#microphone.close();
  }

  #endEcho(): void {
    this.#stopEcho?.();
    this.#stopEcho = null;
  }

  #startWatch(): void {
    this.#timer = setInterval(() => {
      const mic = this.#mic;
      if (mic.kind !== "live") return;
      const now = performance.now();
      const reading = this.#microphone.reading();
      const silence = this.#watch.feed(now, !mic.muted, reading);
      const mutedSpeech = this.#mutedSpeech.feed(now, mic.muted, reading);
      if (silence !== mic.silence || mutedSpeech !== mic.mutedSpeech)
        this.#set({ ...mic, silence, mutedSpeech });
    }, watchEveryMs);
  }

  async #refreshDevices(): Promise<void> {
    const devices = await this.#microphone.devices();
    this.#host.showDevices(devices, this.#microphone.deviceId());
  }

  #set(mic: Mic): void {
    this.#mic = mic;
    this.#host.show(mic);
  }
}
