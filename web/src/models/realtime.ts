import { isObject, type Json, type JsonObject, mergePatch } from "./mergePatch";

/** How the connection stands: on its way, open, waiting to try again, or the browser has no network. */
export type RealtimeLine = "idle" | "connecting" | "open" | "waiting" | "offline";

/** Why the server does not show a channel; worded in the language of the session. */
export interface ChannelProblem {
  readonly slug: string;
  readonly title: string;
  readonly detail: string;
}

/** A channel as it is known. A new object whenever something changed, so that views can compare. */
export interface ChannelView<S = JsonObject> {
  /** Null until the first answer. Stays while the connection is away. */
  readonly state: S | null;
  readonly version: number;
  /** Whether the state follows the server at this moment. */
  readonly live: boolean;
  /** Set when the server refused the channel, or took it away. */
  readonly problem: ChannelProblem | null;
}

/** What a listener is told; every kind but `ephemeral` comes with a new view. */
export type ChannelNews =
  | { readonly kind: "state" }
  | { readonly kind: "event"; readonly type: string; readonly patch: JsonObject }
  | { readonly kind: "ephemeral"; readonly key: string; readonly data: Json }
  | { readonly kind: "line" }
  | { readonly kind: "refused" };

export type ChannelListener = (news: ChannelNews, view: ChannelView) => void;

/** What of a WebSocket is needed here. */
export interface RealtimeSocket {
  /** 0 while it connects. */
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface RealtimeParts {
  readonly open: () => RealtimeSocket;
  /** Tells `online`, `offline` and `visibilitychange`. */
  readonly network: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  readonly online: () => boolean;
  readonly random: () => number;
}

/** Close together at first: a server that restarts is back in seconds. */
const retryMs = [
  500, 1_000, 1_000, 1_000, 1_000, 2_000, 2_000, 2_000, 4_000, 4_000, 8_000, 8_000, 15_000, 30_000,
];
/** Heads come every 15 s; a socket that says nothing for this long is dead, whatever it believes. */
const silenceMs = 40_000;
/** Who looks at the page again does not wait that long. */
const staleMs = 20_000;
/** A channel outlives its last listener for a moment: pages change, and the next one often wants it too. */
const lingerMs = 2_000;
/** After this a channel is asked for again that the server could not read just now. */
const againMs = 5_000;
const sessionChanged = 4001;
const passing = new Set(["internal", "stopping"]);

interface Channel {
  readonly name: string;
  readonly listeners: Set<ChannelListener>;
  view: ChannelView;
  /** Whether an answer to our subscribe is still to come. */
  asking: boolean;
  /** Whether heads have come since we asked. */
  overdue: boolean;
  linger: ReturnType<typeof setTimeout> | null;
  again: ReturnType<typeof setTimeout> | null;
}

const unknown: ChannelView = { state: null, version: 0, live: false, problem: null };

/**
 * The page's one connection to /api/realtime: channels with their states, kept the same as the server's through
 * losses, sleeps and restarts. Not React. Connects while somebody listens.
 */
export class Realtime {
  readonly #parts: RealtimeParts;
  readonly #channels = new Map<string, Channel>();
  readonly #lineListeners = new Set<() => void>();
  #line: RealtimeLine = "idle";
  #socket: RealtimeSocket | null = null;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #silence: ReturnType<typeof setTimeout> | null = null;
  #heardAt = 0;

