import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { endChild, lastWords } from "./child.js";
import { Questions, type Reply } from "./questions.js";
import { E2E_FOLDER, type ServerAddress } from "./server-process.js";
import { type Grants, mintToken } from "./token.js";
import { eventually } from "./wait.js";

/** Where ./mitalk test puts Python with the SDK in. */
const OWN_PYTHON = resolve(E2E_FOLDER, "../build/python/bin/python");

/** A Python that has LiveKit's SDK, or undefined where there is none. */
export function pythonWithSdk(): string | undefined {
  const named = process.env.LIVEKIT_PYTHON;
  return [...(named ? [named] : []), ...(existsSync(OWN_PYTHON) ? [OWN_PYTHON] : []), "python3"].find(
    (python) => spawnSync(python, ["-c", "import livekit.rtc, livekit.api"]).status === 0,
  );
}

export interface PythonEvent {
  event: string;
  identity?: string;
  value?: string;
  topic?: string;
  bytes?: number;
}

/** A participant on the Python SDK in a process of its own. */
export class PythonPeer {
  readonly events: PythonEvent[] = [];
  readonly #child: ChildProcess;
  readonly #questions: Questions;

  constructor(
    readonly identity: string,
    python: string,
  ) {
    this.#questions = new Questions(identity);
    this.#child = spawn(python, [join(E2E_FOLDER, "python/peer.py")], { stdio: ["pipe", "pipe", "pipe"] });
    createInterface({ input: this.#child.stdout! }).on("line", (line) => this.#receive(line));
    lastWords(this.#child, identity, (error) => this.#questions.abandon(error));
  }

  async connect(server: ServerAddress, grants: Grants, single = true): Promise<void> {
    const token = mintToken(server.key, server.secret, grants);
    await this.ask("connect", { url: server.url, token, single });
  }

  async hearsTone(identity: string, hz: number): Promise<void> {
    await eventually(
      `${this.identity} hears ${hz} Hz of ${identity}`,
      () => this.ask("hear", { identity }) as Promise<{ hz: number; rms: number } | null>,
      (heard) => heard !== null && heard.rms > 0.03 && Math.abs(heard.hz - hz) <= 20,
      15_000,
    );
  }

  /** The first event of this kind, and of this topic where one is named. */
  async saw(event: string, topic?: string, withinMs = 10_000): Promise<PythonEvent> {
    const found = await eventually(
      `${this.identity} sees ${event}`,
      async () => this.all(event, topic)[0],
      (seen) => seen !== undefined,
      withinMs,
    );
    return found!;
  }

  /** What of this kind has happened so far. */
  all(event: string, topic?: string): PythonEvent[] {
    return this.events.filter(
      (seen) => seen.event === event && (topic === undefined || seen.topic === topic),
    );
  }

  ask(command: string, params: Record<string, unknown> = {}): Promise<unknown> {
    return this.#questions.ask(command, params, (question) =>
      this.#child.stdin?.write(`${JSON.stringify(question)}\n`),
    );
  }

  /** Leaves the room in order and ends the process. */
  async end(): Promise<void> {
    await endChild(this.#child, () => this.ask("disconnect"));
  }

  #receive(line: string): void {
    const message = JSON.parse(line) as PythonEvent | Reply;
    if ("event" in message) this.events.push(message);
    else this.#questions.answered(message);
  }
}
