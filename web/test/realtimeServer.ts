import { type Json, type JsonObject, mergePatch } from "../src/models/mergePatch";
import type { RealtimeSocket } from "../src/models/realtime";

type Item = { readonly version: number; readonly type: string; readonly patch: JsonObject };

interface Channel {
  version: number;
  state: JsonObject;
  ring: Item[];
}

/** One connection to the double: frames arrive in order and with delay, as over TCP. */
export class DoubleSocket implements RealtimeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readyState = 0;
  readonly heard: JsonObject[] = [];
  readonly channels = new Set<string>();
  readonly #server: RealtimeServer;
  alive = true;
  /** Frames that get lost on the way to the page. */
  lose = 0;

  constructor(server: RealtimeServer) {
    this.#server = server;
    setTimeout(() => {
      if (!this.alive) return;
      if (!server.up) return this.end(1006);
      this.readyState = 1;
      this.onopen?.();
    }, server.delayMs());
  }

  send(text: string): void {
    const message = JSON.parse(text) as JsonObject;
    this.heard.push(message);
    setTimeout(() => {
      if (this.alive) this.#server.receive(this, message);
    }, this.#server.delayMs());
  }

  close(): void {
    this.alive = false;
    this.#server.sockets.delete(this);
  }

  push(message: Json): void {
    setTimeout(() => {
      if (!this.alive) return;
      if (this.lose > 0) this.lose--;
      else this.onmessage?.({ data: JSON.stringify(message) });
    }, this.#server.delayMs());
  }

  end(code: number): void {
    if (!this.alive) return;
    this.close();
    this.onclose?.({ code });
  }
}

/** A server that speaks the protocol of api/realtime.yaml in memory. */
export class RealtimeServer {
  readonly sockets = new Set<DoubleSocket>();
  readonly opened: DoubleSocket[] = [];
  readonly refusals = new Map<string, string>();
  readonly #channels = new Map<string, Channel>();
  up = true;
  delayMs: () => number = () => 1;
  ringSize = 256;

  readonly open = (): RealtimeSocket => {
    const socket = new DoubleSocket(this);
    this.sockets.add(socket);
    this.opened.push(socket);
    return socket;
  };

  truth(name: string): Channel {
    const known = this.#channels.get(name) ?? { version: 0, state: {}, ring: [] };
    this.#channels.set(name, known);
    return known;
  }

  /** Commits a change and tells it. */
  commit(name: string, patch: JsonObject, type = "changed"): void {
    const item = this.#change(name, patch, type);
    for (const socket of this.sockets)
      if (socket.channels.has(name)) socket.push({ op: "event", channel: name, ...item });
  }

  /** Commits changes and tells them in one message, as where many listen. */
  together(name: string, patches: readonly JsonObject[], ephemeral: JsonObject): void {
    const events = patches.map((patch) => this.#change(name, patch, "changed"));
    const { version } = this.truth(name);
    for (const socket of this.sockets)
      if (socket.channels.has(name)) socket.push({ op: "events", channel: name, version, events, ephemeral });
  }

  #change(name: string, patch: JsonObject, type: string) {
    const channel = this.truth(name);
    channel.version++;
    channel.state = mergePatch(channel.state, patch) as JsonObject;
    const item = { version: channel.version, type, patch };
    channel.ring = [...channel.ring, item].slice(-this.ringSize);
    return item;
  }

  ephemeral(name: string, key: string, data: Json): void {
    for (const socket of this.sockets)
      if (socket.channels.has(name)) socket.push({ op: "ephemeral", channel: name, key, data });
  }

  heads(): void {
    for (const socket of this.sockets) {
      const heads = Object.fromEntries([...socket.channels].map((name) => [name, this.truth(name).version]));
      socket.push({ op: "heads", heads });
    }
  }

  /** Everybody loses the connection; with `forget` also the events for those who come back. */
  restart(forget: boolean): void {
    if (forget) for (const channel of this.#channels.values()) channel.ring = [];
    for (const socket of [...this.sockets]) socket.end(1001);
  }

  receive(socket: DoubleSocket, message: JsonObject): void {
    const name = String(message.channel);
    if (message.op === "unsubscribe") {
      socket.channels.delete(name);
      return;
    }
    const slug = this.refusals.get(name);
    if (slug) {
      socket.push({ op: "refused", channel: name, problem: { slug, title: "No", detail: "Not now." } });
      return;
    }
    socket.channels.add(name);
    const { version, state, ring } = this.truth(name);
    const since = message.since;
    if (typeof since === "number" && since <= version && version - since <= ring.length)
      socket.push({
        op: "events",
        channel: name,
        version,
        events: ring.slice(ring.length - (version - since)),
      });
    else socket.push({ op: "state", channel: name, version, state });
  }
}
