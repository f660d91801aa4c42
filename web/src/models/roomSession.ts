import type { Earcons } from "./earcons";
import { MicControl } from "./micControl";
import type { Microphone } from "./microphone";
import type { Opened, Ticket } from "./openLink";
import type { PreferenceStore } from "./preferences";
import {
  type AnnouncementKey,
  type Ending,
  type EntryProblem,
  emptyRoom,
  type Line,
  type Person,
  type RoomActions,
  type RoomView,
} from "./room";
import { type Closed, type Stage, StageError, type StageEvent } from "./stage";

const foundForMs = 3_000;
const retryAfterMs = [0, 1_000, 2_000, 4_000, 8_000];
const retryAtMostMs = 15_000;
const giveUpAfterMs = 120_000;

/** How long after a seat was taken the media side may take to say that one may speak. */
const permissionWithinMs = 5_000;

export interface SessionParts {
  /** Asks the server to let this page in, again for each visit; never throws. */
  readonly open: (language: string, signal: AbortSignal) => Promise<Opened>;
  /** Takes the seat that was offered, where one must be taken before speaking. Absent for links. */
  readonly takeSeat?: () => Promise<boolean>;
  /** Loads the media chunk and makes a stage; `null` when this browser has no WebRTC. */
  readonly makeStage: (sink: (event: StageEvent) => void) => Promise<Stage | null>;
  readonly microphone: Microphone;
  readonly preferences: PreferenceStore;
  readonly earcons: Earcons;
}