  constructor(parts: RealtimeParts) {
    this.#parts = parts;
    parts.network.addEventListener("online", this.#cameOnline);
    parts.network.addEventListener("offline", this.#wentOffline);
    parts.network.addEventListener("visibilitychange", this.#lookedAt);
  }

  /** Ends everything; nobody is told anything afterwards. */
  dispose(): void {
    this.#parts.network.removeEventListener("online", this.#cameOnline);
    this.#parts.network.removeEventListener("offline", this.#wentOffline);
    this.#parts.network.removeEventListener("visibilitychange", this.#lookedAt);
    for (const channel of this.#channels.values()) stopTimers(channel);
    this.#channels.clear();
    this.#lineListeners.clear();
    this.#hangUp();
    this.#line = "idle";
  }

  readonly line = (): RealtimeLine => this.#line;

  readonly onLine = (listener: () => void): (() => void) => {
    this.#lineListeners.add(listener);
    return () => this.#lineListeners.delete(listener);
  };

  /** What is known of a channel; an empty view when nobody listens to it. */
  readonly view = (name: string): ChannelView => this.#channels.get(name)?.view ?? unknown;

  /** Listens to a channel until the returned function is called. Several listeners share one subscription. */
  readonly subscribe = (name: string, listener: ChannelListener): (() => void) => {
    const channel = this.#channel(name);
    channel.listeners.add(listener);
    this.#connect();
    return () => {
      if (!channel.listeners.delete(listener) || channel.listeners.size > 0) return;
      channel.linger ??= setTimeout(() => this.#forget(channel), lingerMs);
    };
  };

  /** Who looks at the page changed: connects anew, and forgets what the one before saw. */
  readonly restart = (): void => {
    for (const channel of this.#channels.values()) this.#show(channel, unknown, { kind: "state" });
    this.#tries = 0;
    this.#hangUp();
    this.#connect();
  };

  #channel(name: string): Channel {
    const known = this.#channels.get(name);
    if (known) {
      if (known.linger) clearTimeout(known.linger);
      known.linger = null;
      return known;
    }
    const channel: Channel = {
      name,
      listeners: new Set(),
      view: unknown,
      asking: false,
      overdue: false,
      linger: null,
      again: null,
    };
    this.#channels.set(name, channel);
    if (this.#line === "open") this.#ask(channel);
    return channel;
  }

  #forget(channel: Channel): void {
    this.#channels.delete(channel.name);
    stopTimers(channel);
    if (this.#line === "open" && !channel.view.problem)
      this.#send({ op: "unsubscribe", channel: channel.name });
    if (this.#channels.size === 0) {
      this.#hangUp();
      this.#setLine("idle");
    }
  }

  #connect(): void {
    if (this.#socket || this.#retry || this.#channels.size === 0) return;
    this.#setLine("connecting");
    const socket = this.#parts.open();
    this.#socket = socket;
    const mine = () => this.#socket === socket;
    socket.onopen = () => {
      if (!mine()) return;
      this.#heard();
      this.#setLine("open");
      for (const channel of this.#channels.values()) this.#ask(channel);
    };
    socket.onmessage = ({ data }) => {
      if (!mine()) return;
      this.#heard();
      if (typeof data === "string") this.#receive(data);
    };
    socket.onclose = ({ code }) => {
      if (!mine()) return;
      if (code === sessionChanged) this.restart();
      else this.#lost();
    };
    this.#heard();
  }

  /** The connection is gone: what is known stays, and is taken up again with the next one. */
  #lost(): void {
    this.#hangUp();
    for (const channel of this.#channels.values()) {
      if (channel.view.live) this.#show(channel, { ...channel.view, live: false }, { kind: "line" });
    }
    if (this.#channels.size === 0) return;
    // A server that restarts must not meet everybody at the same moment.
    const pause = retryMs[Math.min(this.#tries++, retryMs.length - 1)] ?? 0;
    this.#retry = setTimeout(
      () => {
        this.#retry = null;
        this.#connect();
      },
      pause * (0.5 + this.#parts.random()),
    );
    this.#setLine(this.#parts.online() ? "waiting" : "offline");
  }

  #hangUp(): void {
    if (this.#retry) clearTimeout(this.#retry);
    if (this.#silence) clearTimeout(this.#silence);
    this.#retry = null;
    this.#silence = null;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    // Browsers complain of a connection that is cut short before it is open.
    const connecting = socket.readyState === 0;
    socket.onopen = connecting ? () => socket.close() : null;
    if (!connecting) socket.close();
  }

  #heard(): void {
    this.#heardAt = Date.now();
    if (this.#silence) clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), silenceMs);
  }

  readonly #cameOnline = (): void => {
    if (this.#socket) return;
    this.#tries = 0;
    this.#hangUp();
    this.#connect();
  };

  /** A machine that slept believes in connections that are long gone. */
  readonly #lookedAt = (): void => {
    if (this.#socket && Date.now() - this.#heardAt > staleMs) this.#lost();
    this.#cameOnline();
  };

  readonly #wentOffline = (): void => {
    if (this.#channels.size > 0) this.#lost();
  };

  #ask(channel: Channel, whole = false): void {
    channel.asking = true;
    channel.overdue = false;
    const { state, version } = channel.view;
    this.#send(
      state && !whole
        ? { op: "subscribe", channel: channel.name, since: version }
        : { op: "subscribe", channel: channel.name },
    );
  }

  #send(message: JsonObject): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #receive(text: string): void {
    const message = parse(text);
    if (!message) return;
    if (message.op === "heads") {
      // Only a connection that lasts is a success; one that breaks after its first answer is tried ever later.
      this.#tries = 0;
      this.#compare(message.heads);
      return;
    }
    const channel = typeof message.channel === "string" ? this.#channels.get(message.channel) : undefined;
    if (!channel) return;
    switch (message.op) {
      case "state":
        this.#replace(channel, message);
        break;
      case "event":
        this.#event(channel, message);
        break;
      case "events":
        this.#events(channel, message);
        break;
      case "ephemeral":
        if (typeof message.key === "string" && message.data !== undefined)
          this.#tell(channel, { kind: "ephemeral", key: message.key, data: message.data });
        break;
      case "refused":
      case "closed":
        this.#refused(channel, message.problem);
        break;
    }
  }

  #replace(channel: Channel, message: JsonObject): void {
    if (!isObject(message.state) || typeof message.version !== "number") return;
    channel.asking = false;
    const view = { state: message.state, version: message.version, live: true, problem: null };
    this.#show(channel, view, { kind: "state" });
  }

  #event(channel: Channel, event: Json): void {
    if (!isObject(event) || typeof event.version !== "number" || !isObject(event.patch)) return;
    const { state, version } = channel.view;
    if (!state || event.version <= version) return;
    if (event.version > version + 1) {
      this.#askAgain(channel);
      return;
    }
    const next = mergePatch(state, event.patch) as JsonObject;
    const view = { state: next, version: event.version, live: !channel.asking, problem: null };
    this.#show(channel, view, { kind: "event", type: String(event.type), patch: event.patch });
  }

  #events(channel: Channel, message: JsonObject): void {
    if (!Array.isArray(message.events) || typeof message.version !== "number") return;
    channel.asking = false;
    for (const event of message.events) this.#event(channel, event);
    if (isObject(message.ephemeral)) {
      for (const [key, data] of Object.entries(message.ephemeral))
        if (data !== undefined) this.#tell(channel, { kind: "ephemeral", key, data });
    }
    if (channel.asking) return;
    if (channel.view.version !== message.version) {
      this.#ask(channel, true);
    } else if (!channel.view.live) {
      this.#show(channel, { ...channel.view, live: true, problem: null }, { kind: "line" });
    }
  }

  #compare(heads: Json | undefined): void {
    if (!isObject(heads)) return;
    for (const channel of this.#channels.values()) {
      if (channel.view.problem) continue;
      if (channel.asking && !channel.overdue) channel.overdue = true;
      else if (channel.asking || heads[channel.name] !== channel.view.version) this.#ask(channel);
    }
  }

  #askAgain(channel: Channel): void {
    if (!channel.asking) this.#ask(channel);
  }

  #refused(channel: Channel, raw: Json | undefined): void {
    const problem = problemOf(raw);
    channel.asking = false;
    if (passing.has(problem.slug)) {
      channel.again ??= setTimeout(() => {
        channel.again = null;
        if (this.#line === "open") this.#askAgain(channel);
      }, againMs);
      return;
    }
    this.#show(channel, { ...unknown, problem }, { kind: "refused" });
  }

  #show(channel: Channel, view: ChannelView, news: ChannelNews): void {
    channel.view = view;
    this.#tell(channel, news);
  }

  #tell(channel: Channel, news: ChannelNews): void {
    for (const listener of [...channel.listeners]) listener(news, channel.view);
  }

  #setLine(line: RealtimeLine): void {
    if (line === this.#line) return;
    this.#line = line;
    for (const listener of [...this.#lineListeners]) listener();
  }
}

/** The connection of a page in a browser. */
export function browserRealtime(): Realtime {
  return new Realtime({
    open: () =>
      new WebSocket(new URL("/api/realtime", location.href.replace(/^http/, "ws"))) as RealtimeSocket,
    network: window,
    online: () => navigator.onLine,
    random: Math.random,
  });
}

function stopTimers(channel: Channel): void {
  if (channel.linger) clearTimeout(channel.linger);
  if (channel.again) clearTimeout(channel.again);
}

function parse(text: string): JsonObject | null {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function problemOf(raw: Json | undefined): ChannelProblem {
  const text = (value: Json | undefined) => (typeof value === "string" ? value : "");
  return isObject(raw)
    ? { slug: text(raw.slug), title: text(raw.title), detail: text(raw.detail) }
    : { slug: "internal", title: "", detail: "" };
}
