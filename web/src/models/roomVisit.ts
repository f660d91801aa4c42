import type { Calls } from "../api/calls";
import type { Audience, Joining, PersonCard, ReportKind, RoomView as RoomRecord, You } from "../api/types";
import { type ChannelSink, type Channels, watch } from "./channels";
import { openDoor } from "./door";
import { type FloorActions, floorActions, floorScene, freeFloor, turnsHold, voteOf } from "./floor";
import type { AnnouncementKey } from "./room";
import {
  type AudienceCount,
  audienceOf,
  type GivenRole,
  guestIn,
  hosts,
  listening,
  type News,
  type NewsKey,
  newsOf,
  type Offer,
  phaseOf,
  queue,
  type RoomTruth,
  seat,
  truthOf,
  type VisitActions,
  type VisitView,
  waiting,
} from "./roomScene";
import { RoomSession, type SessionParts } from "./roomSession";

/** How long our own word about our hand stands against the channel's older one. */
const wishForMs = 3_000;
const tellLossAfterMs = 600;

export interface VisitParts extends Omit<SessionParts, "open" | "takeSeat"> {
  readonly calls: Pick<Calls, "rooms" | "me" | "people">;
  readonly channels: Channels;
  /** The account that visits; null is a guest. */
  readonly account: string | null;
  readonly tell: (news: News) => void;
  /** The person left; the page may go elsewhere. */
  readonly left: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * One page's visit to one room: the channels say who sits where and who wants to, the media session carries and
 * measures the voices, and requests change the first. Not React: the page subscribes and draws what `view` says.
 */
export class RoomVisit implements VisitActions {
  readonly #id: string;
  readonly #parts: VisitParts;
  readonly #session: RoomSession;
  readonly floor: FloorActions;
  readonly #listeners = new Set<() => void>();
  readonly #watched = new Map<string, () => void>();
  readonly #pending = new Set<string>();
  readonly #known = new Map<string, PersonCard>();
  #truth: RoomTruth | null = null;
  #truthIsLive = false;
  #you: You | null = null;
  #youIsLive = false;
  #offers: Readonly<Record<string, Offer>> = {};
  #audience: AudienceCount | null = null;
  #told: Readonly<Record<string, unknown>> = {};
  #handWish: boolean | null = null;
  #wishTimer: ReturnType<typeof setTimeout> | null = null;
  /** Stepped down, and may still take it back. */
  #stepping = false;
  #said: VisitView["announcement"] = null;
  #mediaSaid: VisitView["announcement"] = null;
  #serial = 0;
  #disposed = false;
  #view: VisitView;