/** One page's visit to one room's media. Not React: the page subscribes and draws what `view` says. */
export class RoomSession implements RoomActions {
  readonly #parts: SessionParts;
  readonly #mic: MicControl;
  readonly #listeners = new Set<() => void>();
  #view: RoomView = emptyRoom;
  #stage: Stage | null = null;
  #mediaLine: Line = "steady";
  /** Rises with each visit, so that late answers of an earlier one are ignored. */
  #visit = 0;
  #abort = new AbortController();
  #lostAt: number | null = null;
  #tries = 0;
  #retryTimer: ReturnType<typeof setTimeout> | null = null;
  #foundTimer: ReturnType<typeof setTimeout> | null = null;
  #serial = 0;
  /** Has a seat or the offer of one: may prepare the microphone before the media side permits sound. */
  #invited = false;
  readonly #permissionWaits = new Set<() => void>();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    const { noiseSuppression, deviceId } = parts.preferences.current();
    this.#view = { ...emptyRoom, noiseSuppression, deviceId };
    this.#mic = new MicControl(parts.microphone, parts.preferences, parts.earcons, {
      stage: () => this.#stage,
      show: (mic) => this.#patch({ mic }),
      showDevices: (devices, id) => this.#patch({ devices, deviceId: id }),
      showEcho: (echo) => this.#patch({ echo }),
      clear: () => this.#clear(),
      announce: (key) => this.#announce(key),
    });
  }

  readonly view = (): RoomView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    window.addEventListener("online", this.#online);
    window.addEventListener("offline", this.#offline);
    void this.#enter();
  }

  dispose(): void {
    window.removeEventListener("online", this.#online);
    window.removeEventListener("offline", this.#offline);
    this.#quit();
    this.#mic.dispose();
    this.#listeners.clear();
  }

  // The verbs are bound: the page hands them to buttons as they are.
  readonly retry = (): void => {
    this.#quit();
    this.#patch({ phase: { kind: "opening" }, line: "steady", people: [], listeners: 0 });
    void this.#enter();
  };

  readonly comeBack = (): void => {
    this.retry();
  };

  readonly leave = (): void => {
    this.#quit();
    this.#mic.close();
    this.#patch({ phase: { kind: "left" }, line: "steady", people: [], listeners: 0, soundWithheld: false });
  };

  readonly tapToHear = (): void => {
    void this.#stage?.startSound().catch(() => undefined);
  };

  readonly prepareMic = (): void => {
    void this.#mic.prepare();
  };

  readonly notNow = (): void => {
    this.#mic.notNow();
  };

  readonly goLive = (): void => {
    void this.#mic.goLive();
  };

  readonly stepDown = (): void => {
    void this.#mic.stepDown();
  };

  readonly toggleMute = (): void => {
    this.#mic.toggleMute();
  };

  readonly hold = (held: boolean): void => {
    this.#mic.hold(held);
  };

  readonly chooseDevice = (id: string): void => {
    this.#patch({ deviceId: id });
    void this.#mic.chooseDevice(id);
  };

  readonly suppressNoise = (on: boolean): void => {
    this.#patch({ noiseSuppression: on });
    void this.#mic.suppressNoise(on);
  };

  readonly hearYourself = (): void => {
    this.#mic.hearYourself();
  };

  /** The room's word: a seat, or the offer of one. */
  invite(invited: boolean): void {
    if (this.#invited === invited) return;
    this.#invited = invited;
    if (this.#view.phase.kind === "inRoom") this.#mic.permit(invited || this.#view.maySpeak);
  }

  /** Unmutes for good after the room lifted its mute; no verb of the page, which only toggles. */
  unmute(): void {
    const { mic } = this.#view;
    if (mic.kind === "live" && mic.muted) this.#mic.toggleMute();
  }

  readonly level = (personId: string | null): number => {
    return personId === null ? this.#mic.level() : (this.#stage?.level(personId) ?? 0);
  };

  async #enter(): Promise<void> {
    const visit = ++this.#visit;
    this.#abort = new AbortController();
    const { language } = this.#parts.preferences.current();
    // The media chunk loads while the server looks at the link.
    const making = this.#parts.makeStage((event) => {
      if (visit === this.#visit) this.#heard(event);
    });
    making.catch(() => undefined);
    const opened = await this.#parts.open(language, this.#abort.signal);
    if (visit !== this.#visit) return;
    if (opened.kind === "problem") {
      this.#refused(opened.why, opened.requestId);
      return;
    }
    const { room, name, maySpeak } = opened.ticket;
    this.#patch({ room, name, maySpeak });
    if (this.#lostAt === null) this.#patch({ phase: { kind: "joining" } });
    const stage = await making.catch(() => undefined);
    if (visit !== this.#visit) return;
    if (!stage) {
      this.#refused(stage === null ? "noWebRtc" : "unreachable", null);
      return;
    }
    await this.#join(visit, stage, opened.ticket);
  }

  async #join(visit: number, stage: Stage, ticket: Ticket): Promise<void> {
    this.#stage = stage;
    try {
      await stage.join(ticket);
    } catch (error) {
      void stage.leave().catch(() => undefined);
      if (visit !== this.#visit) return;
      this.#stage = null;
      const why = error instanceof StageError ? error.why : "signal";
      if (why === "media" && this.#lostAt === null) this.#patch({ phase: { kind: "blocked" } });
      else this.#refused(why === "refused" ? "server" : "unreachable", null);
      return;
    }
    if (visit !== this.#visit) {
      void stage.leave().catch(() => undefined);
      return;
    }
    const again = this.#lostAt !== null;
    this.#lostAt = null;
    this.#tries = 0;
    this.#patch({ phase: { kind: "inRoom" } });
    this.#mic.permit(ticket.maySpeak || this.#invited);
    this.#mediaLine = "steady";
    if (again) {
      this.#found();
      void this.#mic.resume();
    } else {
      this.#patch({ line: navigator.onLine ? "steady" : "offline" });
      this.#announce("joined");
    }
  }

  #refused(why: EntryProblem, requestId: string | null): void {
    const passing = why === "unreachable" || why === "offline" || why === "server";
    if (this.#lostAt !== null && passing) {
      this.#tryLater();
      return;
    }
    this.#lostAt = null;
    this.#mic.close();
    this.#patch({
      phase: { kind: "refused", why, requestId },
      people: [],
      listeners: 0,
      soundWithheld: false,
    });
  }

  #heard(event: StageEvent): void {
    switch (event.kind) {
      case "people":
        this.#met(event.people, event.total);
        return;
      case "line":
        this.#lineChanged(event.line);
        return;
      case "sound":
        this.#patch({ soundWithheld: event.withheld });
        return;
      case "muted":
        this.#mic.mutedByServer(event.muted);
        return;
      case "permission":
        this.#patch({ maySpeak: event.maySpeak });
        for (const waiting of this.#permissionWaits) waiting();
        this.#mic.permit(event.maySpeak || this.#invited);
        return;
      case "closed":
        this.#closed(event.why);
        return;
    }
  }

  #met(people: readonly Person[], total: number): void {
    const listeners = Math.max(total - people.length, this.#view.maySpeak ? 0 : 1);
    const settled = this.#view.phase.kind === "inRoom" && this.#lostAt === null;
    if (settled) {
      const before = new Map(this.#view.people.map((person) => [person.id, person]));
      const news = people.find((person) => !person.me && person.live && !before.get(person.id)?.live);
      const gone = this.#view.people.find(
        (person) => !person.me && person.live && !people.some((now) => now.id === person.id && now.live),
      );
      if (news) this.#announce("personLive", news.name);
      else if (gone) this.#announce("personGone", gone.name);
    }
    this.#patch({ people, listeners });
  }

  #lineChanged(line: "steady" | "signal" | "media"): void {
    if (this.#view.phase.kind !== "inRoom") return;
    const before = this.#mediaLine;
    this.#mediaLine = line;
    if (line === "steady") {
      if (before !== "steady") this.#found();
      return;
    }
    if (this.#view.line !== "offline") this.#patch({ line });
    if (before === "steady") this.#announce("reconnecting");
  }

  #closed(why: Closed): void {
    this.#stage = null;
    if (why === "left") return;
    if (this.#view.phase.kind !== "inRoom") return;
    if (why === "server" || why === "lost") {
      this.#lostAt ??= performance.now();
      this.#patch({ line: why === "server" ? "server" : "media", soundWithheld: false });
      if (this.#mediaLine === "steady") this.#announce("reconnecting");
      this.#mediaLine = "media";
      this.#tryLater();
      return;
    }
    this.#end(why);
  }

  #end(why: Ending): void {
    this.#quit();
    this.#mic.close();
    this.#patch({
      phase: { kind: "ended", why },
      line: "steady",
      people: [],
      listeners: 0,
      soundWithheld: false,
    });
  }

  #tryLater(): void {
    if (this.#lostAt !== null && performance.now() - this.#lostAt > giveUpAfterMs && navigator.onLine) {
      this.#end("lost");
      return;
    }
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    const wait = retryAfterMs[this.#tries++] ?? retryAtMostMs;
    this.#retryTimer = setTimeout(() => {
      this.#retryTimer = null;
      // Without a network there is nothing to try: the browser tells when it is back.
      if (navigator.onLine) void this.#enter();
    }, wait);
  }

  readonly #online = (): void => {
    const { phase, line } = this.#view;
    if (phase.kind === "refused" && phase.why === "offline") {
      this.retry();
      return;
    }
    if (this.#lostAt !== null) {
      this.#tries = 0;
      this.#patch({ line: "media" });
      this.#tryLater();
      return;
    }
    if (line !== "offline") return;
    if (this.#mediaLine === "steady") this.#found();
    else this.#patch({ line: this.#mediaLine });
  };

  readonly #offline = (): void => {
    if (this.#view.phase.kind !== "inRoom") return;
    this.#patch({ line: "offline" });
    this.#announce("offline");
  };

  #found(): void {
    this.#patch({ line: "found" });
    this.#parts.earcons.play("found");
    this.#announce("found");
    if (this.#foundTimer !== null) clearTimeout(this.#foundTimer);
    this.#foundTimer = setTimeout(() => {
      if (this.#view.line === "found") this.#patch({ line: "steady" });
    }, foundForMs);
  }

  #quit(): void {
    this.#visit++;
    this.#abort.abort();
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    if (this.#foundTimer !== null) clearTimeout(this.#foundTimer);
    this.#retryTimer = null;
    this.#lostAt = null;
    this.#tries = 0;
    this.#mediaLine = "steady";
    void this.#stage?.leave().catch(() => undefined);
    this.#stage = null;
  }

  /** Whether sound may go out now: takes the seat if there is one to take, then waits for the media side's word. */
  async #clear(): Promise<boolean> {
    const { takeSeat } = this.#parts;
    if (!takeSeat) return true;
    if (!(await takeSeat())) return false;
    if (this.#view.maySpeak) return true;
    return new Promise((resolve) => {
      const answer = () => {
        clearTimeout(timer);
        this.#permissionWaits.delete(answer);
        resolve(this.#view.maySpeak);
      };
      const timer = setTimeout(answer, permissionWithinMs);
      this.#permissionWaits.add(answer);
    });
  }

  #announce(key: AnnouncementKey, name = ""): void {
    this.#patch({ announcement: { key, name, serial: ++this.#serial } });
  }

  #patch(part: Partial<RoomView>): void {
    this.#view = { ...this.#view, ...part };
    for (const listener of this.#listeners) listener();
  }
}
