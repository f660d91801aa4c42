import { networkInterfaces } from "node:os";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ProbeSite, TestBrowser, type TestPage } from "../src/browser.js";
import { Peer } from "../src/peer.js";
import { Cleanup, newRoom, server } from "../src/scenario.js";
import { type ServerProcess, startServer } from "../src/server-process.js";
import { tone } from "../src/sound.js";
import { mintToken } from "../src/token.js";
import { eventually } from "../src/wait.js";

const RATE = 48_000;
const PRESENT = 0.05;

const ipv6 = Object.values(networkInterfaces())
  .flat()
  .some((found) => found?.address === "::1");
if (server?.kind === "mitalk" && !ipv6)
  process.stdout.write("No ::1 on this machine: the scenarios over IPv6 are skipped.\n");

let site: ProbeSite;
let browser: TestBrowser;
const cleanup = new Cleanup();

/** A page that has joined, with one peer connection or two. */
async function enter(at: ServerProcess, room: string, identity: string, single: boolean): Promise<TestPage> {
  const { url, key, secret } = at.address;
  const opened = cleanup.add(await browser.page());
  await opened.page.goto(site.url);
  await opened.page.waitForFunction(() => window.probe !== undefined);
  const token = mintToken(key, secret, { room, identity });
  await opened.page.evaluate(([to, by, one]) => window.probe.join(to, by, one), [
    url,
    token,
    single,
  ] as const);
  return opened;
}

async function hears({ page }: TestPage, identity: string, hz: number): Promise<void> {
  await eventually(
    `${hz} Hz of ${identity}`,
    () => page.evaluate(([who, at]) => window.probe.amplitude(who, at), [identity, hz] as const),
    (loud) => loud > PRESENT,
    15_000,
  );
}

/** The ways that a page's media takes, as its browser names them. */
async function ways({ page }: TestPage): Promise<string[]> {
  return page.evaluate(() => window.probe.ways());
}

describe.skipIf(server?.kind !== "mitalk").each([
  ["over TCP alone", true, ["--media-udp", "false"], /^tcp /],
  ["over IPv6 alone", ipv6, ["--media-bind", "::1"], /^udp ::1/],
] as const)("media %s", (_, possible, flags, way) => {
  let own: ServerProcess;

  beforeAll(async () => {
    if (!possible) return;
    own = await startServer("mitalk", [...flags]);
    site = await ProbeSite.start();
    browser = await TestBrowser.launch({ microphone: tone(440, RATE, 10) });
  });
  afterEach(() => cleanup.run());
  afterAll(() => (possible ? Promise.all([browser.end(), site.end(), own.stop()]) : undefined));

  it.skipIf(!possible).each([
    ["one peer connection", true],
    ["two peer connections", false],
  ])("is heard between pages of Chromium with %s", async (_, single) => {
    const room = newRoom();
    const listener = await enter(own, room, "listener", single);
    const speaker = await enter(own, room, "speaker", single);
    await speaker.page.evaluate(() => window.probe.goLive());
    await hears(listener, "speaker", 440);
    for (const page of [speaker, listener]) {
      const taken = await ways(page);
      expect(taken.length).toBeGreaterThan(0);
      for (const one of taken) expect(one).toMatch(way);
    }
  });

  it.skipIf(!possible)("is heard between rtc-node and a page", async () => {
    const room = newRoom();
    const page = await enter(own, room, "page", true);
    const peer = cleanup.add(await Peer.join(own.address, { room, identity: "peer" }));
    await peer.publishTone(700);
    await hears(page, "peer", 700);
    await page.page.evaluate(() => window.probe.goLive());
    await peer.hearsTone("page", 440, 15_000);
  });
});
