import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Locator } from "playwright-core";
import { sendMediaTo, type TestBrowser, type TestPage } from "./browser.js";
import type { Relay } from "./relay.js";
import { E2E_FOLDER } from "./server-process.js";
import { eventually, pause } from "./wait.js";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** Amplitudes in a window longer than a syllable and its pause. */
const PRESENT = 0.02;
const ABSENT = 0.003;

/** A voice whose packets stay away for so long has ended; so often it is looked at meanwhile. */
const QUIET_MS = 600;
const QUIET_READINGS = 6;
/** More than any page has places for the focus. */
const MOST_TABS = 120;

/** MiTalk's page, opened with a personal link, seen and heard as its user would. */
export class ProductPage {
  private constructor(readonly opened: TestPage) {}

  /** Opens a link; with a relay, the page, its signalling and its media go through it. */
  static async open(browser: TestBrowser, link: string, options: PageOptions = {}): Promise<ProductPage> {
    const opened = await browser.page({
      locale: "en-US",
      viewport: options.viewport ?? { width: 390, height: 844 },
    });
    if (options.cookies) await opened.context.addCookies(options.cookies);
    await opened.page.addInitScript(hearRemoteTracks);
    if (options.relay) await sendMediaTo(opened.page, options.relay.frontMediaPort);
    if (options.mediaPort) await sendMediaTo(opened.page, options.mediaPort);
    const address = new URL(link);
    if (options.relay) address.port = `${options.relay.frontHttpPort}`;
    await opened.page.goto(address.href);
    return new ProductPage(opened);
  }

  button(name: string | RegExp): Locator {
    return this.opened.page.getByRole("button", { name });
  }

  heading(name: string | RegExp): Locator {
    return this.opened.page.getByRole("heading", { name });
  }

  link(name: string | RegExp): Locator {
    return this.opened.page.getByRole("link", { name });
  }

  /** What one may type into, by its label. */
  field(label: string | RegExp): Locator {
    return this.opened.page
      .getByRole("textbox", { name: label })
      .or(this.opened.page.getByRole("searchbox", { name: label }))
      .or(this.opened.page.getByRole("combobox", { name: label }));
  }

  text(text: string | RegExp): Locator {
    return this.opened.page.getByText(text);
  }

  async shows(text: string | RegExp, withinMs = 10_000): Promise<void> {
    await this.text(text).first().waitFor({ timeout: withinMs });
  }

  /** All that can be read on the page, without what changes by itself: clocks and counts. */
  async allText(): Promise<string> {
    return (await this.opened.page.locator("main").innerText()).replaceAll(/\d+/g, "#");
  }

  /** What was announced to a screen reader so far, and what stands in the notes that come and go. */
  async announcements(): Promise<string[]> {
    return this.opened.page.locator('[aria-live], [role="status"], [role="alert"]').allInnerTexts();
  }

  /** How much sound this page has sent since it was opened. */
  sentAudioBytes(): Promise<number> {
    return this.opened.page.evaluate(() => window.sentAudioBytes());
  }

  /** Waits until the room itself is there. */
  async isInRoom(): Promise<void> {
    await this.heading("On stage").waitFor({ timeout: 15_000 });
  }

  /** Presses a key where the focus has been brought by the Tab key alone, as somebody without a mouse does. */
  async keyTo(target: Locator, key = "Enter"): Promise<void> {
    const { keyboard } = this.opened.page;
    await target.waitFor();
    for (let steps = 0; !(await target.evaluate((element) => element === document.activeElement)); steps++) {
      if (steps > MOST_TABS) throw new Error(`the Tab key does not reach ${target}`);
      await keyboard.press("Tab");
    }
    await keyboard.press(key);
  }

  /** Types into a field that the Tab key reaches. */
  async typeInto(label: string | RegExp, text: string): Promise<void> {
    await this.keyTo(this.field(label), "Control+A");
    await this.opened.page.keyboard.type(text);
  }

  /** Goes to another address of the same community. */
  async goTo(path: string): Promise<void> {
    await this.opened.page.goto(new URL(path, this.opened.page.url()).href);
  }

  async reload(): Promise<void> {
    await this.opened.page.reload();
  }

  /** Whether the browser believes that it has a network. */
  async setOffline(offline: boolean): Promise<void> {
    await this.opened.context.setOffline(offline);
  }

  /** Sets up the microphone and goes live, as a speaker does. */
  async goLive(): Promise<void> {
    await this.button("Set up microphone").click();
    await this.button("Go live").click();
    await this.shows("You are live");
  }

  /** Sets up the microphone and speaks to the stage alone. */
  async speakBackstage(): Promise<void> {
    await this.button("Set up microphone").click();
    await this.button("Speak backstage").click();
    await this.shows("You are heard backstage");
  }

  /** The circle of somebody on stage. */
  person(name: string): Locator {
    return this.opened.page.getByRole("listitem").filter({ hasText: name });
  }

  /** Waits until somebody's ring says that they speak, or no longer do. */
  async ring(name: string, speaking: boolean, withinMs = 10_000): Promise<void> {
    await this.person(name)
      .locator(`[data-speaking="${speaking}"]`)
      .waitFor({ state: "attached", timeout: withinMs });
  }

