import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { lastWords } from "./child.js";
import { REPOSITORY } from "./server-process.js";
import { within } from "./wait.js";

/** What a line does to the datagrams that it carries; the rest goes through whole and at once. */
export interface Impairment {
  /** Percent lost from clients to the server, and back. */
  up?: number;
  down?: number;
  /** How many are lost in a row, on average; 1 means that losses know nothing of each other. */
  burst?: number;
  delayMs?: number;
  jitterMs?: number;
}

/** What a line has carried and lost so far, in datagrams. */
export interface Tally {
  up: number;
  upLost: number;
  down: number;
  downLost: number;
}

/** A bad network in front of the server's media: the seeded relay of its own tests (`./mitalk bench relay`). */
export class BadLine {
  readonly #child: ChildProcess;
  readonly #waiting: { answered(line: string): void; failed(reason: Error): void }[] = [];
  #port = 0;

  private constructor(mediaPort: number, seed: number) {
    this.#child = spawn(join(REPOSITORY, "mitalk"), ["bench", "relay", `${mediaPort}`, `${seed}`], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    createInterface({ input: this.#child.stdout! }).on("line", (line) =>
      this.#waiting.shift()?.answered(line),
    );
    lastWords(this.#child, "the relay", (reason) => {
      for (const { failed } of this.#waiting.splice(0)) failed(reason);
    });
  }

  /** Starts it; the first one builds it, where nothing has before. */
  static async start(mediaPort: number, seed = 1): Promise<BadLine> {
    const line = new BadLine(mediaPort, seed);
    line.#port = Number(await within("the relay is up", 120_000, line.#answer()));
    return line;
  }

  /** Where clients send their media to. */
  get port(): number {
    return this.#port;
  }

  /** From now on. */
  async becomes({ up = 0, down = 0, burst = 1, delayMs = 0, jitterMs = 0 }: Impairment): Promise<void> {
    await this.#ask(`line ${up} ${down} ${burst} ${delayMs} ${jitterMs}`);
  }

  /** The server sees every client come from another port, as when a NAT forgets. */
  async rebinds(): Promise<void> {
    await this.#ask("rebind");
  }

  async tally(): Promise<Tally> {
    const [up, upLost, down, downLost] = (await this.#ask("tally")).split(" ").map(Number);
    return { up: up!, upLost: upLost!, down: down!, downLost: downLost! };
  }

  async end(): Promise<void> {
    const ended = new Promise<void>((done) => this.#child.once("exit", () => done()));
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.stdin!.end();
    await within("the relay ends", 5_000, ended).catch(() => this.#child.kill("SIGKILL"));
  }

  #ask(line: string): Promise<string> {
    this.#child.stdin!.write(`${line}\n`);
    return within(`the relay answers to ${line}`, 5_000, this.#answer());
  }

  #answer(): Promise<string> {
    return new Promise((answered, failed) => this.#waiting.push({ answered, failed }));
  }
}