  constructor(id: string, parts: VisitParts) {
    this.#id = id;
    this.#parts = parts;
    this.floor = floorActions(parts.calls.rooms, id, this.run);
    this.#session = new RoomSession({
      makeStage: parts.makeStage,
      microphone: parts.microphone,
      preferences: parts.preferences,
      earcons: parts.earcons,
      open: (_language, signal) =>
        openDoor(
          () => this.#come(signal),
          () => this.#truth?.room.title ?? "",
        ),
      takeSeat: () => this.#takeSeat(),
    });
    this.#view = this.#compose();
  }

  readonly view = (): VisitView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    this.#disposed = false;
    this.#watched.set("media", this.#session.subscribe(this.#mediaChanged));
    this.#watch(`room:${this.#id}`, {
      state: (state, live) => this.#heardRoom(state as RoomTruth, live),
      ephemeral: (key, data) => this.#heardEphemeral(key, data),
      closed: () => {
        this.#truthIsLive = false;
      },
    });
    if (this.#parts.account !== null) {
      this.#watch(`account:${this.#parts.account}`, {
        state: (state, live) => this.#heardAccount(state as { rooms?: Record<string, You> }, live),
        closed: () => {
          this.#youIsLive = false;
        },
      });
    }
    this.#session.start();
  }

  dispose(): void {
    this.#disposed = true;
    this.#flushStepDown();
    for (const stop of this.#watched.values()) stop();
    this.#watched.clear();
    if (this.#wishTimer !== null) clearTimeout(this.#wishTimer);
    this.#session.dispose();
    this.#listeners.clear();
  }

  // The verbs are bound: the page hands them to buttons as they are.
  readonly retry = (): void => this.#session.retry();

  readonly comeBack = (): void => {
    this.retry();
  };

  readonly leave = (): void => {
    this.#flushStepDown();
    this.#session.leave();
    // Whoever is not told hears of it from the media plane.
    this.#parts.calls.rooms.leave(this.#id).catch(() => undefined);
    this.#parts.left();
  };

  readonly tapToHear = (): void => this.#session.tapToHear();
  readonly prepareMic = (): void => this.#session.prepareMic();
  readonly goLive = (): void => this.#session.goLive();
  readonly hearYourself = (): void => this.#session.hearYourself();
  readonly chooseDevice = (id: string): void => this.#session.chooseDevice(id);
  readonly suppressNoise = (on: boolean): void => this.#session.suppressNoise(on);
  readonly level = (personId: string | null): number => this.#session.level(personId);

  /** Puts the microphone away; an offer of a seat is declined with it, and nobody else is told. */
  readonly notNow = (): void => {
    this.#session.notNow();
    if (this.#you?.offer && !this.#you.seat) {
      void this.run("notNow", () => this.#parts.calls.rooms.notNow(this.#id));
      this.#set({ ...this.#you, offer: false, hand: false });
    }
  };

  /** The microphone is off at once; the seat itself is given back a little later, so that it can be undone. */
  readonly stepDown = (): void => {
    this.#session.stepDown();
    // Hosts keep their seat: without it nobody would hold the handles.
    if (this.#stepping || !this.#you?.seat || hosts(this.#you.role)) return;
    this.leaveStage();
  };

  readonly leaveStage = (): void => {
    if (this.#stepping || !this.#you?.seat) return;
    this.#session.stepDown();
    this.#stepping = true;
    this.#emit();
    this.#inform("steppedDown", {
      commit: () => this.#flushStepDown(),
      undo: () => {
        this.#stepping = false;
        this.#emit();
      },
    });
  };

  readonly toggleMute = (): void => {
    if (this.#view.floor.silent) {
      this.raiseHand();
      return;
    }
    if (!this.#mutedByHost()) {
      this.#session.toggleMute();
      return;
    }
    const me = this.#you?.identity ?? "";
    void this.run("unmute", () => this.#parts.calls.rooms.unmute(this.#id, me)).then((done) => {
      if (done) this.#session.unmute();
    });
  };

  readonly hold = (held: boolean): void => {
    if (!held || !(this.#mutedByHost() || this.#view.floor.silent)) this.#session.hold(held);
  };

  readonly raiseHand = (): void => {
    void this.run("hand", () => this.#parts.calls.rooms.raiseHand(this.#id)).then((done) => {
      if (done) this.#wishHand(true);
    });
  };

  /** The server cannot refuse this, so the page shows it at once. */
  readonly lowerHand = (): void => {
    this.#wishHand(false);
    this.#inform("handLowered", { undo: this.raiseHand });
    void this.run("lower", () => this.#parts.calls.rooms.lowerHand(this.#id)).then((done) => {
      if (!done) this.#wishHand(null);
    });
  };

  readonly openDoors = (): void => {
    void this.run("live", () => this.#parts.calls.rooms.goLive(this.#id));
  };

  readonly invite = (identity: string): void => {
    void this.run(`invite:${identity}`, () => this.#parts.calls.rooms.offer(this.#id, identity));
  };

  readonly decline = (identity: string): void => {
    void this.run(`decline:${identity}`, () => this.#parts.calls.rooms.withdrawOffer(this.#id, identity));
  };

  readonly setRole = (identity: string, role: GivenRole): void => {
    void this.run(`role:${identity}`, () => this.#parts.calls.rooms.giveRole(this.#id, identity, role));
  };

  readonly mute = (identity: string): void => {
    void this.run(`mute:${identity}`, () => this.#parts.calls.rooms.mute(this.#id, identity));
  };

  readonly muteAll = (): void => {
    void this.run("muteAll", () => this.#parts.calls.rooms.muteAll(this.#id)).then((done) => {
      if (done) this.#inform("mutedAll");
    });
  };

  readonly remove = (person: PersonCard, identity: string): void => {
    void this.run(`remove:${identity}`, () => this.#parts.calls.rooms.remove(this.#id, identity)).then(
      (done) => {
        if (done) this.#inform("removedPerson", { name: person.displayName });
      },
    );
  };

  readonly lockHands = (locked: boolean): void => {
    void this.run("lock", () => this.#parts.calls.rooms.lockHands(this.#id, locked));
  };

  readonly end = (): void => {
    void this.run("end", () => this.#parts.calls.rooms.end(this.#id));
  };

  readonly keepOpen = (): void => {
    void this.run("keepOpen", () => this.#parts.calls.rooms.stopEnding(this.#id));
  };

  readonly letIn = (handle: string): void => {
    void this.run("letIn", () => this.#parts.calls.rooms.letIn(this.#id, handle)).then((done) => {
      if (done) this.#inform("letIn", { name: handle });
    });
  };

  readonly block = (person: PersonCard): void => {
    void this.run(`block:${person.id}`, () => this.#parts.calls.me.block(person.handle)).then((done) => {
      const undo = () =>
        void this.run(`block:${person.id}`, () => this.#parts.calls.me.unblock(person.handle));
      if (done) this.#inform("blocked", { name: person.displayName, undo });
    });
  };

  readonly report = (person: PersonCard | null, kind: ReportKind): void => {
    const about = person ? { accountId: person.id, roomId: this.#id } : { roomId: this.#id };
    void this.run("report", () => this.#parts.calls.people.report({ about, kind, note: "" })).then((done) => {
      if (done) this.#inform("reported");
    });
  };

  /** Looks, then joins; a room that is over is not asked to let anybody in. */
  async #come(signal: AbortSignal): Promise<Joining | null> {
    const { rooms } = this.#parts.calls;
    const record = await rooms.view(this.#id, signal);
    if (!this.#disposed) this.#learn(record);
    if (record.phase === "ended") return null;
    const ticket = await rooms.join(this.#id, signal);
    this.#learnYou(ticket.you);
    return ticket;
  }

  /** What a request answered; the channels know better as soon as they speak. */
  #learn(record: RoomRecord): void {
    if (!this.#truthIsLive) {
      this.#audience = { listeners: record.listeners, guests: record.guests };
      this.#truth = truthOf(record);
    }
    this.#learnYou(record.you);
    this.#meet();
    this.#emit();
  }

  #learnYou(you: You): void {
    // The account's channel names only rooms where one is more than a listener: it cannot be the first to say.
    if (!this.#youIsLive || this.#you === null) this.#set(you);
  }

  #heardRoom(state: RoomTruth, live: boolean): void {
    const before = this.#truthIsLive ? this.#truth : null;
    // The counts told in passing are older than a state that comes anew.
    if (!this.#truthIsLive) this.#audience = null;
    this.#truth = { ...state, stage: state.stage ?? {}, hands: state.hands ?? {} };
    if (!state.floor.voteEndsAt) this.#told = { ...this.#told, vote: undefined };
    this.#truthIsLive = live;
    if (this.#parts.account === null && this.#you && live) this.#set(guestIn(this.#truth, this.#you));
    this.#meet();
    if (before) for (const { key, name } of newsOf(before, this.#truth, this.#you)) this.#say(key, name);
    this.#emit();
  }

  #heardEphemeral(key: string, data: unknown): void {
    if (!data || typeof data !== "object") return;
    this.#told = { ...this.#told, [key]: data };
    if (key === "audience") {
      const { listeners, guests } = data as Partial<AudienceCount>;
      this.#audience = { listeners: listeners ?? 0, guests: guests ?? 0 };
    }
    this.#emit();
  }

  #heardAccount(state: { rooms?: Record<string, You> }, live: boolean): void {
    this.#youIsLive = live;
    const you = state.rooms?.[this.#id];
    if (you) this.#set(you);
    // What is absent there is one who only listens.
    else if (this.#you && live) this.#set(listening(this.#you));
  }

  #set(you: You): void {
    const before = this.#you;
    this.#you = you;
    const lowered = this.#pending.has("lower") || this.#handWish === false;
    if (this.#handWish === you.hand) this.#wishHand(null);
    if (before && !before.offer && you.offer) this.#say("offered");
    const own = ["notNow", "seat"].some((name) => this.#pending.has(name));
    if (before?.offer && !you.offer && !you.seat && !own) this.#informLater("offerGone");
    if (before?.hand && !you.hand && !you.offer && !you.seat && !before.offer && !lowered && !own)
      this.#informLater("handGone");
    if (before?.seat && !you.seat && !this.#pending.has("stepDown")) this.#informLater("demoted");
    if (before && before.role !== you.role && you.role === "moderator") this.#inform("nowModerator");
    if (before && !hosts(before.role) && you.role === "cohost") this.#inform("nowCohost");
    this.#session.invite(you.seat || you.offer);
    this.#watchOffers(hosts(you.role));
    this.#emit();
  }

  /** Hosts alone may see who was asked onto the stage. */
  #watchOffers(host: boolean): void {
    const channel = `host:${this.#id}`;
    if (host === this.#watched.has(channel)) return;
    if (host) {
      this.#watch(channel, {
        state: (state) => {
          this.#offers = (state as { offers?: Record<string, Offer> }).offers ?? {};
          this.#emit();
        },
      });
      return;
    }
    this.#watched.get(channel)?.();
    this.#watched.delete(channel);
    this.#offers = {};
  }

  #watch(channel: string, sink: ChannelSink): void {
    this.#watched.set(channel, watch(this.#parts.channels, channel, sink));
  }

  /** Names of people whom an offer mentions by identity only. */
  #meet(): void {
    if (!this.#truth) return;
    for (const one of [...Object.values(this.#truth.hands), ...Object.values(this.#truth.stage)])
      this.#known.set(one.identity, one.person);
  }

  readonly listAudience = async (cursor: string | undefined): Promise<Audience> => {
    const page = await this.#parts.calls.rooms.audience(this.#id, cursor);
    for (const person of page.items) this.#known.set(person.id, person);
    return page;
  };

  async #takeSeat(): Promise<boolean> {
    if (this.#you?.seat) return true;
    return this.run("seat", () => this.#parts.calls.rooms.takeSeat(this.#id));
  }

  #flushStepDown(): void {
    if (!this.#stepping) return;
    this.#stepping = false;
    void this.run("stepDown", () => this.#parts.calls.rooms.stepDown(this.#id));
  }

  #mutedByHost(): boolean {
    const me = this.#you?.identity;
    return me !== undefined && this.#truth?.stage[me]?.muted === true;
  }

  #wishHand(wish: boolean | null): void {
    if (this.#wishTimer !== null) clearTimeout(this.#wishTimer);
    this.#wishTimer = null;
    this.#handWish = wish !== null && wish !== this.#you?.hand ? wish : null;
    if (this.#handWish !== null) this.#wishTimer = setTimeout(() => this.#wishHand(null), wishForMs);
    this.#emit();
  }

  /** Runs one request, once at a time by its name; a refusal is told in the server's words. */
  readonly run = async (name: string, request: () => Promise<unknown>): Promise<boolean> => {
    if (this.#pending.has(name)) return false;
    this.#pending.add(name);
    this.#emit();
    try {
      const record = (await request()) as Partial<RoomRecord> | undefined;
      if (record?.you && record.stage && record.hands) this.#learn(record as RoomRecord);
      return true;
    } catch (error) {
      if (!this.#disposed) this.#parts.tell({ kind: "problem", error });
      return false;
    } finally {
      this.#pending.delete(name);
      this.#emit();
    }
  };

  #inform(key: NewsKey, more: { name?: string; undo?: () => void; commit?: () => void } = {}): void {
    if (!this.#disposed) this.#parts.tell({ kind: "news", key, name: "", ...more });
  }

  /** What was taken away is told only to who is still there: a removal or the end of the room says it all itself. */
  #informLater(key: NewsKey): void {
    setTimeout(() => {
      if (this.#view.phase.kind === "inRoom") this.#inform(key);
    }, tellLossAfterMs);
  }

  #say(key: AnnouncementKey, name = ""): void {
    if (key === "offered" || key === "yourTurn") this.#parts.earcons.play("accepted");
    this.#said = { key, name, serial: ++this.#serial };
  }

  readonly #mediaChanged = (): void => {
    const { announcement } = this.#session.view();
    if (announcement && announcement !== this.#mediaSaid) {
      this.#mediaSaid = announcement;
      // The media side does not know why it is silent; the room says whether a host or the floor did that.
      if (announcement.key !== "mutedByHost") this.#said = { ...announcement, serial: ++this.#serial };
    }
    this.#emit();
  };

  #emit(): void {
    this.#view = this.#compose();
    for (const listener of this.#listeners) listener();
  }

  #compose(): VisitView {
    const media = this.#session.view();
    const head = this.#truth?.room ?? null;
    const you = this.#you && this.#handWish !== null ? { ...this.#you, hand: this.#handWish } : this.#you;
    return {
      phase: phaseOf(media, head),
      media,
      head,
      you,
      signedIn: this.#parts.account !== null,
      floor: floorScene(this.#truth?.floor ?? freeFloor, this.#known, you, {
        live: turnsHold(this.#truth, you?.identity),
        vote: voteOf(this.#told.vote),
      }),
      stage: this.#truth ? seat(this.#truth, media, you, this.#parts.now()) : [],
      hands: this.#truth ? queue(this.#truth, this.#pending) : [],
      invited: waiting(this.#offers, this.#known, this.#pending),
      audience: audienceOf(this.#audience, head, you),
      parts: this.#truth ?? {},
      told: this.#told,
      pending: new Set(this.#pending),
      stepping: this.#stepping,
      announcement: this.#said,
    };
  }
}