  async hears(hz: number, withinMs = 15_000): Promise<void> {
    await eventually(
      `${hz} Hz on the page`,
      () => this.amplitude(hz),
      (loud) => loud > PRESENT,
      withinMs,
    );
  }

  async hearsNothing(hz: number, withinMs = 8_000): Promise<void> {
    await eventually(
      `no ${hz} Hz on the page`,
      () => this.amplitude(hz),
      (loud) => loud < ABSENT,
      withinMs,
    );
  }

  /** Does what must silence a voice; answers how many milliseconds later its last packet came. */
  async silencedBy(hz: number, deed: () => Promise<unknown>): Promise<number> {
    const voice = await this.opened.page.evaluate((at) => window.watchVoice(at), hz);
    const begun = Date.now();
    await deed();
    const stamps: number[] = [];
    await eventually(
      `no more packets at ${hz} Hz`,
      async () => {
        await pause(QUIET_MS / QUIET_READINGS);
        stamps.push(await this.opened.page.evaluate((which) => window.lastPacketAt(which), voice));
        return stamps.at(-1)!;
      },
      (last) => last === stamps.at(-1 - QUIET_READINGS),
    );
    const last = stamps.at(-1)!;
    return Math.max(0, Math.round(last - begun));
  }

  amplitude(hz: number): Promise<number> {
    return this.opened.page.evaluate((at) => window.remoteAmplitude(at), hz);
  }

  /** Reads an expression without being taken for a gesture, which Playwright's own look-ups are. */
  async glance(expression: string): Promise<unknown> {
    const session = await this.opened.context.newCDPSession(this.opened.page);
    const { result } = await session.send("Runtime.evaluate", { expression, returnByValue: true });
    await session.detach();
    return result.value;
  }

  /** A picture for review, in out/. */
  async picture(name: string): Promise<void> {
    mkdirSync(join(E2E_FOLDER, "out"), { recursive: true });
    await this.opened.page.screenshot({ path: join(E2E_FOLDER, `out/${name}.png`) });
  }

  async end(): Promise<void> {
    await this.opened.end();
  }
}

export interface PageOptions {
  /** Of somebody who is signed in. */
  cookies?: Cookies;
  relay?: Relay;
  /** Where the media goes in place of the server's own port. */
  mediaPort?: number;
  viewport?: { width: number; height: number };
}

declare global {
  interface Window {
    /** How much sound the page has sent. */
    sentAudioBytes(): Promise<number>;
    /** Amplitude of a frequency in all that the page receives. */
    remoteAmplitude(hz: number): number;
    /** Begins to note the packets of the track in which a frequency is loudest; answers which it is. */
    watchVoice(hz: number): number;
    /** When the last packet of a watched track came, in milliseconds since 1970. */
    lastPacketAt(voice: number): number;
  }
}

/** Runs in the page before its own scripts: listens to what its peer connections receive. */
function hearRemoteTracks(): void {
  const voices: { analyser: AnalyserNode; receiver: RTCRtpReceiver; lastPacketAt: number }[] = [];
  let context: AudioContext | undefined;
  const listen = (receiver: RTCRtpReceiver) => {
    context ??= new AudioContext({ sampleRate: 48_000 });
    const analyser = context.createAnalyser();
    analyser.fftSize = 16_384;
    context.createMediaStreamSource(new MediaStream([receiver.track])).connect(analyser);
    voices.push({ analyser, receiver, lastPacketAt: 0 });
  };
  const connections: RTCPeerConnection[] = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
      this.addEventListener("track", ({ receiver }) => listen(receiver));
    }
  };
  window.sentAudioBytes = async () => {
    let bytes = 0;
    for (const connection of connections) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === "outbound-rtp" && entry.kind === "audio") bytes += entry.bytesSent;
      }
    }
    return bytes;
  };
  const amplitude = ({ analyser }: { analyser: AnalyserNode }, hz: number) => {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    let real = 0;
    let imaginary = 0;
    samples.forEach((sample, i) => {
      real += sample * Math.cos((2 * Math.PI * hz * i) / 48_000);
      imaginary += sample * Math.sin((2 * Math.PI * hz * i) / 48_000);
    });
    return (2 * Math.hypot(real, imaginary)) / samples.length;
  };
  window.remoteAmplitude = (hz) => {
    void context?.resume();
    return Math.max(0, ...voices.map((voice) => amplitude(voice, hz)));
  };
  window.watchVoice = (hz) => {
    const amplitudes = voices.map((voice) => amplitude(voice, hz));
    const loudest = amplitudes.indexOf(Math.max(...amplitudes));
    // Statistics of a track that ends are gone with it: what they said last is kept.
    setInterval(async () => {
      const voice = voices[loudest]!;
      for (const entry of (await voice.receiver.getStats()).values()) {
        if (entry.type === "inbound-rtp") voice.lastPacketAt = entry.lastPacketReceivedTimestamp ?? 0;
      }
    }, 20);
    return loudest;
  };
  window.lastPacketAt = (voice) => voices[voice]?.lastPacketAt ?? 0;
}
