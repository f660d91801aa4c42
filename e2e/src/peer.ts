import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { endChild, lastWords } from "./child.js";
import type { Heard, PeerEvent } from "./peer-process.js";
import { Questions, type Reply } from "./questions.js";
import { E2E_FOLDER, type ServerAddress } from "./server-process.js";
import { type Grants, mintToken } from "./token.js";
import { eventually } from "./wait.js";

/** How a participant connects; one peer connection unless two are asked for. */
export interface PeerOptions {
  autoSubscribe?: boolean;
  singlePeerConnection?: boolean;
  /** End-to-end encrypted, with a key made from this. */
  key?: string;
}

/** What rtc-node knows of another participant. */
export interface Other {
  identity: string;
  name: string;
  metadata: string;
  attributes: Record<string, string>;
  publications: { sid: string; muted: boolean }[];
}

/** A rtc-node participant in a process of its own. */
export class Peer {
  /** All that happened, oldest first. */
  readonly events: PeerEvent[] = [];
  readonly #child: ChildProcess;
  readonly #questions: Questions;

  constructor(readonly identity: string) {
    this.#questions = new Questions(identity);
    this.#child = fork(join(E2E_FOLDER, "out/build/peer-process.js"), {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.on("message", (message: PeerEvent | Reply) => this.#receive(message));
    lastWords(this.#child, identity, (error) => this.#questions.abandon(error));
  }

  /** A participant that is connected. */
  static async join(server: ServerAddress, grants: Grants, options: PeerOptions = {}): Promise<Peer> {
    const peer = new Peer(grants.identity);
    await peer.connect(server, grants, options);
    return peer;
  }

  async connect(server: ServerAddress, grants: Grants, options: PeerOptions = {}): Promise<void> {
    const token = mintToken(server.key, server.secret, grants);
    await this.ask("connect", { url: server.url, token, ...options });
  }

  async publishTone(hz: number, more: { hzRight?: number; sampleRate?: number } = {}): Promise<string> {
    return (await this.ask("publishTone", { hz, ...more })) as string;
  }

  async others(): Promise<Other[]> {
    return (await this.ask("others")) as Other[];
  }

  /** One window of a participant's newest track, null while it has none. */
  async hear(
    identity: string,
    ms = 400,
    more: { channels?: number; sampleRate?: number } = {},
  ): Promise<Heard | null> {
    return (await this.ask("hear", { identity, ms, ...more })) as Heard | null;
  }

  /** Resolves when the tone is there, within 20 Hz. */
  async hearsTone(identity: string, hz: number, withinMs = 10_000): Promise<void> {
    const what = `${this.identity} hears ${hz} Hz of ${identity}`;
    await eventually(
      what,
      () => this.hear(identity),
      (heard) => heard !== null && isTone(heard, 0, hz),
      withinMs,
    );
  }

  /** Resolves when one window of the participant is silent, or there is no track at all. */
  async hearsNothing(identity: string, withinMs = 5_000): Promise<void> {
    await eventually(
      `${this.identity} hears nothing of ${identity}`,
      () => this.hear(identity),
      (heard) => heard === null || heard.channels.every(({ rms }) => rms < 0.003),
      withinMs,
    );
  }

  /** The first matching event, from those that already happened on. */
  async saw(event: string, where: Partial<PeerEvent> = {}, withinMs = 10_000): Promise<PeerEvent> {
    const matches = (seen: PeerEvent) =>
      seen.event === event &&
      Object.entries(where).every(([key, value]) => seen[key as keyof PeerEvent] === value);
    const found = await eventually(
      `${this.identity} sees ${event} ${JSON.stringify(where)}`,
      () => this.events.find(matches) ?? null,
      (seen) => seen !== null,
      withinMs,
    );
    return found!;
  }

  ask(command: string, params: Record<string, unknown> = {}): Promise<unknown> {
    return this.#questions.ask(command, params, (question) => this.#child.send(question));
  }

  /** Leaves the room in order and ends the process. */
  async end(): Promise<void> {
    await endChild(this.#child, () => this.ask("disconnect"));
  }

  #receive(message: PeerEvent | Reply): void {
    if ("event" in message) this.events.push(message);
    else this.#questions.answered(message);
  }
}

export function isTone(heard: Heard, channel: number, hz: number): boolean {
  const sound = heard.channels[channel];
  return sound !== undefined && sound.rms > 0.03 && Math.abs(sound.hz - hz) <= 20;
}
