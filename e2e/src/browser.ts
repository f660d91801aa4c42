import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { E2E_FOLDER } from "./server-process.js";
import { wav } from "./sound.js";

const RATE = 48_000;

/** How a browser is set up, and the sound that its microphone gives. */
export interface BrowserSetup {
  microphone?: Float32Array;
  /** Lets pages play sound without a gesture; not where "Tap to hear" is the scenario. */
  autoplay?: boolean;
  /** Answers the question for the microphone with yes; otherwise each context decides. */
  grantsMicrophone?: boolean;
}

/** A headless Chromium with a fake microphone. Each scenario gets fresh contexts in it. */
export class TestBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  static async launch({
    microphone,
    autoplay = true,
    grantsMicrophone = true,
  }: BrowserSetup): Promise<TestBrowser> {
    const folder = mkdtempSync(join(tmpdir(), "mitalk-microphone-"));
    const file = join(folder, "microphone.wav");
    writeFileSync(file, wav(microphone ?? new Float32Array(RATE), RATE));
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-audio-capture=${file}`,
        "--allow-loopback-in-peer-connection",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-features=WebRtcHideLocalIpsWithMdns",
        ...(grantsMicrophone ? ["--use-fake-ui-for-media-stream"] : []),
        ...(autoplay ? ["--autoplay-policy=no-user-gesture-required"] : []),
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    });
    return new TestBrowser(browser, folder);
  }

  /** A fresh page in a context of its own; the context ends with the page. */
  async page(options: Parameters<Browser["newContext"]>[0] = {}): Promise<TestPage> {
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(10_000);
    return new TestPage(context, await context.newPage());
  }

  async end(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A page and its context. */
export class TestPage {
  /** Warnings and errors of the page's console, and what its scripts threw; the newest last. */
  readonly complaints: string[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      const where = new URL(message.location().url, "http://nowhere").pathname;
      // Addresses of sockets carry tickets, which no report may hold.
      this.complaints.push(`${message.text().replaceAll(/\?\S+/g, "")} (${where})`);
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  async end(): Promise<void> {
    await this.context.close();
  }
}

/** Gives a page's browser a fingerprint reader that always says yes. */
export async function givePasskeys({ context, page }: TestPage): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

type Call = (this: RTCPeerConnection, ...args: unknown[]) => Promise<unknown>;

/** Makes a page's media go to another port of loopback than the one that the server names. */
export async function sendMediaTo(page: Page, port: number): Promise<void> {
  await page.addInitScript((to) => {
    const elsewhere = (text: string) =>
      text.replace(/(candidate:\S+ \d \S+ \d+) \S+ \d+ typ host/g, `$1 127.0.0.1 ${to} typ host`);
    const own = (text: string) => text.replace(/a=candidate:.*\r\n/g, "");
    const peer = RTCPeerConnection.prototype as unknown as Record<string, Call>;
    const patch = (name: string, wrap: (original: Call) => Call) => {
      peer[name] = wrap(peer[name] as Call);
    };
    patch("setRemoteDescription", (original) => {
      return function (description) {
        const { type, sdp } = description as RTCSessionDescriptionInit;
        return original.call(this, { type, sdp: elsewhere(sdp ?? "") });
      };
    });
    patch("addIceCandidate", (original) => {
      return function (candidate) {
        const init = candidate as RTCIceCandidateInit;
        return original.call(this, { ...init, candidate: elsewhere(init.candidate ?? "") });
      };
    });
    // A server that checks the page's own addresses would find the way around the relay.
    for (const name of ["createOffer", "createAnswer"]) {
      patch(name, (original) => {
        return async function (...options) {
          const { type, sdp } = (await original.apply(this, options)) as RTCSessionDescriptionInit;
          return { type, sdp: own(sdp ?? "") };
        };
      });
    }
    Object.defineProperty(peer, "onicecandidate", { set() {}, get: () => null });
  }, port);
}

/**
 * Takes what repairs losses out of the server's descriptions. For pages with a connection for each direction: what
 * the server offers to send is then answered without it, and what the page sends is not asked for again.
 */
export async function withoutRepairs(
  page: Page,
  without: { noNack?: boolean; noRed?: boolean },
): Promise<void> {
  await page.addInitScript(({ noNack, noRed }) => {
    const peer = RTCPeerConnection.prototype as unknown as Record<string, Call>;
    const original = peer.setRemoteDescription as Call;
    peer.setRemoteDescription = function (description) {
      let { type, sdp = "" } = description as RTCSessionDescriptionInit;
      if (noNack) sdp = sdp.replace(/a=rtcp-fb:\d+ nack\r\n/g, "");
      for (const [, red] of noRed ? sdp.matchAll(/a=rtpmap:(\d+) red\//g) : []) {
        sdp = sdp.replace(new RegExp(`a=(rtpmap|fmtp|rtcp-fb):${red} .*\\r\\n`, "g"), "");
        sdp = sdp.replace(new RegExp(`(m=audio .*) ${red}(?= |\\r)`, "g"), "$1");
      }
      return original.call(this, { type, sdp });
    };
  }, without);
}

/** A site on loopback with one blank page that holds livekit-client and the probe. */
export class ProbeSite {
  private constructor(
    readonly url: string,
    private readonly close: () => Promise<void>,
  ) {}

  static async start(): Promise<ProbeSite> {
    const files: Record<string, string> = {
      "/livekit-client.mjs": join(E2E_FOLDER, "node_modules/livekit-client/dist/livekit-client.esm.mjs"),
      "/livekit-client.e2ee.worker.mjs": join(
        E2E_FOLDER,
        "node_modules/livekit-client/dist/livekit-client.e2ee.worker.mjs",
      ),
      "/page/probe.js": join(E2E_FOLDER, "out/build/page/probe.js"),
      "/sound.js": join(E2E_FOLDER, "out/build/sound.js"),
    };
    const server = createServer((request, response) => {
      const file = files[request.url ?? ""];
      response.setHeader("content-type", file ? "text/javascript" : "text/html");
      response.end(file ? readFileSync(file) : PROBE_PAGE);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return new ProbeSite(`http://127.0.0.1:${port}/`, async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    });
  }

  async end(): Promise<void> {
    await this.close();
  }
}

const PROBE_PAGE = `<!doctype html><title>probe</title>
<script type="importmap">{"imports": {"livekit-client": "/livekit-client.mjs"}}</script>
<script type="module" src="/page/probe.js"></script><body></body>`;
