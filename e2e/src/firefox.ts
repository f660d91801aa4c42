import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WebSocket } from "ws";
import { eventually, within } from "./wait.js";

const PROGRAMS = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];
const START_MS = 40_000;
const COMMAND_MS = 30_000;

/** Firefox, when this machine has it: FIREFOX, or where Debian puts it. */
export function firefoxProgram(): string | undefined {
  const named = process.env.FIREFOX;
  return [...(named ? [named] : []), ...PROGRAMS].find((path) => existsSync(path));
}

interface Answer {
  id?: number;
  type: string;
  result?: unknown;
  message?: string;
}

/** A headless Firefox whose microphone gives a tone, driven by WebDriver BiDi. */
export class TestFirefox {
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #sent = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.on("message", (text) => this.#receive(JSON.parse(String(text)) as Answer));
  }

  static async launch(program: string, hz: number): Promise<TestFirefox> {
    const profile = mkdtempSync(join(tmpdir(), "mitalk-firefox-"));
    writeFileSync(join(profile, "user.js"), preferences(hz));
    const child = spawn(
      program,
      ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    const socket = new WebSocket(`${await within("Firefox", START_MS, address(child))}/session`);
    await new Promise((open, fail) => socket.once("open", open).once("error", fail));
    const firefox = new TestFirefox(child, profile, socket);
    await firefox.command("session.new", { capabilities: {} });
    return firefox;
  }

  /** A fresh page. */
  async page(): Promise<FirefoxPage> {
    const { context } = (await this.command("browsingContext.create", { type: "tab" })) as {
      context: string;
    };
    return new FirefoxPage(this, context);
  }

  /** One command of the protocol, and its result. */
  command(method: string, params: object): Promise<unknown> {
    const id = ++this.#sent;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.socket.send(JSON.stringify({ id, method, params }));
    return within(method, COMMAND_MS, answer);
  }

  #receive({ id, type, result, message }: Answer): void {
    const waiting = this.#waiting.get(id ?? 0);
    this.#waiting.delete(id ?? 0);
    if (type === "error") waiting?.reject(new Error(message));
    else waiting?.resolve(result);
  }

  async end(): Promise<void> {
    const gone = new Promise((exit) => this.child.once("exit", exit));
    this.child.kill("SIGTERM");
    await gone;
    this.socket.terminate();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One tab. */
export class FirefoxPage {
  constructor(
    private readonly firefox: TestFirefox,
    private readonly context: string,
  ) {}

  async goto(url: string): Promise<void> {
    await this.firefox.command("browsingContext.navigate", { context: this.context, url, wait: "complete" });
    await eventually(
      "the probe",
      () => this.evaluate(() => window.probe !== undefined),
      (there) => there,
    );
  }

  /** What a function gives in the page; arguments and result are plain JSON. */
  async evaluate<Args extends unknown[], Result>(
    call: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    const answer = (await this.firefox.command("script.evaluate", {
      expression: `(async () => JSON.stringify(await (${call})(...${JSON.stringify(args)})) ?? null)()`,
      target: { context: this.context },
      awaitPromise: true,
      userActivation: true,
    })) as { type: string; result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.type !== "success") throw new Error(answer.exceptionDetails?.text);
    const text = answer.result?.value;
    return (text === undefined ? undefined : JSON.parse(text)) as Result;
  }

  async end(): Promise<void> {
    await this.firefox.command("browsingContext.close", { context: this.context });
  }
}

/** Where Firefox says that it listens. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((found, fail) => {
    child.once("exit", (code) => fail(new Error(`Firefox ended with ${code}`)));
    createInterface({ input: child.stderr! }).on("line", (line) => {
      const said = /WebDriver BiDi listening on (ws:\S+)/.exec(line);
      if (said) found(said[1]!);
    });
  });
}

function preferences(hz: number): string {
  const values = {
    "media.navigator.streams.fake": true,
    "media.navigator.audio.fake_frequency": hz,
    "media.navigator.permission.disabled": true,
    "media.autoplay.default": 0,
    "media.peerconnection.ice.loopback": true,
    "media.peerconnection.ice.obfuscate_host_addresses": false,
    "app.update.enabled": false,
    "app.normandy.enabled": false,
    "browser.shell.checkDefaultBrowser": false,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": false,
    "toolkit.telemetry.reportingpolicy.firstRun": false,
    "services.settings.server": "data:,",
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join("");
}
