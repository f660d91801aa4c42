import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { E2E_FOLDER, type ServerAddress } from "./server-process.js";
import { type Grants, mintToken } from "./token.js";
import { eventually, within } from "./wait.js";

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
}

/** A participant on the Python SDK in a process of its own. */
export class PythonPeer {
  readonly events: PythonEvent[] = [];
  readonly #child: ChildProcess;
  readonly #pending = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #nextId = 0;

  constructor(
    readonly identity: string,
    python: string,
  ) {
    this.#child = spawn(python, [join(E2E_FOLDER, "python/peer.py")], { stdio: ["pipe", "pipe", "pipe"] });
    let complaints = "";
    this.#child.stderr?.on("data", (text) => {
      complaints = (complaints + text).slice(-2_000);
    });
    createInterface({ input: this.#child.stdout! }).on("line", (line) => this.#receive(line));
    this.#child.on("exit", (code, signal) => {
      const error = new Error(`${identity}'s process ended (${code ?? signal}): ${complaints}`);
      for (const waiting of this.#pending.values()) waiting.reject(error);
      this.#pending.clear();
    });
  }

  async connect(server: ServerAddress, grants: Grants): Promise<void> {
    const token = mintToken(server.key, server.secret, grants);
    await this.ask("connect", { url: server.url, token });
  }

  async hearsTone(identity: string, hz: number): Promise<void> {
    await eventually(
      `${this.identity} hears ${hz} Hz of ${identity}`,
      () => this.ask("hear", { identity }) as Promise<{ hz: number; rms: number } | null>,
      (heard) => heard !== null && heard.rms > 0.03 && Math.abs(heard.hz - hz) <= 20,
      15_000,
    );
  }

  /** The first event of this kind. */
  async saw(event: string): Promise<PythonEvent> {
    const found = await eventually(
      `${this.identity} sees ${event}`,
      async () => this.events.find((seen) => seen.event === event),
      (seen) => seen !== undefined,
    );
    return found!;
  }

  ask(command: string, params: Record<string, unknown> = {}): Promise<unknown> {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    this.#child.stdin?.write(`${JSON.stringify({ id, command, params })}\n`);
    return within(`${this.identity}: ${command}`, 30_000, answer).finally(() => this.#pending.delete(id));
  }

  /** Leaves the room in order and ends the process. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise<void>((done) => this.#child.once("exit", () => done()));
    await within("disconnect", 3_000, this.ask("disconnect")).catch(() => undefined);
    this.#child.kill("SIGKILL");
    await ended;
  }

  #receive(line: string): void {
    const message = JSON.parse(line) as PythonEvent & { id?: number; value?: unknown; error?: string };
    if (message.id === undefined) {
      this.events.push(message);
      return;
    }
    const waiting = this.#pending.get(message.id);
    if (message.error === undefined) waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.error));
  }
}
