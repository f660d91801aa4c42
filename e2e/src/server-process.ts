import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freeTcpPort, freeUdpPort } from "./ports.js";
import { eventually } from "./wait.js";

export const E2E_FOLDER = resolve(import.meta.dirname, "..");
export const REPOSITORY = resolve(E2E_FOLDER, "..");

export type ServerKind = "mitalk" | "livekit";

/** Where the server under test is, and an operator's key that it accepts. Plain data: goes to the test files. */
export interface ServerAddress {
  kind: ServerKind;
  /** False when somebody else started it: it is then neither restarted nor stopped. */
  ours: boolean;
  url: string;
  key: string;
  secret: string;
  httpPort: number;
  mediaPort: number;
  data: string;
}

/** A server started by the harness on free ports, with a folder of its own. */
export interface ServerProcess {
  address: ServerAddress;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same ports and the same folder. */
  start(): Promise<void>;
  /** Ends it in order and removes its folder. */
  stop(): Promise<void>;
}

/** Which server the configuration asks for. */
export function chosenServer(): ServerKind {
  const name = process.env.MITALK_E2E_SERVER ?? "mitalk";
  if (name !== "mitalk" && name !== "livekit")
    throw new Error(`MITALK_E2E_SERVER=${name}: mitalk or livekit`);
  return name;
}

/** The reference server's program, when this machine has one. */
export function livekitBinary(): string | undefined {
  const onPath = (process.env.PATH ?? "").split(":").map((folder) => join(folder, "livekit-server"));
  const named = process.env.LIVEKIT_SERVER;
  return [...(named ? [named] : []), ...onPath, join(homedir(), "go/bin/server")].find((path) =>
    existsSync(path),
  );
}

/** The servers that this process started. */
const started: ServerAddress[] = [];

export function ownServers(): readonly ServerAddress[] {
  return started;
}

/** Starts a server and returns when it answers HTTP. */
export async function startServer(kind: ServerKind, flags: string[] = []): Promise<ServerProcess> {
  const data = mkdtempSync(join(tmpdir(), "mitalk-e2e-"));
  const httpPort = await freeTcpPort();
  const address: ServerAddress = {
    kind,
    ours: true,
    url: `ws://127.0.0.1:${httpPort}`,
    key: "e2ekey",
    secret: "a-secret-only-for-tests-0123456789abcdef",
    httpPort,
    mediaPort: await freeUdpPort(),
    data,
  };
  started.push(address);
  const metricsPort = await freeTcpPort();
  let child: ChildProcess | undefined;
  const start = async () => {
    child = kind === "mitalk" ? spawnMitalk(address, metricsPort, flags) : spawnLivekit(address);
    await answering(address, child);
  };
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (child) await endProcess(child, signal);
    child = undefined;
  };
  await start();
  return {
    address,
    start,
    kill: () => end("SIGKILL"),
    stop: async () => {
      await end("SIGTERM");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** `mitalk link` of the server under test: the personal link that it prints. */
export function personalLink(server: ServerAddress, ...args: string[]): Promise<string> {
  return printed(server, ["link", ...args], /https?:\/\/\S+\/live#\S+/);
}

/** `mitalk admin-link` of the server under test: the link by which an operator's account is made. */
export function adminLink(server: ServerAddress): Promise<string> {
  return printed(server, ["admin-link"], /https?:\/\/\S+\/setup#\S+/);
}

/** `mitalk mail` of the server under test: the newest letter to an address, from its subject on. */
export async function letterTo(server: ServerAddress, address: string): Promise<string> {
  const letters = await printed(server, ["mail"], /[\s\S]*/);
  const own = letters.split(/^---- /m).filter((letter) => letter.includes(`To: ${address}\n`));
  const newest = own.sort().at(-1);
  if (!newest) throw new Error(`no letter to ${address}`);
  return newest.slice(newest.indexOf("Subject: "));
}

/** What a command of the server under test prints, as far as it is wanted. */
async function printed(server: ServerAddress, command: string[], wanted: RegExp): Promise<string> {
  const place = ["--data", server.data, "--http-port", `${server.httpPort}`];
  const child = spawn(java(), [...mitalkProgram(), ...command, ...place], { cwd: server.data });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (more) => {
      text += more;
    });
  }
  await new Promise((done) => child.on("close", done));
  const found = wanted.exec(text)?.[0];
  if (!found) throw new Error(`${command.join(" ")} printed nothing of use: ${text}`);
  return found;
}

function spawnMitalk(address: ServerAddress, metricsPort: number, flags: string[]): ChildProcess {
  const args = [
    ...mitalkProgram(),
    "run",
    ...["--data", address.data],
    ...["--http-port", `${address.httpPort}`],
    ...["--media-port", `${address.mediaPort}`],
    ...["--media-tcp-port", "0"],
    ...["--metrics-port", `${metricsPort}`],
    ...["--livekit-auto-create-rooms", "true"],
    // All people of all scenarios come from one address.
    ...["--auth-reservations-per-source-per-hour", "1000"],
    ...["--auth-codes-per-source-per-hour", "1000"],
    ...flags,
  ];
  const environment = { ...process.env, MITALK_LIVEKIT_KEYS: `${address.key}: ${address.secret}` };
  return spawn(java(), args, {
    cwd: address.data,
    env: environment,
    stdio: ["ignore", log(address), log(address)],
  });
}

/** Java's arguments that the launcher's build left, and the main class. */
function mitalkProgram(): string[] {
  const file = join(REPOSITORY, "build/run/java.args");
  if (!existsSync(file)) throw new Error("the server is not built: ./mitalk test e2e does it");
  return [`@${file}`, "io.mitalk.app.Main"];
}

function java(): string {
  const home = process.env.JAVA_HOME;
  return home ? join(home, "bin/java") : "java";
}

function spawnLivekit(address: ServerAddress): ChildProcess {
  const binary = livekitBinary();
  if (!binary) throw new Error("no reference server on this machine");
  const config = [
    `port: ${address.httpPort}`,
    "bind_addresses: [127.0.0.1]",
    "rtc:",
    `  udp_port: ${address.mediaPort}`,
    "  tcp_port: 0",
    "  use_external_ip: false",
    "  enable_loopback_candidate: true",
    "  interfaces: { includes: [lo] }",
    `keys: { ${address.key}: ${address.secret} }`,
    "logging: { level: info }",
  ].join("\n");
  return spawn(binary, ["--config-body", config], {
    cwd: address.data,
    stdio: ["ignore", log(address), log(address)],
  });
}

/** Where a server's output goes. */
export function logFile({ kind, httpPort }: ServerAddress): string {
  return join(E2E_FOLDER, `out/${kind}-${httpPort}.log`);
}

function log(address: ServerAddress): number {
  mkdirSync(join(E2E_FOLDER, "out"), { recursive: true });
  return openSync(logFile(address), "a");
}

async function answering(address: ServerAddress, child: ChildProcess): Promise<void> {
  const path = address.kind === "mitalk" ? "/healthz" : "/";
  await eventually(
    `${address.kind} answers`,
    async () => {
      if (child.exitCode !== null) throw new Error(`${address.kind} ended at once: ${tail(address)}`);
      const answer = await fetch(`http://127.0.0.1:${address.httpPort}${path}`).catch(() => undefined);
      return answer?.status ?? 0;
    },
    (status) => status === 200,
    60_000,
  );
}

function tail(address: ServerAddress): string {
  return readFileSync(logFile(address), "utf8").slice(-2_000);
}

async function endProcess(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill(signal);
  const hard = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(hard);
}
